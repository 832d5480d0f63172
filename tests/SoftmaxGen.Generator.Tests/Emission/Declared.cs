using System.Globalization;
using System.Text;

namespace SoftmaxGen.Generator.Tests.Emission;

/// <summary>The source of a class that declares every operator, with every output, for some numbers of classes.</summary>
internal static class Declared
{
    /// <summary>A static partial class <c>Kernels</c> with arrays as parameters.</summary>
    public static string Everything(IEnumerable<int> classes, params string[] elements)
    {
        var text = new StringBuilder("using SoftmaxGen;\n/// <summary>All.</summary>\npublic static partial class Kernels\n{\n");
        foreach (int c in classes)
        {
            foreach (string t in elements)
            {
                Append(text, c.ToString(CultureInfo.InvariantCulture), t);
            }
        }

        return text.Append("}\n").ToString();
    }

    private static void Append(StringBuilder text, string c, string t)
    {
        string all = $"{t}[] gradient, {t}[] losses, {t}[] probabilities, {t}[] logSumExp, {t} scale";
        string suffix = $"{c}_{t}";
        string jacobian = c.Length > 4 ? "" :
            $"[SoftmaxJacobian(Classes = {c})] public static partial void Jacobian{suffix}({t}[] probabilities, {t}[] jacobian);";
        string linear = c.Length > 4 ? "" :
            $"""
                [LinearSoftmaxLoss(Classes = {c}, Features = 5)] public static partial {t} Linear{suffix}({t}[] inputs, {t}[] weights, {t}[] bias, int[] labels, {t}[] weightGradient, {t}[] biasGradient, {t}[] inputGradient, {t}[] losses, {t}[] logits);
                [LinearSoftmaxLoss(Classes = {c}, Features = 700, Target = Target.Soft, EdgeCases = EdgeCases.Throw)] public static partial {t} LinearSoft{suffix}({t}[] inputs, {t}[] weights, {t}[] target, {t}[] inputGradient);
                [LinearPredict(Classes = {c}, Features = 33)] public static partial void Predict{suffix}({t}[] inputs, {t}[] weights, {t}[] probabilities, int[] labels);
            """;
        text.Append(
            $"""
                {linear}
                [Softmax(Classes = {c})] public static partial void Softmax{suffix}({t}[] logits, {t}[] probabilities);
                [LogSoftmax(Classes = {c})] public static partial void LogSoftmax{suffix}({t}[] logits, {t}[] logProbabilities);
                [SoftmaxBackward(Classes = {c})] public static partial void Backward{suffix}({t}[] probabilities, {t}[] upstream, {t}[] gradient);
                [LogSoftmaxBackward(Classes = {c})] public static partial void LogBackward{suffix}({t}[] logProbabilities, {t}[] upstream, {t}[] gradient);
                {jacobian}
                [LogSumExp(Classes = {c})] public static partial {t} LogSumExp{suffix}({t}[] logits);
                [LogSumExp(Classes = {c})] public static partial void LogSumExps{suffix}({t}[] logits, {t}[] logSumExp);
                [ArgMax(Classes = {c})] public static partial void ArgMax{suffix}({t}[] logits, int[] labels);
                [NllLoss(Classes = {c})] public static partial {t} Nll{suffix}({t}[] logProbabilities, long[] labels, {t}[] gradient, {t}[] losses);
                [SoftmaxLoss(Classes = {c})] public static partial {t} Index{suffix}({t}[] logits, int[] labels);
                [SoftmaxLoss(Classes = {c})] public static partial {t} IndexAll{suffix}({t}[] logits, short[] labels, {all});
                [SoftmaxLoss(Classes = {c}, Reduction = Reduction.None)] public static partial void IndexNone{suffix}({t}[] logits, byte[] labels, {t}[] gradient);
                [SoftmaxLoss(Classes = {c}, Target = Target.Soft, Reduction = Reduction.Sum)] public static partial {t} SoftAll{suffix}({t}[] logits, {t}[] target, {all});
                [SoftmaxLoss(Classes = {c}, Target = Target.OneHot)] public static partial {t} OneHot{suffix}({t}[] logits, {t}[] target);

            """);
    }
}
