using Microsoft.CodeAnalysis.CSharp;
using static SoftmaxGen.Generator.Tests.Declarations.CheckCase;

namespace SoftmaxGen.Generator.Tests.Declarations;

/// <summary>SMG0001 to SMG0010, and SMG0033: where the method stands and how it is declared.</summary>
internal static class StructureCases
{
    private const string Signature = "void F(ReadOnlySpan<float> logits, Span<float> probabilities)";
    private const string Right = "[Softmax(Classes = 3)] static partial " + Signature + ";";

    public static IEnumerable<CheckCase> All =>
    [
        new(
            "SMG0001",
            InClass("[{|SMG0001:Softmax|}(Classes = 3)] static partial " + Signature + ";"),
            InClass(Right),
            LanguageVersion.CSharp8,
            LanguageVersion.CSharp9),
        Members(
            "SMG0003",
            "[Softmax(Classes = 3)] [{|SMG0003:LogSoftmax(Classes = 3)|}] static partial " + Signature + ";",
            "[Softmax(Classes = 3)] [Obsolete] static partial " + Signature + ";"),
        Members(
            "SMG0003",
            "[Softmax(Classes = 3), {|SMG0003:Softmax(Classes = 4)|}] static partial " + Signature + ";",
            Right + "[Softmax(Classes = 4)] static partial void G(float[] logits, float[] probabilities);"),
        Members("SMG0004", "[Softmax(Classes = 3)] static void {|SMG0004:F|}" + Signature[6..] + " { }", Right),
        Members(
            "SMG0004",
            "static void G() { [Softmax(Classes = 3)] static void {|SMG0004:F|}" + Signature[6..] + " { } }",
            Right),
        Members(
            "SMG0004",
            "static int P { [ArgMax(Classes = 3)] {|SMG0004:{|SMG0013:{|SMG0013:{|SMG0020:get|}|}|}|} => 1; }",
            "static int P { [Obsolete] get => 1; }" + Right),
        Members("SMG0005", "[Softmax(Classes = 3)] static partial void {|SMG0005:F|}" + Signature[6..] + " { }", Right),
        Members(
            "SMG0005",
            Right.Replace(" F(", " {|SMG0005:F|}(") + " static partial " + Signature + " { }",
            Right + " static partial void F(double[] logits); static partial void F(double[] logits) { }"),
        new(
            "SMG0006",
            "partial class A { class {|SMG0006:B|} { partial struct C { " + Right + " } } }",
            "partial class A { partial class B { partial struct C { " + Right + " } } }"),
        new(
            "SMG0006",
            "record {|SMG0006:A|} { interface {|SMG0006:B|}<T> { " + Right + " } }",
            "partial record A { partial interface B<T> { " + Right + " } }"),
        new("SMG0007", "file static partial class {|SMG0007:A|} { " + Right + " }", InClass(Right)),
        Members(
            "SMG0008",
            "[LogSumExp(Classes = 3)] private static partial float F{|SMG0008:<T>|}(float[] logits);",
            "[LogSumExp(Classes = 3)] private static partial float F(float[] logits);"),
        Members(
            "SMG0009",
            "[Softmax(Classes = 3)] static {|SMG0009:async|} partial " + Signature + ";",
            "[Softmax(Classes = 3)] internal static partial " + Signature + ";"),
        Members(
            "SMG0009",
            "[Softmax(Classes = 3)] static {|SMG0009:extern|} partial " + Signature + ";",
            "[Softmax(Classes = 3)] public static partial " + Signature + ";"),
        new(
            "SMG0009",
            "abstract partial class A { [Softmax(Classes = 3)] "
            + "public {|SMG0009:abstract|} partial " + Signature + "; }",
            "partial class A { [Softmax(Classes = 3)] public virtual partial " + Signature + "; }"),
        new(
            "SMG0009",
            "interface I { " + Signature + "; } partial class A : I { [Softmax(Classes = 3)] partial void "
            + "{|SMG0009:I.|}F(ReadOnlySpan<float> logits, Span<float> probabilities); }",
            "interface I { " + Signature + "; } partial class A : I { [Softmax(Classes = 3)] public partial "
            + Signature + "; }"),
        Members(
            "SMG0010",
            "[LogSumExp(Classes = 3)] private static partial float F(in ReadOnlySpan<float> {|SMG0010:logits|});",
            "[LogSumExp(Classes = 3)] private static partial float F(params ReadOnlySpan<float> logits);"),
        Members(
            "SMG0010",
            "[Softmax(Classes = 3)] private static partial void F(ref Span<float> {|SMG0010:logits|}, "
            + "out Span<float> {|SMG0010:probabilities|});",
            "[Softmax(Classes = 3)] static partial void F(scoped Span<float> logits, Span<float> probabilities);"),
        new(
            "SMG0033",
            "static partial class A { " + Right.Replace(" F(", " {|SMG0033:F|}(") + " }"
            + "static partial class A { " + Right.Replace(" F(", " {|SMG0033:F|}(") + " }",
            InClass(Right + Right.Replace("float", "double"))),
    ];
}
