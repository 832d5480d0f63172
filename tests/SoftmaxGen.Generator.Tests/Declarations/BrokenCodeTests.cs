using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.Generator.Declarations;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Tests.Declarations;

/// <summary>
/// Broken code of every kind: nothing throws, and a method has no model exactly where the analyzer reports an error.
/// </summary>
public sealed class BrokenCodeTests
{
    private const int FilesPerCompilation = 25;

    private static readonly string[] Seeds =
    [
        "public partial class A { [Softmax(Classes = 3)] public partial void F("
        + "Span<float> logits, Span<float> probabilities); }",
        "partial record R<T>(int N) { partial struct S { [LogSumExp(Classes = 5, Batch = 2)] "
        + "internal static partial double F(params double[] logits); } }",
        "enum E : byte { A, B, C } static partial class A { /// <summary>x</summary>\n"
        + "[SoftmaxLoss(Reduction = Reduction.Sum, IgnoreIndex = 2)] public static partial float F("
        + "this float[] logits, E[] labels, Span<float> gradient); }",
        "partial interface I<in T> { [SoftmaxLoss(Classes = 9, Target = Target.Soft, Reduction = Reduction.None)] "
        + "public static partial void F(float[]? logits, Memory<float> target, float[] losses, float scale = 1f); }",
        "ref partial struct A { [NllLoss(Classes = 4)] public readonly partial float F("
        + "ReadOnlySpan<float> logProbabilities, ReadOnlySpan<long> labels, scoped Span<float> gradient); }",
        "partial class A { partial class B { [SoftmaxJacobian(Classes = 4)] partial void @for("
        + "ReadOnlyMemory<double> probabilities, double[] jacobian); } }",
        "static partial class A { [ArgMax(Classes = 200), Obsolete] static partial void F("
        + "float[] logits, byte[] labels); }",
        "static partial class A { [return: Softmax(Classes = 3)] static partial void F("
        + "float[] logits, float[] probabilities); }",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(15)]
    [InlineData(16)]
    public void IsReportedWhereItIsNotRead(int seed)
    {
        Random random = new(seed);
        List<SyntaxTree> files = [];
        for (int i = 0; i < FilesPerCompilation; i++)
        {
            string mutant = TokenMutation.Apply(Seeds[random.Next(Seeds.Length)], random);
            files.Add(TestCompilation.Parse(
                $"{TestCompilation.Usings} namespace N{seed}_{i} {{ {mutant} }}", LanguageVersion.CSharp13, $"{i}.cs"));
        }

        CSharpCompilation compilation = TestCompilation.Create("").AddSyntaxTrees(files);
        ImmutableArray<Diagnostic> found = Harness.Analyze(compilation);
        ImmutableArray<(string Path, KernelModel? Model)> read = Harness.Read(compilation);

        Assert.Contains(read, one => one.Model is null);
        Assert.Contains(read, one => one.Model is not null);
        foreach (SyntaxTree file in files)
        {
            bool reported = found.Any(diagnostic => diagnostic.Location.SourceTree == file);
            List<KernelModel?> models = [.. read.Where(one => one.Path == file.FilePath).Select(one => one.Model)];
            Assert.True(
                models.Count == 0 || models.Contains(null) == reported,
                $"{(reported ? "reported" : "silent")}, {models.Count} read: {file}");
        }

        List<string> hintNames =
        [
            .. read.Where(one => one.Model is not null).Select(one => one.Model!.Method.HintName),
            .. Harness.ReadRejected(compilation).Select(method => method.HintName),
        ];
        Assert.Equal(hintNames.Count, hintNames.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Theory]
    [InlineData("[Softmax")]
    [InlineData("[Softmax(")]
    [InlineData("[Softmax(Classes")]
    [InlineData("[Softmax(Classes =")]
    [InlineData("[Softmax(3)] partial void F(float[] logits, float[] probabilities);")]
    [InlineData("[Softmax(Classes = 3, Classes = 4)] partial void F(float[] logits, float[] probabilities);")]
    [InlineData("[Softmax(Classes = 3, Nothing = 4)] partial void F(float[] logits, float[] probabilities);")]
    [InlineData("[Softmax(Classes = null)] partial void F(Missing[] logits, Span<> probabilities);")]
    [InlineData("[Softmax(Classes = 3)] partial void F(float[], float[]);")]
    [InlineData("[Softmax(Classes = 3)] partial void F(, , );")]
    [InlineData("[Softmax(Classes = 3)] partial void F(__arglist);")]
    [InlineData("[Softmax(Classes = 3)] partial F(float[] logits);")]
    [InlineData("[Softmax(Classes = 3)] partial void")]
    [InlineData("[Softmax(Classes = 3)] int field;")]
    [InlineData("[Softmax(Classes = 3)] A() { }")]
    [InlineData("[Softmax(Classes = 3)] public static A operator +(A left, A right) => left;")]
    [InlineData("Func<int> f = [Softmax(Classes = 3)] () => 1; Func<int, int> g = [Softmax] x => x;")]
    [InlineData("event Action E { [Softmax] add { } [Softmax] remove { } }")]
    [InlineData("[SoftmaxLoss(Target = Target.Nothing)] partial float F(float[] logits, E[] labels);")]
    [InlineData("[ArgMax] partial void F(float[] logits, Loop[] labels); enum Loop { A = B, B = A }")]
    public void DoesNotThrow(string members)
    {
        string open = "partial class A { " + members;
        foreach (string source in new[] { members, open, open + " }" })
        {
            CSharpCompilation compilation = TestCompilation.Create(TestCompilation.Usings + source);

            ImmutableArray<Diagnostic> found = Harness.Analyze(compilation);
            ImmutableArray<(string, KernelModel? Model)> read = Harness.Read(compilation);

            Assert.All(read, one => Assert.True(one.Model is not null || !found.IsEmpty, source));
            Assert.NotEmpty(Harness.ComplaintsOf(compilation).Concat(found.Select(one => one.ToString())));
        }
    }
}
