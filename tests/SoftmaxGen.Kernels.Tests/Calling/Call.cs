using System.Numerics;
using SoftmaxGen.Kernels.Tests.Library;
using SoftmaxGen.Kernels.Tests.Reference;

namespace SoftmaxGen.Kernels.Tests.Calling;

/// <summary>One call of a kernel: its question laid out in guarded buffers, and what the kernel made of them.</summary>
/// <typeparam name="T">The element.</typeparam>
internal sealed class Call<T>
    where T : unmanaged, INumberBase<T>
{
    private readonly KernelSpec spec;
    private readonly Question question;
    private readonly Dictionary<string, Guarded<T>> buffers = [];
    private readonly Dictionary<string, LabelBuffer> labels = [];
    private readonly string? inPlace;

    /// <param name="spec">The kernel.</param>
    /// <param name="question">What it is asked.</param>
    /// <param name="inPlace">The output that shares the memory of the logits, or null.</param>
    public Call(KernelSpec spec, Question question, string? inPlace = null)
    {
        this.spec = spec;
        this.question = question;
        this.inPlace = inPlace;
        bool alone = spec.Carrier == Carrier.Array;
        foreach (string name in spec.ParameterNames)
        {
            if (name is "labels" or "predictions")
            {
                labels[name] = LabelBuffer.Of(spec.Label, question.Rows, alone);
                labels[name].AddTo(Arguments, name);
            }
            else if (name is not ("scale" or "classOffset") && name != inPlace)
            {
                buffers[name] = new Guarded<T>(spec.MemoryOf(name, question.Rows), alone);
                Arguments[name] = buffers[name].Items;
            }
        }

        Fill();
    }

    /// <summary>What the kernel is called with; a test may bend it before the call.</summary>
    public Arguments<T> Arguments { get; } = new();

    /// <summary>Whether no output has changed at all.</summary>
    public bool NothingWritten =>
        spec.Outputs.Where(name => name != inPlace).All(name =>
            spec.Given.Contains(name) ? !IsChanged(name) : buffers[name].IsUnwritten)
        && (spec.WrittenLabels is not { } written || labels[written].IsUnwritten);

    /// <summary>Calls the kernel and reads what it wrote and returned.</summary>
    public Answer Run(Kernel<T> kernel)
    {
        Answer answer = new() { Returned = double.CreateTruncating(kernel(Arguments)) };
        foreach (string output in spec.Outputs)
        {
            answer.Elements[output] = Read(output, Arguments[output].Span);
        }

        answer.Labels = spec.WrittenLabels is { } written ? labels[written].Values : [];
        return answer;
    }

    /// <summary>What the call has changed that it must not, told in words, or null.</summary>
    public string? Damage()
    {
        foreach ((string name, Guarded<T> buffer) in buffers)
        {
            if (!buffer.IsIntact)
            {
                return $"wrote outside {name}";
            }
        }

        if (spec.Placement.RowStride > 0
            && spec.Outputs.Where(name => spec.IsBatch(name) && name != inPlace).FirstOrDefault(one => !IsPaddingIntact(one)) is { } padded)
        {
            return "wrote between the rows of " + padded;
        }

        if (labels.FirstOrDefault(pair => !pair.Value.IsIntact) is { Key: { } damaged })
        {
            return "wrote outside " + damaged;
        }

        if (spec.ReadsLabels && !labels["labels"].Values.SequenceEqual(question.Labels))
        {
            return "changed labels";
        }

        return spec.Inputs.FirstOrDefault(IsChanged) is { } changed ? "changed " + changed : null;
    }

    private bool IsChanged(string input) =>
        !(inPlace is not null && input == "logits")
        && !question.Elements[input].AsSpan().SequenceEqual(Read(input, buffers[input].Items.Span));

    private void Fill()
    {
        foreach (string input in spec.Given)
        {
            Span<T> items = buffers[input].Items.Span;
            double[] elements = question.Elements[input];
            for (int i = 0; i < elements.Length; i++)
            {
                items[Place(input, i)] = T.CreateTruncating(elements[i]);
            }
        }

        if (inPlace is not null)
        {
            Arguments[inPlace] = Arguments["logits"];
        }

        if (spec.ReadsLabels)
        {
            labels["labels"].Values = question.Labels;
        }

        Arguments.Scale = T.CreateTruncating(question.Scale);
        Arguments.ClassOffset = question.ClassOffset;
    }

    /// <summary>Where an element of a row-major batch lies in the buffer.</summary>
    private int Place(string parameter, int index) =>
        spec.IsBatch(parameter) ? spec.Placement.Of(index, question.Rows, spec.Classes) : index;

    private double[] Read(string parameter, ReadOnlySpan<T> items)
    {
        double[] elements = new double[spec.LengthOf(parameter, question.Rows)];
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i] = double.CreateTruncating(items[Place(parameter, i)]);
        }

        return elements;
    }

    /// <summary>Whether the padding between the rows of an output is as it was before the call.</summary>
    private bool IsPaddingIntact(string output)
    {
        HashSet<int> places = [.. Enumerable.Range(0, spec.LengthOf(output, question.Rows)).Select(i => Place(output, i))];
        return buffers[output].IsUntouched(i => !places.Contains(i));
    }
}
