using System.Globalization;
using System.Text;

namespace SoftmaxGen.Generator.Tests.Emission;

/// <summary>The kernels with the most to do: every option and parameter that go together, in every layout.</summary>
internal static class WorstKernels
{
    private const string AllOptions = "LabelSmoothing = 0.1, Temperature = 2, Softcap = 30, ZLoss = 0.01, Accumulate = true, EdgeCases = EdgeCases.Safe";

    private const string FocalOptions = "FocalGamma = 2, Temperature = 2, Softcap = 30, ZLoss = 0.01, Accumulate = true, EdgeCases = EdgeCases.Safe";

    private const string Outputs = "T[] gradient, T[] losses, T[] probabilities, T[] logSumExp, int[] predictions, T scale";

    private const string Weights = "T[] classWeights, T[] sampleWeights";

    private static readonly (string Operator, string Properties, string Parameters)[] Kernels =
    [
        ("SoftmaxLoss", AllOptions, $"T[] logits, int[] labels, {Weights}, T[] hessianDiagonal, {Outputs}"),
        ("SoftmaxLoss", FocalOptions, $"T[] logits, int[] labels, {Weights}, {Outputs}"),
        ("SoftmaxLoss", "Target = Target.Soft, " + AllOptions, $"T[] logits, T[] target, {Weights}, T[] hessianDiagonal, {Outputs}"),
        ("SoftmaxLossHessianVector", "Target = Target.Soft, Temperature = 2, Softcap = 30, LabelSmoothing = 0.1, EdgeCases = EdgeCases.Safe",
            "T[] logits, T[] target, T[] vector, T[] product"),
        ("NllLoss", "LabelSmoothing = 0.1, Accumulate = true, EdgeCases = EdgeCases.Safe",
            "T[] logProbabilities, int[] labels, T[] classWeights, T[] gradient, T[] losses"),
        ("SoftmaxLoss", "Temperature = 2, Softcap = 30, ZLoss = 0.01, EdgeCases = EdgeCases.Safe, Parallel = true",
            "T[] logits, int[] labels, int classOffset, T[] logSumExp, T[] sampleWeights, T[] hessianDiagonal, T[] gradient, T[] losses, T[] probabilities"),
    ];

    private static readonly string[] Layouts =
        ["", "Layout = BatchLayout.ClassMajor", "Layout = BatchLayout.ChannelsFirst, Spatial = 784", "RowStride = 40"];

    /// <summary>A static partial class of them, around the boundaries of the strategies.</summary>
    public static string Source { get; } = Write();

    private static string Write()
    {
        StringBuilder text = new("using SoftmaxGen;\ninternal static partial class Kernels\n{\n");
        int number = 0;
        foreach ((string element, int classes) in new[] { ("float", 3), ("float", 9), ("float", 16), ("float", 17), ("double", 16), ("double", 23) })
        {
            foreach (string layout in Layouts)
            {
                foreach ((string op, string properties, string parameters) in Kernels)
                {
                    string all = string.Join(", ", new[] { properties, layout }.Where(one => one.Length > 0));
                    string returns = op == "SoftmaxLossHessianVector" ? "void" : element;
                    string typed = parameters.Replace("T[]", element + "[]", StringComparison.Ordinal)
                        .Replace("T scale", element + " scale", StringComparison.Ordinal);
                    text.Append(
                        CultureInfo.InvariantCulture,
                        $"    [{op}(Classes = {classes}, {all})] internal static partial {returns} Kernel{number++}({typed});\n");
                }
            }
        }

        return text.Append("}\n").ToString();
    }
}
