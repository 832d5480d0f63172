using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit.Sdk;

namespace SoftmaxGen.Analyzers.Tests.Support;

/// <summary>The harness fails where it must.</summary>
public sealed class HarnessTests
{
    private const string Source = "static class C { static double M(double x) => {|SMG9999:x / 2|} + x * 3; }";

    [Theory]
    [InlineData(Source)]
    [InlineData("static class C { static double M(double x) => [|x / 2|] + x * 3; }")]
    [InlineData("static class C { static double M(double x) => x * 3; }")]
    [InlineData("static class C { static double M(double x) => [|[|x / 2|] / 3|]; }")]
    public void TheRightMarksPass(string source) => Run().Verify(source);

    [Theory]
    [InlineData("static class C { static double M(double x) => x / 2; }")]
    [InlineData("static class C { static double M(double x) => [|x * 2|]; }")]
    [InlineData("static class C { static double M(double x) => [|x |]/ 2; }")]
    [InlineData("static class C { static double M(double x) => {|SMG9998:x / 2|}; }")]
    [InlineData("static class C { static double M(double x) => [|x / 2|] }")]
    [InlineData("static class C { static double M(double x) => [|x / 2|] + y; }")]
    public void WrongOnesDoNot(string source) => Assert.ThrowsAny<XunitException>(() => Run().Verify(source));

    [Fact]
    public void AnAnalyzerThatThrowsFails() => Assert.ThrowsAny<XunitException>(
        () => Run().Verify("static class C { static double Throw(double x) => [|x / 2|]; }"));

    [Fact]
    public void ASuppressionCounts() => Run().Verify(
        """
        #pragma warning disable SMG9999
        static class C { static double M(double x) => x / 2; }
        """);

    private static AnalyzerRun Run() => new() { Analyzer = new Divisions() };

#pragma warning disable RS1036, RS1038, RS1041, RS2008 // For these tests only.
    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    private sealed class Divisions : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor Rule =
            new("SMG9999", "Division", "A division", "Test", DiagnosticSeverity.Warning, isEnabledByDefault: true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

        public override void Initialize(AnalysisContext context)
        {
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.EnableConcurrentExecution();
            context.RegisterSyntaxNodeAction(
                node => node.ReportDiagnostic(node.Node.FirstAncestorOrSelf<MethodDeclarationSyntax>()?.Identifier.Text is "Throw"
                    ? throw new InvalidOperationException("On purpose.")
                    : Diagnostic.Create(Rule, node.Node.GetLocation())),
                SyntaxKind.DivideExpression);
        }
    }
#pragma warning restore RS1036, RS1038, RS1041, RS2008
}
