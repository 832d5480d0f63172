using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Tests.Facts;

public class LibraryFactsTests
{
    [Theory]
    [InlineData("Math.Exp(x)", "double x", "Exp Scalar in=0")]
    [InlineData("MathF.Log(x)", "float x", "Log Scalar in=0")]
    [InlineData("Math.Log(x, 2)", "double x", "Log Scalar in=0 base=1")]
    [InlineData("double.Exp(x)", "double x", "Exp Scalar in=0")]
    [InlineData("Half.Exp(x)", "Half x", "Exp Scalar in=0")]
    [InlineData("T.Exp(x)", "T x", "Exp Scalar in=0")]
    [InlineData("T.LogP1(x)", "T x", "LogP1 Scalar in=0")]
    [InlineData("T.Max(x, x)", "T x", "Max Scalar in=0 second=1")]
    [InlineData("Math.Clamp(x, 0, 1)", "double x", "Clamp Scalar in=0 second=1 third=2")]
    [InlineData("x.Max()", "double[] x", "Max Reduction in=0 nan-ignored")]
    [InlineData("x.Min()", "double[] x", "Min Reduction in=0")]
    [InlineData("x.Sum(v => Math.Exp(v))", "double[] x", "Sum Reduction in=0 function=1")]
    [InlineData("x.Select(v => v)", "double[] x", "Select Sequence in=0 function=1")]
    [InlineData("x.AsParallel().Select(v => v)", "double[] x", "Select Sequence in=0 function=1")]
    [InlineData("x.Aggregate(1.0, (a, b) => a * b)", "double[] x", "Aggregate Reduction in=0 function=2 seed=1")]
    [InlineData("x.AsSpan()", "double[] x", "Identity Elementwise in=0")]
    [InlineData("x.Slice(1, 2)", "Span<double> x", "Slice Sequence in=-1 second=0 third=1")]
    [InlineData("Parallel.For(0, 3, i => { })", "double x", "ParallelFor Sequence in=0 second=1 function=2")]
    [InlineData("TensorPrimitives.Max(x)", "ReadOnlySpan<float> x", "Max Reduction in=0")]
    [InlineData("Tensor.SoftMax<double>(x)", "Tensor<double> x", "Softmax Elementwise in=0 flat")]
    public void A_library_method_is_what_its_table_says(string expression, string parameters, string expected)
    {
        IMethodSymbol method = FactsCompilation.Called(expression, parameters);
        LibraryFunction? function = FactsCompilation.Facts(FactsCompilation.Of()).Find(method);
        Assert.Equal(expected, Text(function));
    }

    [Theory]
    [InlineData("x.ToString()", "double x")]
    [InlineData("x.Distinct()", "double[] x")]
    [InlineData("Math.BigMul(1, 2)", "int x")]
    [InlineData("x.Max(System.Collections.Generic.Comparer<double>.Default)", "double[] x")]
    public void Anything_else_is_unknown(string expression, string parameters) =>
        Assert.Null(FactsCompilation.Facts(FactsCompilation.Of()).Find(FactsCompilation.Called(expression, parameters)));

