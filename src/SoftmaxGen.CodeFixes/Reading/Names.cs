using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Writing;

namespace SoftmaxGen.CodeFixes.Reading;

/// <summary>What code names.</summary>
internal static class Names
{
    /// <summary>Whether an expression is that variable.</summary>
    public static bool Is(ExpressionSyntax expression, ISymbol? variable, SemanticModel model) =>
        variable is not null && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(Code.Bare(expression)).Symbol, variable);

    /// <summary>The places that name a variable.</summary>
    public static IEnumerable<IdentifierNameSyntax> Of(ISymbol? variable, SyntaxNode node, SemanticModel model) =>
        node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == variable?.Name && Is(name, variable, model));

    /// <summary>The locals and parameters that code names.</summary>
    public static IEnumerable<ISymbol> In(SyntaxNode node, SemanticModel model) =>
        node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()
            .Select(name => model.GetSymbolInfo(name).Symbol).Where(symbol => symbol is ILocalSymbol or IParameterSymbol).OfType<ISymbol>();
}
