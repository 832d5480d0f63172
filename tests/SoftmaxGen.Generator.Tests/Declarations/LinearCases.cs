using static SoftmaxGen.Generator.Tests.Declarations.CheckCase;

namespace SoftmaxGen.Generator.Tests.Declarations;

/// <summary>What is asked of linear kernels alone.</summary>
internal static class LinearCases
{
    public static IEnumerable<CheckCase> All =>
    [
        Predict("SMG0002", "{|SMG0002:LinearPredict|}(Classes = 3)", "LinearPredict(Classes = 3, Features = 2)"),
        Predict("SMG0002", "LinearPredict(Classes = 3, {|SMG0002:Features = 0|})", "LinearPredict(Classes = 3, Features = 1)"),
        Predict("SMG0002", "LinearPredict(Classes = 3, {|SMG0002:Features = -4|})", "LinearPredict(Classes = 3, Features = 4)"),
        Predict(
            "SMG0002",
            "LinearPredict(Classes = 1000, {|SMG0002:Features = 3_000_000|})",
            "LinearPredict(Classes = 1000, Features = 2_000_000)"),
        Predict(
            "SMG0027",
            "LinearPredict(Classes = 3, Features = 1000, {|SMG0027:Batch = 3_000_000|})",
            "LinearPredict(Classes = 3, Features = 1000, Batch = 2_000_000)"),
        Predict(
            "SMG0031",
            "LinearPredict(Classes = 3, {|SMG0031:Features = \"x\"|})",
            "LinearPredict(Classes = 3, Features = 'x')"),
        Members(
            "SMG0013",
            "[LinearPredict(Classes = 3, Features = 2)] static partial void {|SMG0013:{|SMG0013:F|}|}(float[] inputs);",
            "[LinearPredict(Classes = 3, Features = 2)] "
            + "static partial void F(float[] inputs, float[] weights, Span<short> labels);"),
        Members(
            "SMG0016",
            Loss("") + "F(float[] inputs, float[] weights, int[] labels, {|SMG0016:ReadOnlySpan<float>|} weightGradient);",
            Loss("") + "F(float[] inputs, float[] weights, int[] labels, Span<float> weightGradient);"),
        Members(
            "SMG0018",
            Loss("") + "F(float[] inputs, {|SMG0018:double[]|} weights, int[] labels);",
            Loss("") + "F(ReadOnlyMemory<float> inputs, float[] weights, int[] labels);"),
        Members(
            "SMG0024",
            Loss(", Target = Target.Soft") + "F(float[] inputs, float[] weights, int[] {|SMG0024:labels|});",
            Loss(", Target = Target.Soft") + "F(float[] inputs, float[] weights, float[] target);"),
        Members(
            "SMG0030",
            Void("F").Replace("F(", "{|SMG0030:F|}(", StringComparison.Ordinal) + "float[] logits);",
            Void("F") + "float[] biasGradient);"),
        Options("SMG0034", ", {|SMG0034:Softcap = 0|}", ", Softcap = 30"),
        Options("SMG0035", ", {|SMG0035:Layout = BatchLayout.ClassMajor|}", ", Layout = BatchLayout.RowMajor"),
        Options("SMG0035", ", {|SMG0035:RowStride = 5|}", ", RowStride = 0"),
        Options("SMG0035", ", {|SMG0035:Spatial = 2|}", ", Spatial = 1"),
        Options("SMG0035", ", {|SMG0035:Accumulate = true|}", ", Accumulate = false"),
        Members(
            "SMG0035",
            Loss(", {|SMG0035:Accumulate = true|}") + "F(float[] inputs, float[] weights, int[] labels, float[] logits);",
            Loss(", Accumulate = true") + "F(float[] inputs, float[] weights, int[] labels, float[] inputGradient);"),
    ];

    private static string Loss(string options) =>
        $"[LinearSoftmaxLoss(Classes = 3, Features = 2{options})] private static partial float ";

    private static string Void(string name) =>
        $"[LinearSoftmaxLoss(Classes = 3, Features = 2, Reduction = Reduction.None)] static partial void {name}"
        + "(float[] inputs, float[] weights, int[] labels, ";

    private static CheckCase Predict(string id, string fires, string silent)
    {
        const string Method = " static partial void F(float[] inputs, float[] weights, int[] labels);";
        return Members(id, $"[{fires}]{Method}", $"[{silent}]{Method}");
    }

    private static CheckCase Options(string id, string fires, string silent)
    {
        const string Method = "F(float[] inputs, float[] weights, int[] labels);";
        return Members(id, Loss(fires) + Method, Loss(silent) + Method);
    }
}
