using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SoftmaxGen.Generator.Tests.Declarations;
using Steps = SoftmaxGen.Generator.SoftmaxKernelGenerator.Steps;

namespace SoftmaxGen.Generator.Tests.Pipeline;

/// <summary>What an edit makes the generator do again, step by step.</summary>
public sealed class IncrementalityTests
{
    private const string Source = TestCompilation.Usings +
        """
        static partial class Kernels
        {
            [Softmax(Classes = 9)] internal static partial void First(float[] logits, float[] probabilities);
            [SoftmaxLoss(Classes = 20)] internal static partial double Second(double[] logits, int[] labels, double[] gradient);
            [Softmax(Classes = 1)] internal static partial void Wrong(float[] logits, float[] probabilities);
        }
        """;

    private static readonly string[] AllSteps =
    [
        Steps.Target, Steps.Declarations, Steps.Rejected, Steps.Plans, Steps.Methods, Steps.Kernels, Steps.SharedNeeds, Steps.Shared,
    ];

    [Fact]
    public void EveryStepIsNamedAndRuns()
    {
        GeneratorRunResult result = RunTwice(Source, Source).First;
        Assert.Equal(AllSteps.Order(), AllSteps.Intersect(result.TrackedSteps.Keys).Order());
        Assert.Equal(
            AllSteps.Order(),
            typeof(Steps).GetFields().Select(field => (string)field.GetRawConstantValue()!).Order());
    }

    [Theory]
    [InlineData("// a comment elsewhere")]
    [InlineData("class Other { int M() => 1; }")]
    public void AnEditElsewhereRecomputesNothing(string edit)
    {
        GeneratorRunResult second = RunTwice(Source, Source, edit).Second;
        foreach (string step in AllSteps)
        {
            Assert.All(Reasons(second, step), reason => Assert.True(
                reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{step}: {reason}"));
        }

        foreach (string step in (string[])[Steps.Plans, Steps.Methods, Steps.Kernels, Steps.SharedNeeds, Steps.Shared])
        {
            Assert.All(Reasons(second, step), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        }
    }

    [Fact]
    public void AnEditOfOneKernelRegeneratesThatKernelAlone()
    {
        GeneratorRunResult second = RunTwice(Source, Source.Replace("Classes = 9)", "Classes = 10)")).Second;
        AssertOneIsModified(second, Steps.Methods);
        Assert.Single(Reasons(second, Steps.Kernels), IncrementalStepRunReason.Modified);
        Assert.All(Reasons(second, Steps.Shared), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void AnotherReductionKeepsTheKernel()
    {
        GeneratorRunResult second = RunTwice(
            Source, Source.Replace("Classes = 20", "Classes = 20, Reduction = Reduction.Sum")).Second;
        Assert.Single(Reasons(second, Steps.Methods), IncrementalStepRunReason.Modified);
        Assert.All(Reasons(second, Steps.Kernels), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void NoStepHoldsASymbolOrACompilation()
    {
        GeneratorRunResult result = RunTwice(Source, Source).First;
        object[] values = AllSteps
            .SelectMany(step => result.TrackedSteps[step])
            .SelectMany(step => step.Outputs)
            .Select(output => output.Value)
            .ToArray();
        Assert.NotEmpty(values);
        Assert.DoesNotContain(values.SelectMany(ObjectGraph.Reachable), IsOfTheCompiler);

        // The same walk does find what it looks for where it is.
        Assert.Contains(ObjectGraph.Reachable(new[] { Location.None }), IsOfTheCompiler);
    }

    private static void AssertOneIsModified(GeneratorRunResult result, string step)
    {
        IncrementalStepRunReason[] reasons = Reasons(result, step);
        Assert.Single(reasons, IncrementalStepRunReason.Modified);
        Assert.Equal(reasons.Length - 1, reasons.Count(reason => reason == IncrementalStepRunReason.Cached));
    }

    private static bool IsOfTheCompiler(object value) =>
        value is ISymbol or SyntaxNode or SyntaxTree or Compilation or SemanticModel or Location or Diagnostic;

    private static IncrementalStepRunReason[] Reasons(GeneratorRunResult result, string step) =>
        [.. result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason)];

    /// <summary>Runs on a source, then on its edited form (and perhaps one more file).</summary>
    private static (GeneratorRunResult First, GeneratorRunResult Second) RunTwice(
        string before, string after, string? added = null)
    {
        CSharpCompilation compilation = TestCompilation.WithoutAttributes(before);
        GeneratorDriver driver = Generation.Driver(compilation).RunGenerators(compilation);
        GeneratorRunResult first = driver.GetRunResult().Results.Single();

        SyntaxTree tree = compilation.SyntaxTrees.Single();
        SyntaxTree edited = after == before ? tree : TestCompilation.Parse(after, LanguageVersion.CSharp13, tree.FilePath);
        CSharpCompilation next = compilation.ReplaceSyntaxTree(tree, edited);
        if (added is not null)
        {
            next = next.AddSyntaxTrees(TestCompilation.Parse(added, LanguageVersion.CSharp13, "Added.cs"));
        }

        return (first, driver.RunGenerators(next).GetRunResult().Results.Single());
    }
}
