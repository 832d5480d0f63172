using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;
using SoftmaxGen.Analyzers.Flow.Gate;
using SoftmaxGen.Analyzers.Rules;
using Xunit.Abstractions;

namespace SoftmaxGen.Analyzers.Tests.Fuzzing;

/// <summary>
/// Code that another program has written does not end the compiler's process by a stack overflow, nor hold it up: on a stack as
/// small as that of a thread on Windows. Deeper than this, Roslyn's own operations overflow first.
/// </summary>
public sealed class LargeCodeTests(ITestOutputHelper output)
{
    private const int Stack = 1 << 20;

    [Theory]
    [InlineData(25, 150)]
    public void IsSurvived(int depth, int length) => Check(LargeCode.All(depth, length));

    [Fact]
    [Trait("Category", "Slow")]
    public void MuchLargerCodeIsSurvived() => Check(LargeCode.All(100, 1000));

    // The compiler takes long rows of operators one by one, without a recursion; so it gives us what we can recurse into too deeply.
    [Fact]
    [Trait("Category", "Slow")]
    public void ARowOfThousandsOfOperatorsIsSurvived() =>
        Check(LargeCode.All(1, 8000).Where(one => one.Name is "a sum of many" or "a product of many" or "a long concatenation"));

    private void Check(IEnumerable<(string Name, string Text)> all)
    {
        int count = 0;
        foreach ((string name, string text) in all)
        {
            Exception? thrown = null;
            Thread thread = new(
                () =>
                {
                    try
                    {
                        Analyse(text);
                    }
                    catch (Exception exception)
                    {
                        thrown = exception;
                    }
                },
                Stack);
            thread.Start();
            thread.Join();
            Assert.True(thrown is null, $"{name}: {thrown}\n{text}");
            count++;
        }

        output.WriteLine($"{count} texts");
        Assert.InRange(count, 3, int.MaxValue);
    }

    // As the analyzer does it, but on this thread.
    private static void Analyse(string text)
    {
        CSharpCompilation compilation = FuzzedCode.Compile(text);
        LibraryFacts facts = LibraryFacts.Create(compilation, [], default);
        Gate gate = new(compilation, facts);
        FlowSession session = new(compilation, facts, gate.IsHelper) { HasOwnWork = gate.HasOwnWork, MayGive = gate.MayGive, NamesExponentials = gate.NamesExponentials };
        BodyAnalysis analysis = new(session, _ => AnalysisOptions.Default);
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            foreach (SyntaxNode body in gate.Bodies(session.ModelOf(tree), default))
            {
                foreach (RuleFinding finding in analysis.Report(body, default))
                    Assert.NotEmpty(FindingReport.Create(finding).GetMessage());
            }
        }
    }
}
