using static SoftmaxGen.Generator.Tests.Declarations.CheckCase;

namespace SoftmaxGen.Generator.Tests.Declarations;

/// <summary>SMG0011 to SMG0020: roles, types and what is returned.</summary>
internal static class ParameterCases
{
    private const string Loss =
        "[SoftmaxLoss(Classes = 3)] private static partial float F(float[] logits, int[] labels";

    public static IEnumerable<CheckCase> All =>
    [
        Members("SMG0011", Loss + ", float[] {|SMG0011:grad|});", Loss + ", float[] gradient);"),
        Members("SMG0011", Loss + ", float[] {|SMG0011:Gradient|});", Loss + ", float[] losses);"),
        Members(
            "SMG0011",
            "[Softmax(Classes = 3)] static partial void F(float[] logits, float[] probabilities, int {|SMG0011:n|});",
            "[Softmax(Classes = 3)] static partial void F(float[] probabilities, float[] logits);"),
        Members("SMG0012", Loss + ", int {|SMG0012:classOffset|});", Loss + ", int classOffset, float[] logSumExp);"),
        Members(
            "SMG0012",
            Loss + ", {|SMG0012:ReadOnlyMemory<float>|} logSumExp);",
            Loss + ", ReadOnlyMemory<float> logSumExp, int classOffset);"),
        Members(
            "SMG0012",
            Loss + ", int classOffset, {|SMG0012:Span<float>|} logSumExp);",
            Loss + ", Span<float> logSumExp);"),
        Members(
            "SMG0013",
            "[Softmax(Classes = 3)] static partial void {|SMG0013:F|}(float[] logits);",
            "[LogSumExp(Classes = 3)] private static partial float F(float[] logits);"),
        Members(
            "SMG0013",
            "[SoftmaxLoss(Classes = 3)] private static partial float {|SMG0013:F|}(float[] logits);",
            "[SoftmaxLoss(Classes = 3)] private static partial float F(float[] logits, byte[] labels);"),
        Members(
            "SMG0013",
            "[SoftmaxLoss(Classes = 3, Target = Target.Soft)] "
            + "private static partial float {|SMG0013:F|}(float[] logits);",
            "[SoftmaxLoss(Classes = 3, Target = Target.Soft)] "
            + "private static partial float F(float[] logits, float[] target);"),
        Members("SMG0014", Loss + ", int[] {|SMG0014:labels|});", Loss + ", float[] probabilities);"),
        Members(
            "SMG0015",
            "[LogSumExp(Classes = 3)] private static partial float F({|SMG0015:List<float>|} logits);",
            "[LogSumExp(Classes = 3)] private static partial float F(ReadOnlyMemory<float> logits);"),
        Members(
            "SMG0015",
            "[LogSumExp(Classes = 3)] private static partial float F({|SMG0015:float[,]|} logits);",
            "[LogSumExp(Classes = 3)] private static partial float F(Memory<float> logits);"),
        Members(
            "SMG0015",
            "[LogSumExp(Classes = 3)] private static partial float F({|SMG0015:IEnumerable<float>|} logits);",
            "[LogSumExp(Classes = 3)] private static partial float F(params float[] logits);"),
        Members("SMG0015", Loss + ", {|SMG0015:ReadOnlySpan<float>|} scale);", Loss + ", float scale = 1f);"),
        Members(
            "SMG0015",
            Loss + ", {|SMG0015:int[]|} classOffset, float[] logSumExp);",
            Loss + ", float[] logSumExp, int classOffset = 0);"),
        Members(
            "SMG0016",
            "[Softmax(Classes = 3)] "
            + "static partial void F(float[] logits, {|SMG0016:ReadOnlySpan<float>|} probabilities);",
            "[Softmax(Classes = 3)] static partial void F(Span<float> logits, Memory<float> probabilities);"),
        Members(
            "SMG0016",
            "[ArgMax(Classes = 3)] static partial void F(float[] logits, {|SMG0016:ReadOnlyMemory<int>|} labels);",
            "[ArgMax(Classes = 3)] static partial void F(float[] logits, Memory<int> labels);"),
        Members(
            "SMG0017",
            "[LogSumExp(Classes = 3)] private static partial float F({|SMG0017:decimal[]|} logits);",
            "[LogSumExp(Classes = 3)] private static partial double F(double[] logits);"),
        Members(
            "SMG0017",
            "[ArgMax(Classes = 3)] static partial void F(float[] logits, {|SMG0017:Span<float>|} labels);",
            "[ArgMax(Classes = 3)] static partial void F(float[] logits, Span<long> labels);"),
        Members(
            "SMG0017",
            "[ArgMax(Classes = 3)] static partial void F(float[] logits, {|SMG0017:Span<uint>|} labels);",
            "enum E : uint { A } [ArgMax(Classes = 3)] static partial void F(float[] logits, Span<E> labels);"),
        Members("SMG0017", Loss + ", {|SMG0017:int|} scale);", Loss + ", float scale);"),
        Members(
            "SMG0017",
            Loss + ", {|SMG0017:long|} classOffset, float[] logSumExp);",
            Loss + ", int classOffset, ReadOnlySpan<float> logSumExp);"),
        Members("SMG0018", Loss + ", {|SMG0018:double[]|} gradient);", Loss + ", Span<float> gradient);"),
        Members("SMG0018", Loss + ", {|SMG0018:double|} scale);", Loss.Replace("float", "double") + ", double scale);"),
        new(
            "SMG0019",
            "namespace System { public readonly struct Half { } }\n"
            + InClass("[Softmax(Classes = 3)] static partial void F({|SMG0019:Half[]|} logits, {|SMG0019:Half[]|} probabilities);"),
            InClass("[Softmax(Classes = 3)] static partial void F(Half[] logits, Half[] probabilities);")),
        Members(
            "SMG0020",
            "[LogSumExp(Classes = 3)] private static partial {|SMG0020:void|} F(float[] logits);",
            "[LogSumExp(Classes = 3)] static partial void F(float[] logits, float[] logSumExp);"),
        Members(
            "SMG0020",
            "[LogSumExp(Classes = 3)] private static partial {|SMG0020:float|} F(float[] logits, float[] logSumExp);",
            "[LogSumExp(Classes = 3)] private static partial float F(float[] logits);"),
        Members(
            "SMG0020",
            "[SoftmaxLoss(Classes = 3)] private static partial {|SMG0020:double|} F(float[] logits, int[] labels);",
            "[SoftmaxLoss(Classes = 3, Reduction = Reduction.Sum)] "
            + "private static partial float F(float[] logits, int[] labels);"),
        Members(
            "SMG0020",
            "[SoftmaxLoss(Classes = 3, Reduction = Reduction.None)] "
            + "private static partial {|SMG0020:float|} F(float[] logits, int[] labels, float[] losses);",
            "[SoftmaxLoss(Classes = 3, Reduction = Reduction.None)] "
            + "static partial void F(float[] logits, int[] labels, float[] losses);"),
        Members(
            "SMG0020",
            "[LogSumExp(Classes = 3)] private static partial {|SMG0020:ref float|} F(float[] logits);",
            "[LogSumExp(Classes = 3)] private static partial float F(float[] logits);"),
    ];
}
