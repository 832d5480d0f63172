using static SoftmaxGen.Generator.Tests.Declarations.CheckCase;

namespace SoftmaxGen.Generator.Tests.Declarations;

/// <summary>SMG0021 to SMG0035: what is given to the attribute, and what it says of the parameters.</summary>
internal static class OptionCases
{
    public static IEnumerable<CheckCase> All =>
    [
        LogSumExp("SMG0021", "{|SMG0021:LogSumExp|}", "LogSumExp(Classes = 3)"),
        LogSumExp("SMG0022", "LogSumExp({|SMG0022:Classes = 1|})", "LogSumExp(Classes = 2)"),
        LogSumExp("SMG0022", "LogSumExp({|SMG0022:Classes = 0|})", "LogSumExp(Classes = 1048576)"),
        LogSumExp("SMG0022", "LogSumExp({|SMG0022:Classes = 1_048_577|})", "LogSumExp(Classes = 46341)"),
        Members(
            "SMG0022",
            "[SoftmaxJacobian({|SMG0022:Classes = 46341|})] "
            + "static partial void F(float[] probabilities, float[] jacobian);",
            "[SoftmaxJacobian(Classes = 46340)] static partial void F(float[] probabilities, float[] jacobian);"),
        EnumLoss("{|SMG0023:E[]|}", "A, B, D = 3", "A, B, D"),
        EnumLoss("{|SMG0023:E[]|}", "A, B, Unknown = -1", "A, B, Also = 1"),
        EnumLoss("{|SMG0023:E[]|}", "A", "A, B"),
        EnumLoss("{|SMG0023:E[]|}", "", "B = 1, A = 0"),
        Members(
            "SMG0023",
            "enum E : ulong { A, B = ulong.MaxValue } "
            + "[ArgMax] static partial void F(float[] logits, {|SMG0023:Span<E>|} labels);",
            "enum E : ulong { A, B = ulong.MaxValue } "
            + "[ArgMax(Classes = 2)] static partial void F(float[] logits, Span<E> labels);"),
        Loss("SMG0024", "", "int[] labels, float[] {|SMG0024:target|}", "", "int[] labels"),
        Loss("SMG0024", "", "float[] {|SMG0024:target|}", ", Target = Target.Soft", "float[] target"),
        Loss(
            "SMG0024",
            ", Target = Target.OneHot", "int[] {|SMG0024:labels|}",
            ", Target = Target.Index", "int[] labels"),
        Members(
            "SMG0024",
            "[NllLoss(Classes = 3, {|SMG0024:Target = Target.Soft|})] "
            + "private static partial float F(float[] logProbabilities, int[] labels);",
            "[NllLoss(Classes = 3, Target = Target.Index)] "
            + "private static partial float F(float[] logProbabilities, int[] labels);"),
        Loss(
            "SMG0025",
            ", Target = Target.Soft, {|SMG0025:IgnoreIndex = -1|}", "float[] target",
            ", IgnoreIndex = -1", "int[] labels"),
        Loss("SMG0026", ", {|SMG0026:Target = (Target)3|}", "int[] labels", ", Target = (Target)0", "int[] labels"),
        Loss(
            "SMG0026",
            ", {|SMG0026:Reduction = (Reduction)(-1)|}", "int[] labels",
            ", Reduction = (Reduction)1", "int[] labels"),
        Loss(
            "SMG0026",
            ", {|SMG0026:Layout = (BatchLayout)9|}", "int[] labels",
            ", Layout = (BatchLayout)0", "int[] labels"),
        LogSumExp("SMG0027", "LogSumExp(Classes = 3, {|SMG0027:Batch = -1|})", "LogSumExp(Classes = 3, Batch = 1)"),
        LogSumExp(
            "SMG0027",
            "LogSumExp(Classes = 1024, {|SMG0027:Batch = 2097152|})",
            "LogSumExp(Classes = 1024, Batch = 0)"),
        Members(
            "SMG0027",
            "[SoftmaxJacobian(Classes = 1024, {|SMG0027:Batch = 2048|})] "
            + "static partial void F(float[] probabilities, float[] jacobian);",
            "[SoftmaxJacobian(Classes = 1024, Batch = 2047)] "
            + "static partial void F(float[] probabilities, float[] jacobian);"),
        Members(
            "SMG0028",
            "[ArgMax(Classes = 257)] static partial void F(float[] logits, {|SMG0028:byte[]|} labels);",
            "[ArgMax(Classes = 256)] static partial void F(float[] logits, byte[] labels);"),
        Members(
            "SMG0028",
            "enum E : sbyte { A, B } "
            + "[ArgMax(Classes = 129)] static partial void F(float[] logits, {|SMG0028:Span<E>|} labels);",
            "enum E : sbyte { A, B } [ArgMax(Classes = 128)] static partial void F(float[] logits, Span<E> labels);"),
        Members(
            "SMG0029",
            "[SoftmaxLoss(Classes = 3, Parallel = true)] private static partial float F("
            + "{|SMG0029:ReadOnlySpan<float>|} logits, int[] labels, {|SMG0029:Span<float>|} gradient);",
            "[SoftmaxLoss(Classes = 3, Parallel = true)] private static partial float F("
            + "ReadOnlyMemory<float> logits, int[] labels, Memory<float> gradient, float scale);"),
        Members(
            "SMG0029",
            "[Softmax(Classes = 3, Parallel = true)] "
            + "static partial void F(float[] logits, {|SMG0029:Span<float>|} probabilities);",
            "[Softmax(Classes = 3, Parallel = false)] "
            + "static partial void F(float[] logits, Span<float> probabilities);"),
        Members(
            "SMG0030",
            "[SoftmaxLoss(Classes = 3, Reduction = Reduction.None)] "
            + "static partial void {|SMG0030:F|}(float[] logits, int[] labels, float[] probabilities);",
            "[SoftmaxLoss(Classes = 3, Reduction = Reduction.None)] "
            + "static partial void F(float[] logits, int[] labels, float[] gradient);"),
        Members(
            "SMG0030",
            "[SoftmaxLoss(Classes = 3, Reduction = Reduction.None)] "
            + "static partial void {|SMG0030:F|}(float[] logits, int[] labels, float[] logSumExp);",
            "[SoftmaxLoss(Classes = 3, Reduction = Reduction.None)] "
            + "static partial void F(float[] logits, int[] labels, float[] hessianDiagonal);"),
        LogSumExp("SMG0031", "LogSumExp({|SMG0031:Classes = \"x\"|})", "LogSumExp(Classes = 'x')"),
        LogSumExp("SMG0031", "LogSumExp({|SMG0031:Classes = new Random().Next()|})", "LogSumExp(Classes = (int)3.7)"),
        LogSumExp(
            "SMG0031",
            "LogSumExp(Classes = 3, {|SMG0031:Temperature = None|})",
            "LogSumExp(Classes = Count, Temperature = 1f)",
            "const int Count = 1 + 2; "),
        LogSumExp("SMG0031", "LogSumExp({|SMG0031:Classes = |})", "LogSumExp(Classes = 3)"),
        Loss("SMG0032", ", {|SMG0032:IgnoreIndex = -1|}", "byte[] labels", ", IgnoreIndex = 255", "byte[] labels"),
        Loss("SMG0032", ", {|SMG0032:IgnoreIndex = 40000|}", "short[] labels", ", IgnoreIndex = -100", "long[] labels"),
        OutOfRange("RowStride = 2", "RowStride = 3"),
        OutOfRange("RowStride = -3", "RowStride = 0"),
        OutOfRange("Spatial = 0", "Layout = BatchLayout.ChannelsFirst, Spatial = 4"),
        LogSumExp(
            "SMG0034",
            "LogSumExp(Classes = 1000, Layout = BatchLayout.ChannelsFirst, {|SMG0034:Spatial = 4_000_000|})",
            "LogSumExp(Classes = 1000, Layout = BatchLayout.ChannelsFirst, Spatial = 2_000_000)"),
        LogSumExp(
            "SMG0027",
            "LogSumExp(Classes = 1000, Layout = BatchLayout.ChannelsFirst, Spatial = 2_000_000, {|SMG0027:Batch = 2|})",
            "LogSumExp(Classes = 1000, Layout = BatchLayout.ChannelsFirst, Spatial = 1_000_000, Batch = 2)"),
        LogSumExp(
            "SMG0027",
            "LogSumExp(Classes = 3, RowStride = 1_000_000, {|SMG0027:Batch = 3000|})",
            "LogSumExp(Classes = 3, RowStride = 1_000_000, Batch = 2000)"),
        LogSumExp(
            "SMG0035",
            "LogSumExp(Classes = 3, Layout = BatchLayout.ClassMajor, {|SMG0035:Spatial = 4|})",
            "LogSumExp(Classes = 3, Layout = BatchLayout.ClassMajor)"),
        LogSumExp(
            "SMG0035",
            "LogSumExp(Classes = 3, Layout = BatchLayout.ChannelsFirst, {|SMG0035:RowStride = 4|})",
            "LogSumExp(Classes = 3, RowStride = 4)"),
        Members(
            "SMG0035",
            "[SoftmaxJacobian(Classes = 3, {|SMG0035:Layout = BatchLayout.ClassMajor|})] "
            + "static partial void F(float[] probabilities, float[] jacobian);",
            "[SoftmaxJacobian(Classes = 3, Layout = BatchLayout.RowMajor)] "
            + "static partial void F(float[] probabilities, float[] jacobian);"),
        OutOfRange("LabelSmoothing = 1.5", "LabelSmoothing = 1"),
        OutOfRange("LabelSmoothing = -1e-9", "LabelSmoothing = 0"),
        OutOfRange("LabelSmoothing = double.NaN", "LabelSmoothing = 0.1"),
        OutOfRange("Temperature = 0", "Temperature = 0.5"),
        OutOfRange("Temperature = -1", "Temperature = 1e-30"),
        OutOfRange("Temperature = double.PositiveInfinity", "Temperature = 1e30"),
        OutOfRange("Softcap = 0", "Softcap = 30"),
        OutOfRange("Softcap = double.NaN", "Softcap = double.PositiveInfinity"),
        OutOfRange("ZLoss = -1e-4", "ZLoss = 1e-4"),
        OutOfRange("FocalGamma = -1", "FocalGamma = 2"),
        Loss(
            "SMG0035",
            ", Target = Target.Soft, {|SMG0035:FocalGamma = 2|}", "float[] target",
            ", FocalGamma = 2", "int[] labels"),
        Loss(
            "SMG0035",
            ", LabelSmoothing = 0.1, {|SMG0035:FocalGamma = 2|}", "int[] labels",
            ", LabelSmoothing = 0.1, FocalGamma = 0", "int[] labels"),
        Loss(
            "SMG0035",
            ", {|SMG0035:FocalGamma = 2|}", "int[] labels, float[] hessianDiagonal",
            ", ZLoss = 0.1", "int[] labels, float[] hessianDiagonal"),
        Loss(
            "SMG0035",
            ", {|SMG0035:Accumulate = true|}", "int[] labels",
            ", Accumulate = true", "int[] labels, float[] gradient"),
        Loss(
            "SMG0035",
            ", Target = Target.Soft", "float[] target, float[] logSumExp, int {|SMG0035:classOffset|}",
            ", Target = Target.Soft", "float[] target, float[] logSumExp"),
        Loss(
            "SMG0035",
            ", {|SMG0035:LabelSmoothing = 0.1|}", "int[] labels, float[] logSumExp, int classOffset",
            ", ZLoss = 0.1, Temperature = 2, Softcap = 5", "int[] labels, float[] logSumExp, int classOffset"),
        Loss(
            "SMG0035",
            ", {|SMG0035:FocalGamma = 2|}", "int[] labels, float[] logSumExp, int classOffset",
            ", EdgeCases = EdgeCases.Safe", "int[] labels, float[] logSumExp, int classOffset"),
        Loss(
            "SMG0035",
            "", "int[] labels, float[] logSumExp, int classOffset, float[] {|SMG0035:classWeights|}",
            "", "int[] labels, float[] logSumExp, int classOffset, float[] sampleWeights"),
        Loss(
            "SMG0035",
            "", "int[] labels, float[] logSumExp, int classOffset, byte[] {|SMG0035:predictions|}",
            "", "int[] labels, float[] logSumExp, int classOffset, float[] hessianDiagonal"),
        Members(
            "SMG0028",
            "[SoftmaxLoss(Classes = 257)] "
            + "private static partial float F(float[] logits, int[] labels, {|SMG0028:byte[]|} predictions);",
            "[SoftmaxLoss(Classes = 256)] "
            + "private static partial float F(float[] logits, int[] labels, byte[] predictions);"),
    ];

    private static CheckCase LogSumExp(string id, string fires, string silent, string member = "") => Members(
        id,
        $"[{fires}] private static partial float F(float[] logits);",
        $"{member}[{silent}] private static partial float F(float[] logits);");

    private static CheckCase EnumLoss(string type, string fires, string silent) => Members(
        "SMG0023",
        $"enum E {{ {fires} }} [SoftmaxLoss] private static partial float F(float[] logits, {type} labels);",
        $"enum E {{ {silent} }} [SoftmaxLoss] private static partial float F(float[] logits, E[] labels);");

    private static CheckCase Loss(string id, string fires, string firing, string silent, string silently) => Members(
        id,
        $"[SoftmaxLoss(Classes = 3{fires})] private static partial float F(float[] logits, {firing});",
        $"[SoftmaxLoss(Classes = 3{silent})] private static partial float F(float[] logits, {silently});");

    private static CheckCase OutOfRange(string fires, string silent) =>
        Loss("SMG0034", ", {|SMG0034:" + fires + "|}", "int[] labels", ", " + silent, "int[] labels");
}
