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

    /// <summary>What has no other layouts, or is planned otherwise for other class counts: linear layers, blocks and groups.</summary>
    private static readonly (string Operator, string Properties, string Parameters)[] Others =
    [
        ("LinearSoftmaxLoss", $"Classes = 10, Features = 64, Parallel = true, {LayerOptions}", LayerParameters),
        ("LinearSoftmaxLoss", $"Classes = 1000, Features = 768, {LayerOptions}", LayerParameters),
        ("LinearPredict", "Classes = 10, Features = 64, Parallel = true, EdgeCases = EdgeCases.Throw",
            "T[] inputs, T[] weights, T[] bias, int[] labels, T[] probabilities"),
        ("SoftmaxLoss", $"Classes = 64, {BlockOptions}", BlockParameters),
        ("SoftmaxLoss", $"Classes = 63, Layout = BatchLayout.ChannelsFirst, Spatial = 784, {BlockOptions}", BlockParameters),
        ("SoftmaxLoss", $"Classes = 31, {BlockOptions}", BlockParameters),
        ("SoftmaxLoss", $"Classes = 127, {BlockOptions}", BlockParameters),
    ];

    private const string LayerOptions =
        "LabelSmoothing = 0.1, Temperature = 2, Softcap = 30, Accumulate = true, EdgeCases = EdgeCases.Safe";

    private const string BlockOptions = "Temperature = 2, ZLoss = 0.01, EdgeCases = EdgeCases.Safe";

    private const string BlockParameters =
        $"T[] logits, int[] labels, {Weights}, T[] gradient, T[] losses, T[] probabilities, T[] logSumExp, T scale";

    private const string LayerParameters =
        "T[] inputs, T[] weights, T[] bias, int[] labels, T[] weightGradient, T[] biasGradient, T[] inputGradient, T[] losses";

    /// <summary>A static partial class of them, around the boundaries of the strategies.</summary>
    public static string Source { get; } = Write();

    private static string Write()
    {
        StringBuilder text = new("using System;\nusing SoftmaxGen;\ninternal static partial class Kernels\n{\n");
        int number = 0;
        foreach ((string element, int classes) in new[] { ("float", 3), ("float", 9), ("float", 16), ("float", 17), ("double", 16), ("double", 23) })
        {
            foreach (string layout in Layouts)
            {
                foreach ((string op, string properties, string parameters) in Kernels)
                {
                    string all = string.Join(", ", new[] { properties, layout }.Where(one => one.Length > 0));
                    string returns = op == "SoftmaxLossHessianVector" ? "void" : element;
                    text.Append(
                        CultureInfo.InvariantCulture,
                        $"    [{op}(Classes = {classes}, {all})] internal static partial {returns} Kernel{number++}({Typed(parameters, element)});\n");
                }
            }
        }

        foreach (string element in new[] { "float", "double", "Half" })
        {
            foreach ((string op, string properties, string parameters) in Others)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"    [{op}({properties})] internal static partial {(op == "LinearPredict" ? "void" : element)} Kernel{number++}({Typed(parameters, element)});\n");
            }
        }

        return text.Append("}\n").ToString();
    }

    private static string Typed(string parameters, string element) => parameters
        .Replace("T[]", element + "[]", StringComparison.Ordinal)
        .Replace("T scale", element + " scale", StringComparison.Ordinal);
}
