using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit.Abstractions;

namespace SoftmaxGen.Analyzers.Tests.Fuzzing;

/// <summary>
/// Code mutated token by token, or node by node: no analyzer of the package throws (the compiler would say AD0001) or runs on
/// for minutes. Half of the mutants no compiler would take, which is what an editor shows to an analyzer at every keystroke.
/// </summary>
public sealed class AnalyzerFuzzTests(ITestOutputHelper output)
{
    private const int Few = 250;

    private const int Many = 6000;

    [Fact]
    public void NoMutantMakesAnAnalyzerThrow() => Run(1, Few);

    [Fact]
    [Trait("Category", "Slow")]
    public void NoneOfThousandsMakesAnAnalyzerThrow() => Run(1_000_000, Many);

    // A facts table is text that a user writes, too.
    [Fact]
    public void NoTableMakesAnAnalyzerThrow()
    {
        const string table = "exp(x) Own.Numbers::Exp\nsoftmax Own.Nn.Softmax axis=last\n# words\nlog Own.Math.Log(double) -> elementwise\nloss Own.Loss.CrossEntropy(logits, labels)\n";
        CSharpCompilation compilation = FuzzedCode.Compile("static class C { static double M(double x) => System.Math.Log(1 + System.Math.Exp(x)); }");
        int unreadable = 0;
        for (int seed = 1; seed <= Few; seed++)
        {
            string mutant = TokenMutation.Apply(table, Seeds.All[seed % Seeds.All.Count], new Random(seed));
            unreadable += FuzzedCode.Analyse(compilation, $"table {seed}:\n{mutant}", mutant).Count(one => one.Id == "SMG4001");
        }

        Assert.InRange(unreadable, Few, int.MaxValue);
    }

    private void Run(int first, int count)
    {
        int reported = 0, compile = 0;
        for (int seed = first; seed < first + count; seed++)
        {
            Random random = new(seed);
            string source = Seeds.All[random.Next(Seeds.All.Count)], donor = Seeds.All[random.Next(Seeds.All.Count)];
            string text = random.Next(3) == 0 ? TokenMutation.Apply(source, donor, random) : NodeMutation.Apply(source, donor, random);
            CSharpCompilation compilation = FuzzedCode.Compile(text, random);
            if (FuzzedCode.Analyse(compilation, $"seed {seed}").Any(one => one.Id.StartsWith("SMG", StringComparison.Ordinal)))
                reported++;
            if (!compilation.GetDiagnostics().Any(one => one.Severity == DiagnosticSeverity.Error))
                compile++;
        }

        // Mutants that never reach the engine would show nothing.
        output.WriteLine($"{count} mutants: {compile} compile, {reported} are reported on");
        Assert.InRange(reported, count / 6, count);
    }
}
