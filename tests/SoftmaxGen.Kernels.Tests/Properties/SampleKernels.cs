using System.Numerics;
using SoftmaxGen.Kernels.Tests.Calling;
using SoftmaxGen.Kernels.Tests.Library;

namespace SoftmaxGen.Kernels.Tests.Properties;

/// <summary>The kernels that properties relate to each other, for every class count of a sample.</summary>
internal static class SampleKernels
{
    private static readonly Lazy<KernelLibrary> Library = new(() => KernelLibrary.Load(LibraryBuilder.Build(
        "Kernels.Properties",
        [
            .. from element in new[] { typeof(float), typeof(double) }
               from classes in Sample.ClassCounts
               from spec in new[] { Softmax, LogSoftmax, Rows, Sum, Mean, Gradient }
               select spec with { Element = element, Classes = classes },
        ],
        Platform.Modern)));

    public static KernelSpec Softmax { get; } = new("Softmax", 0, "logits probabilities");

    public static KernelSpec LogSoftmax { get; } = new("LogSoftmax", 0, "logits logProbabilities");

    public static KernelSpec Rows { get; } =
        new("SoftmaxLoss", 0, "logits labels losses gradient logSumExp") { Reduction = "None" };

    public static KernelSpec Gradient { get; } = new("SoftmaxLoss", 0, "logits labels gradient") { Reduction = "None" };

    public static KernelSpec Sum { get; } = new("SoftmaxLoss", 0, "logits labels gradient") { Reduction = "Sum" };

    public static KernelSpec Mean { get; } = new("SoftmaxLoss", 0, "logits labels gradient");

    /// <summary>Runs a kernel; what it has written lies in the arguments.</summary>
    /// <param name="spec">Which.</param>
    /// <param name="classes">C.</param>
    /// <param name="logits">The logits.</param>
    /// <param name="labels">The labels, where it reads any.</param>
    /// <param name="inPlace">The output that lies where the logits do.</param>
    public static (T Returned, Arguments<T> Arguments) Run<T>(
        KernelSpec spec, int classes, T[] logits, int[] labels, string? inPlace = null)
        where T : unmanaged, INumberBase<T>
    {
        KernelSpec whole = spec with { Element = typeof(T), Classes = classes };
        Arguments<T> arguments = new() { ["logits"] = logits };
        arguments.SetLabels<int>(labels);
        foreach (string output in whole.Outputs)
        {
            arguments[output] = output == inPlace ? logits : new T[whole.LengthOf(output, logits.Length / classes)];
        }

        return (Library.Value.Bind<T>(whole)(arguments), arguments);
    }
}
