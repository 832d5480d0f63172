using System.Numerics;
using System.Runtime.InteropServices;
using SoftmaxGen.Kernels.Tests.Calling;
using SoftmaxGen.Kernels.Tests.Library;

namespace SoftmaxGen.Kernels.Tests.Contract;

/// <summary>
/// A call whose buffers are pieces of two arrays, at any place and of any length: mostly as the contract wants them, but some
/// too short or too long, some over others, and labels that are none. What surrounds them is watched.
/// </summary>
internal sealed class FuzzedCall<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int MostRows = 40;

    private readonly KernelSpec spec;
    private readonly Random random;
    private readonly T[] elements;
    private readonly int[] labels;
    private readonly Dictionary<string, (int Start, int Length)> pieces = [];

    public FuzzedCall(KernelSpec spec, int seed)
    {
        this.spec = spec;
        random = new Random(seed);
        int rows = spec.Operator == "LogSumExp" && spec.ReturnsValue ? 1 : random.Next(MostRows);
        int room = 64 + spec.ParameterNames.Where(IsElements).Sum(name => spec.LengthOf(name, rows) + 8);
        elements = new T[room];
        labels = new int[64 + 3 * MostRows];
        random.NextBytes(MemoryMarshal.AsBytes(elements.AsSpan()));
        for (int i = 0; i < elements.Length; i++)
        {
            // Any bits for a quarter of them: NaN with any payload, infinities, subnormals, the greatest numbers.
            elements[i] = random.Next(4) == 0 ? elements[i] : T.CreateChecked(random.NextDouble() * 20 - 10);
        }

        FillLabels();
        Lay(rows);
    }

    /// <summary>Whether the contract refuses the call.</summary>
    public bool IsRefused => !AreLengthsRight() || AreLabelsWrong() || DoOverlap();

    /// <summary>Runs the call. What went wrong, in words, or null.</summary>
    public string? Run(Kernel<T> kernel)
    {
        T[] before = [.. elements];
        int[] labelsBefore = [.. labels];
        T returned;
        try
        {
            returned = kernel(Arguments(elements.AsMemory, labels.AsMemory));
        }
        catch (ArgumentException refusal)
        {
            return !IsRefused ? $"refused: {refusal.Message}"
                : !spec.ParameterNames.Contains(refusal.ParamName) ? $"names {refusal.ParamName}"
                : !Bytes(before).SequenceEqual(Bytes(elements)) || !labels.SequenceEqual(labelsBefore) ? "written before it was refused"
                : null;
        }

        return IsRefused ? "not refused"
            : Changed([.. before], [.. labelsBefore]) ?? Compare(kernel, before, labelsBefore, returned);
    }

    public override string ToString() => string.Join(
        ", ", pieces.Select(piece => $"{piece.Key} [{piece.Value.Start}..{piece.Value.Start + piece.Value.Length}]"));

    private static bool IsElements(string name) => name is not ("labels" or "predictions" or "scale");

    private static ReadOnlySpan<byte> Bytes(T[] values) => MemoryMarshal.AsBytes<T>(values);

    private void FillLabels()
    {
        int wrong = random.Next(8);
        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = wrong == 0 && random.Next(20) == 0 ? (int)random.NextInt64(int.MinValue, 1L + int.MaxValue)
                : random.Next(10) == 0 ? spec.IgnoreIndex : random.Next(spec.Classes);
        }
    }

    /// <summary>Lays the buffers side by side, and then some of them wrongly.</summary>
    private void Lay(int rows)
    {
        int next = random.Next(8);
        int nextLabel = random.Next(8);
        foreach (string name in spec.ParameterNames.Where(one => one != "scale"))
        {
            int length = spec.LengthOf(name, rows);
            int size = IsElements(name) ? elements.Length : labels.Length;
            ref int place = ref IsElements(name) ? ref next : ref nextLabel;
            length = random.Next(30) == 0 ? random.Next(size - place) : random.Next(30) == 0 ? Math.Max(0, length - 1) : length;
            length = Math.Min(length, size - place);
            pieces[name] = (place, length);
            place = Math.Min(size, place + length + random.Next(3));
            if (random.Next(20) == 0)
            {
                pieces[name] = (random.Next(size - length + 1), length);
            }
        }

        if (spec.Has("logits") && random.Next(4) == 0)
        {
            string output = spec.Outputs.Concat(["logits"]).First();
            pieces[output] = spec.IsBatch(output) ? pieces["logits"] : pieces[output];
        }
    }

    private Arguments<T> Arguments(
        Func<int, int, Memory<T>> elementsAt, Func<int, int, Memory<int>> labelsAt)
    {
        Arguments<T> arguments = new() { Scale = T.One };
        foreach ((string name, (int start, int length)) in pieces)
        {
            if (IsElements(name))
            {
                arguments[name] = elementsAt(start, length);
            }
            else
            {
                arguments.SetLabels<int>(labelsAt(start, length), name);
            }
        }

        return arguments;
    }

    private bool AreLengthsRight()
    {
        // A parameter that has a length for each row tells how many there are; it takes one that has.
        string first = spec.ParameterNames.First(name => name != "scale" && spec.LengthOf(name, 1) != spec.LengthOf(name, 2));
        int size = spec.LengthOf(first, 1);
        int rows = pieces[first].Length / size;
        return (rows == 1 || spec.Operator != "LogSumExp" || !spec.ReturnsValue)
            && pieces.All(piece => piece.Value.Length == spec.LengthOf(piece.Key, rows));
    }

    private bool AreLabelsWrong() => spec.ReadsLabels && labels.AsSpan(pieces["labels"].Start, pieces["labels"].Length)
        .ContainsAnyExcept([spec.IgnoreIndex, .. Enumerable.Range(0, spec.Classes)]);

    private bool DoOverlap()
    {
        string[] written = [.. spec.Outputs, .. spec.WrittenLabels is { } one ? new[] { one } : []];
        return written.Any(output => pieces.Keys.Any(other =>
            other != output
            && IsElements(other) == IsElements(output)
            && pieces[output].Start < pieces[other].Start + pieces[other].Length
            && pieces[other].Start < pieces[output].Start + pieces[output].Length
            && pieces[output].Length * pieces[other].Length > 0
            && !(other == "logits" && pieces[other] == pieces[output] && !IsAddedTo(output))));
    }

    /// <summary>What is added to cannot lie in the logits' place: it would be added to them.</summary>
    private bool IsAddedTo(string output) => spec.Settings.Accumulate && KernelSpec.IsGradient(output);

    /// <summary>What has changed beside the outputs.</summary>
    private string? Changed(T[] before, int[] labelsBefore)
    {
        foreach (string output in spec.Outputs)
        {
            (int start, int length) = pieces[output];
            elements.AsSpan(start, length).CopyTo(before.AsSpan(start));
        }

        if (spec.WrittenLabels is { } written)
        {
            (int start, int length) = pieces[written];
            labels.AsSpan(start, length).CopyTo(labelsBefore.AsSpan(start));
        }

        return !Bytes(before).SequenceEqual(Bytes(elements)) ? "elements written that are no output"
            : !labels.SequenceEqual(labelsBefore) ? "labels written that are no output"
            : null;
    }

    /// <summary>The same call with every buffer in memory of its own must give the same numbers.</summary>
    private string? Compare(Kernel<T> kernel, T[] before, int[] labelsBefore, T returned)
    {
        Arguments<T> apart = Arguments(
            (start, length) => before.AsSpan(start, length).ToArray(),
            (start, length) => labelsBefore.AsSpan(start, length).ToArray());
        if (!kernel(apart).Equals(returned))
        {
            return "another result in memory of its own";
        }

        string? other = spec.Outputs.FirstOrDefault(output =>
            !apart[output].Span.SequenceEqual(elements.AsSpan(pieces[output].Start, pieces[output].Length)));
        bool sameLabels = spec.WrittenLabels is not { } written || apart.LabelMemory<int>(written).Span
            .SequenceEqual(labels.AsSpan(pieces[written].Start, pieces[written].Length));
        return other is not null ? $"other {other} in memory of their own" : sameLabels ? null : "other labels in memory of their own";
    }
}