    [Fact]
    public void The_softmax_of_tensors_is_unstable_until_it_is_mended()
    {
        LibraryFunction Of(string type, string version)
        {
            CSharpCompilation library = CSharpCompilation.Create(
                "System.Numerics.Tensors",
                [CSharpSyntaxTree.ParseText($$"""
                    [assembly: System.Reflection.AssemblyVersion("{{version}}")]
                    namespace System.Numerics.Tensors;
                    public static class {{type}} { public static void SoftMax(System.ReadOnlySpan<float> x, System.Span<float> destination) { } }
                    """)],
                FactsCompilation.Of().References.Where(reference => !reference.Display!.Contains("Tensors")),
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
            IMethodSymbol method = library.GetTypeByMetadataName("System.Numerics.Tensors." + type)!.GetMembers("SoftMax").OfType<IMethodSymbol>().Single();
            return LibraryFacts.Create(library, [], default).Find(method)!;
        }

        Assert.False(Of("Tensor", "10.0.0.0").IsStable);
        Assert.True(Of("Tensor", "11.0.0.0").IsStable);
        Assert.False(Of("TensorPrimitives", "11.0.0.0").IsStable);
        Assert.Equal(1, Of("TensorPrimitives", "9.0.0.0").Destination);
    }

    [Fact]
    public void A_layer_and_a_loss_are_known_by_what_makes_them()
    {
        CSharpCompilation compilation = FactsCompilation.Of("""
            namespace TorchSharp { public static class torch { public static class nn {
                public static Modules.Softmax Softmax(long dim) => new(dim);
                public static Modules.KLDivLoss KLDivLoss(bool log_target = true) => new(); } } }
            namespace TorchSharp.Modules { public class Softmax { public Softmax(long dim) { } } public class KLDivLoss { } public class Linear { } }
            """);
        LibraryFacts facts = FactsCompilation.Facts(compilation);
        INamedTypeSymbol nn = compilation.GetTypeByMetadataName("TorchSharp.torch+nn")!;
        LibraryFunction softmax = facts.FindConstruction((IMethodSymbol)nn.GetMembers("Softmax").Single())!;
        Assert.Equal((FunctionKind.Softmax, true, 0), (softmax.Kind, softmax.IsStable, softmax.Axis));
        Assert.Equal(softmax.Kind, facts.FindConstruction(compilation.GetTypeByMetadataName("TorchSharp.Modules.Softmax")!)!.Kind);
        LibraryFunction divergence = facts.FindConstruction((IMethodSymbol)nn.GetMembers("KLDivLoss").Single())!;
        Assert.Equal(
            (ValueDomain.LogProbabilities, ValueDomain.Probabilities, true, ValueDomain.LogProbabilities, 0),
            (divergence.ExpectedDomain, divergence.TargetDomain, divergence.FlagIsAboutTarget, divergence.FlagDomain, divergence.Flag));
        Assert.Null(facts.FindConstruction(compilation.GetTypeByMetadataName("TorchSharp.Modules.Linear")!));
    }

    [Theory]
    [InlineData("tf", "exp", 1, "Exp")]
    [InlineData("F", "log_softmax", 2, "LogSoftmax")]
    [InlineData("functional", "cross_entropy", 2, "CrossEntropyLogits")]
    [InlineData("Mathf", "Log", 1, "Log")]
    [InlineData("np", "amax", 1, "Max")]
    [InlineData("K", "exp", 1, "Exp")]
    [InlineData("x", "PointwiseExp", 0, "Exp")]
    [InlineData("x", "NormalizeColumns", 1, "Normalise")]
    [InlineData("x", "ColumnSums", 0, "Sum")]
    public void A_library_that_is_not_there_is_known_by_its_names(string qualifier, string name, int arguments, string expected) =>
        Assert.Equal(expected, FactsCompilation.Facts(FactsCompilation.Of()).FindUnresolved(qualifier, name, arguments)?.Kind.ToString());

    [Fact]
    public void A_user_s_table_comes_first_and_its_mistakes_are_told()
    {
        CSharpCompilation compilation = FactsCompilation.Of("namespace Ours; public static class Fast { public static double E(double x) => x; public static double Exp(double x) => x; }");
        LibraryFacts facts = FactsCompilation.Facts(compilation, new Table("my.softmaxgen.facts", """
            # ours
            Ours.Fast.{E,Exp}   Exp Scalar
            System.Math.Exp     Log Scalar
            Ours.Fast.F         Exponential Scalar
            Ours.Fast.G         Exp Scalar in=x
            nothing
            """), new Table("other.txt", "Ours.Fast.H Exp Scalar"));
        INamedTypeSymbol fast = compilation.GetTypeByMetadataName("Ours.Fast")!;
        Assert.All(fast.GetMembers().OfType<IMethodSymbol>().Where(method => method.IsStatic), method => Assert.Equal(FunctionKind.Exp, facts.Find(method)?.Kind));
        Assert.Equal(FunctionKind.Log, facts.Find(FactsCompilation.Called("Math.Exp(x)", "double x"))?.Kind);
        Assert.Equal([4, 5, 6], facts.Errors.Select(error => error.Line));
        Assert.Contains("Exponential", facts.Errors[0].Message);
    }

    private static string Text(LibraryFunction? f)
    {
        if (f is null)
            return "unknown";
        (string Name, int Value)[] operands =
            [("second", f.Second), ("third", f.Third), ("out", f.Destination), ("function", f.Function), ("seed", f.Seed), ("base", f.BaseArgument)];
        return $"{f.Kind} {f.Shape} in={f.Input}" +
            string.Concat(operands.Where(operand => operand.Value != LibraryFunction.Absent).Select(operand => $" {operand.Name}={operand.Value}")) +
            (f.IgnoresNaN ? " nan-ignored" : "") + (f.IsFlat ? " flat" : "") + (f.IsStable ? " stable" : "");
    }

    private sealed class Table(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
