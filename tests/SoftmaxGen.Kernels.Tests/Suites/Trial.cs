using System.Numerics;
using SoftmaxGen.Kernels.Tests.Calling;
using SoftmaxGen.Kernels.Tests.Library;
using SoftmaxGen.Kernels.Tests.Reference;

namespace SoftmaxGen.Kernels.Tests.Suites;

/// <summary>A kernel, what it is asked, and what it must answer.</summary>
/// <param name="Name">The case's name.</param>
/// <param name="Spec">The kernel.</param>
/// <param name="Question">What it is asked.</param>
/// <param name="Expected">What it must answer.</param>
internal sealed record Trial(string Name, KernelSpec Spec, Question Question, Answer Expected)
{
    /// <summary>Whether each row of an output has a scale of its own, and not the whole output one.</summary>
    public bool ScalePerRow { get; init; }

    private double Bound => Closeness.BoundOf(Spec);

    /// <summary>Asks the kernel, and again with each output in place of the logits where that may be.</summary>
    public Entry Run(KernelLibrary library) =>
        Spec.Element == typeof(float) ? Run<float>(library)
        : Spec.Element == typeof(Half) ? Run<Half>(library)
        : Run<double>(library);

    /// <summary>Where that answer is not the expected one, told in words, or null.</summary>
    public string? Compare(Answer actual)
    {
        foreach ((string output, double[] expected) in Expected.Elements)
        {
            int part = ScalePerRow ? Spec.LengthOf(output, 1) : 0;
            string? far = Closeness.FirstFar(expected, actual.Elements[output], Spec.Element, Bound, part);
            if (far is not null)
            {
                return output + far;
            }
        }

        if (Spec.ReturnsValue
            && Closeness.FirstFar([Expected.Returned], [actual.Returned], Spec.Element, Bound) is { } off)
        {
            return "returned" + off;
        }

        return Expected.Labels.SequenceEqual(actual.Labels)
            ? null
            : $"labels are {string.Join(' ', actual.Labels)}, expected {string.Join(' ', Expected.Labels)}";
    }

    private Entry Run<T>(KernelLibrary library)
        where T : unmanaged, INumberBase<T>
    {
        try
        {
            Kernel<T> kernel = library.Bind<T>(Spec);
            Call<T> call = new(Spec, Question);
            Answer actual = call.Run(kernel);
            ulong digest = Digest.Of(actual);
            string? failure = call.Damage() ?? Compare(actual) ?? Spec.Outputs
                .Where(output => Spec.Inputs.Contains("logits") && Spec.LengthOf(output, 1) == Spec.Classes && !Spec.Given.Contains(output))
                .Select(output => InPlace(kernel, output, digest))
                .FirstOrDefault(found => found is not null);
            return new Entry(Name, digest, failure);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return new Entry(Name, 0, $"{exception.GetType().Name}: {exception.Message}");
        }
    }

    private string? InPlace<T>(Kernel<T> kernel, string output, ulong digest)
        where T : unmanaged, INumberBase<T>
    {
        Call<T> call = new(Spec, Question, output);
        bool same = Digest.Of(call.Run(kernel)) == digest;
        return call.Damage() ?? (same ? null : $"{output} in place of logits gives other bits");
    }
}
