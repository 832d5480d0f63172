using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Tests.Declarations;

/// <summary>A model says enough for a second part that compiles without a warning, wherever it stands.</summary>
public sealed class ImplementingPartTests
{
    private const string Signature = "partial float F(float[] logits);";
    private const string Kernel = "[LogSumExp(Classes = 3)] public " + Signature;

    // The path of the generator's files, which the analyzer must know from the user's.
    private const string GeneratedPath =
        "obj/SoftmaxGen.Generator/SoftmaxGen.Generator.SoftmaxKernelGenerator/F.g.cs";

    [Theory]
    [InlineData("partial class A { " + Kernel + " }")]
    [InlineData("internal sealed partial class A { " + Kernel + " }")]
    [InlineData("partial struct A { " + Kernel + " }")]
    [InlineData("readonly partial struct A { " + Kernel + " }")]
    [InlineData("ref partial struct A { " + Kernel + " }")]
    [InlineData("readonly ref partial struct A { " + Kernel + " }")]
    [InlineData("partial struct A { [LogSumExp(Classes = 3)] public readonly " + Signature + " }")]
    [InlineData("partial record A(int N) { " + Kernel + " }")]
    [InlineData("partial record struct A(int N) { " + Kernel + " }")]
    [InlineData("readonly partial record struct A(int N) { " + Kernel + " }")]
    [InlineData("partial interface I<in T, out U> where U : class { " + Kernel + " }")]
    [InlineData("partial interface I { [LogSumExp(Classes = 3)] public static " + Signature + " }")]
    [InlineData("static partial class A<T> where T : struct { partial class B<U> { " + Kernel + " } }")]
    [InlineData("namespace @int.@record { partial class @class<@void> { [LogSumExp(Classes = 3)] "
        + "public partial double @new(params double[] logits); } }")]
    [InlineData("static partial class A { [LogSumExp(Classes = 3)] internal static partial float F("
        + "this scoped ReadOnlySpan<float> logits); }")]
    [InlineData("partial class A { protected internal enum @enum { A, B } [ArgMax] "
        + "protected internal virtual partial void F(Memory<float> logits, @enum[] labels); }")]
    [InlineData("class Base { public virtual float F(float[] logits) => 0; } "
        + "partial class A : Base { [LogSumExp(Classes = 3)] public sealed override " + Signature + " }")]
    [InlineData("class Base { public float F(float[] logits) => 0; } "
        + "partial class A : Base { [LogSumExp(Classes = 3)] public new " + Signature + " }")]
    [InlineData("partial class A { [SoftmaxLoss(Classes = 3)] private protected static partial float F("
        + "float[]? logits, byte[] labels, float[]? gradient = null, float scale = 1f); }")]
    [InlineData("#nullable disable\npartial class A { " + Kernel + " }")]
    public void Compiles(string source)
    {
        CSharpCompilation compilation = TestCompilation.Create(TestCompilation.Usings + source);
        ImmutableArray<(string, KernelModel? Model)> read = Harness.Read(compilation);
        CSharpCompilation whole = compilation.AddSyntaxTrees(read.Select(one =>
            TestCompilation.Parse(ImplementingPart.Of(one.Model!), LanguageVersion.CSharp13, GeneratedPath)));

        Assert.Single(read);
        Assert.Empty(whole.GetDiagnostics()
            .Where(found => found.Severity > DiagnosticSeverity.Hidden)
            .Select(found => found.ToString()));
        Assert.Empty(Harness.Analyze(whole).Select(found => found.ToString()));
    }
}
