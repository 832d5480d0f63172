using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.Analyzers.Rules;
using SoftmaxGen.Analyzers.Tests.Support;
using SoftmaxGen.Generator;

namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>A rule reports the example of its own page.</summary>
public sealed class PageExampleTests
{
    // TorchSharp is not referred to here, and the others show a part of a method, or numbers alone.
    private static readonly HashSet<string> Fragments = ["SMG2003", "SMG3003", "SMG3004", "SMG3005", "SMG3006"];

    /// <summary>The rules, by their IDs.</summary>
    public static TheoryData<string> Ids => [.. RulePage.All.Keys.Where(id => !Fragments.Contains(id)).Order()];

    [Theory]
    [MemberData(nameof(Ids))]
    public void TheExampleIsReported(string id)
    {
        string source = Members(RulePage.All[id].Example);
        Compilation compilation = TestCompilation.Create([source]).WithOptions(TestCompilation.Options.WithSpecificDiagnosticOptions(
            FlowRules.All.ToDictionary(rule => rule.Descriptor.Id, _ => ReportDiagnostic.Warn)));
        CSharpGeneratorDriver.Create([new SoftmaxKernelGenerator().AsSourceGenerator()], parseOptions: TestCompilation.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out compilation, out _);
        TestCompilation.AssertCompiles(compilation);

        IEnumerable<string> found = new AnalyzerRun().Diagnose(compilation).Select(diagnostic => diagnostic.Id);
        Assert.True(found.Contains(id), $"reported: {string.Join(", ", found)}\nin:\n{source}");
    }

    // Functions become members, as they are in a reader's code; what calls them stays together.
    private static string Members(string example)
    {
        CompilationUnitSyntax unit = SyntaxFactory.ParseCompilationUnit(example, options: TestCompilation.ParseOptions.WithKind(SourceCodeKind.Script));
        string functions = "", calls = "";
        foreach (MemberDeclarationSyntax member in unit.Members)
        {
            if (member is MethodDeclarationSyntax or GlobalStatementSyntax { Statement: LocalFunctionStatementSyntax })
                functions += member.ToFullString() + "\n";
            else
                calls += member.ToFullString();
        }

        return $$"""
            using System.Numerics.Tensors;

            static partial class Example
            {
            {{functions}}
            static void Run()
            {
            {{calls}}
            }
            }
            """;
    }
}
