using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.Analyzers.Flow.Facts;
using SoftmaxGen.Analyzers.Flow.Gate;

namespace SoftmaxGen.Analyzers.Tests.Facts;

/// <summary>Compiles sources against the runtime and asks the facts and the gate about them.</summary>
internal static class FactsCompilation
{
    private static readonly ImmutableArray<MetadataReference> References =
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("SoftmaxGen", StringComparison.Ordinal))
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path)).ToImmutableArray();

    public static CSharpCompilation Of(params string[] sources) => CSharpCompilation.Create(
        "Subject",
        sources.Select((source, index) => CSharpSyntaxTree.ParseText(source, path: $"File{index}.cs")),
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));

    public static LibraryFacts Facts(Compilation compilation, params AdditionalText[] files) =>
        LibraryFacts.Create(compilation, [.. files], default);

    /// <summary>The method that the only call of the expression binds to.</summary>
    public static IMethodSymbol Called(string expression, string parameters)
    {
        CSharpCompilation compilation = Of($$"""
            using System; using System.Linq; using System.Numerics; using System.Numerics.Tensors; using System.Threading.Tasks;
            class C { void M<T>({{parameters}}) where T : IFloatingPointIeee754<T> { _ = {{expression}}; } }
            """);
        if (compilation.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id != "CS8209"))
            Assert.Fail(string.Join('\n', compilation.GetDiagnostics()));
        SyntaxTree tree = compilation.SyntaxTrees.Single();
        InvocationExpressionSyntax call = tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>().First();
        return (IMethodSymbol)compilation.GetSemanticModel(tree).GetSymbolInfo(call).Symbol!;
    }

    /// <summary>The names of the members that the gate lets through, over all files.</summary>
    public static string[] Gated(params string[] sources)
    {
        CSharpCompilation compilation = Of(sources);
        Gate gate = new(compilation, Facts(compilation));
        return compilation.SyntaxTrees
            .SelectMany(tree => gate.Bodies(compilation.GetSemanticModel(tree), default))
            .Select(body => body switch
            {
                MethodDeclarationSyntax method => method.Identifier.ValueText,
                ConstructorDeclarationSyntax => ".ctor",
                PropertyDeclarationSyntax property => property.Identifier.ValueText,
                AccessorDeclarationSyntax { Parent.Parent: PropertyDeclarationSyntax property } accessor =>
                    accessor.Keyword.ValueText + " " + property.Identifier.ValueText,
                VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
                OperatorDeclarationSyntax operation => "operator " + operation.OperatorToken.ValueText,
                _ => body.Kind().ToString(),
            })
            .ToArray();
    }
}
