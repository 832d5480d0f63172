using System.Globalization;
using System.Text;

namespace SoftmaxGen.Generator.Tests.Emission;

/// <summary>The source of many kernels of which no two share a plan: operators, class counts, options and layouts mixed.</summary>
public static class ManyKernels
{
    private static readonly int[] Classes = [2, 3, 5, 9, 10, 16, 17, 21, 64, 100, 1000, 32_003];

    private static readonly (string Operator, string Parameters, string Properties)[] Operators =
    [
        ("Softmax", "T[] logits, T[] probabilities", ""),
        ("LogSoftmax", "T[] logits, T[] logProbabilities", ""),
        ("SoftmaxBackward", "T[] probabilities, T[] upstream, T[] gradient", ""),
        ("LogSoftmaxBackward", "T[] logProbabilities, T[] upstream, T[] gradient", ""),
        ("LogSumExp", "T[] logits, T[] logSumExp", ""),
        ("ArgMax", "T[] logits, int[] labels", ""),
        ("NllLoss", "T[] logProbabilities, int[] labels, T[] gradient", ""),
        ("SoftmaxLoss", "T[] logits, int[] labels, T[] gradient", ""),
        ("SoftmaxLoss", "T[] logits, long[] labels", ""),
        ("SoftmaxLoss", "T[] logits, byte[] labels, T[] gradient, T[] losses, T[] probabilities", ""),
        ("SoftmaxLoss", "T[] logits, T[] target, T[] gradient", "Target = Target.Soft"),
        ("SoftmaxLoss", "T[] logits, int[] labels, T[] classWeights, T[] gradient", "LabelSmoothing = 0.1"),
        ("SoftmaxLoss", "T[] logits, int[] labels, T[] sampleWeights, T[] gradient", "Temperature = 2, ZLoss = 0.01"),
        ("SoftmaxLoss", "T[] logits, int[] labels, int[] predictions, T[] gradient", "FocalGamma = 2"),
        ("SoftmaxLoss", "T[] logits, T[] target, T[] gradient", "Target = Target.Soft, Softcap = 30, Accumulate = true"),
        ("SoftmaxLoss", "T[] logits, int[] labels, T[] hessianDiagonal, T[] gradient", "EdgeCases = EdgeCases.Safe"),
        ("SoftmaxLoss", "T[] logits, int[] labels, T[] gradient", "EdgeCases = EdgeCases.Throw, Parallel = true"),
        ("SoftmaxLossHessianVector", "T[] logits, int[] labels, T[] vector, T[] product", ""),
    ];

    private static readonly string[] Layouts = ["", "Layout = BatchLayout.ClassMajor", "Layout = BatchLayout.ChannelsFirst, Spatial = 784"];

    /// <summary>A static partial class <c>Kernels</c> with so many of them.</summary>
    public static string Source(int count)
    {
        StringBuilder text = new("using SoftmaxGen;\n/// <summary>All.</summary>\ninternal static partial class Kernels\n{\n");
        foreach (string declaration in Some(count))
        {
            text.Append(CultureInfo.InvariantCulture, $"    {declaration}\n");
        }

        return text.Append("}\n").ToString();
    }

    /// <summary>So many declarations, of methods <c>Kernel0</c>, <c>Kernel1</c> and so on.</summary>
    public static IEnumerable<string> Some(int count)
    {
        string[] all = [.. Declarations()];

        // Prime to how many there are: any number of them is mixed.
        return Enumerable.Range(0, count).Select(number => all[number * 5 % all.Length].Replace("NAME", "Kernel" + number, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Declarations() =>
        from layout in Layouts
        from element in new[] { "float", "double" }
        from classes in Classes
        from op in Operators
        let properties = string.Join(", ", new[] { $"Classes = {classes}", op.Properties, layout }.Where(one => one.Length > 0))
        let returns = op.Operator is "SoftmaxLoss" or "NllLoss" ? element : "void"
        let parameters = op.Parameters.Replace("T[]", element + "[]", StringComparison.Ordinal)
        select $"[{op.Operator}({properties})] public static partial {returns} NAME({parameters});";
}
