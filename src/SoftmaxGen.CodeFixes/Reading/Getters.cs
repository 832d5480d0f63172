using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SoftmaxGen.CodeFixes.Reading;

/// <summary>Whether properties and indexers of the user's own do nothing but give out a value.</summary>
internal static class Getters
{
    // A matrix's indexer reads a row's, and that one an array.
    private const int Deepest = 3;

    /// <summary>Whether the property has no body, or a getter that is one pure expression; one that may be overridden is not known.</summary>
    public static bool OnlyRead(IPropertySymbol property, SemanticModel model, int depth)
    {
        if (property.IsAbstract || property.IsVirtual || property.IsOverride && !property.IsSealed || property.ContainingType.TypeKind == TypeKind.Interface)
            return false;
        if (property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property)))
            return true;
        if (depth >= Deepest
            || property.OriginalDefinition.DeclaringSyntaxReferences is not { Length: 1 } declarations
            || !model.Compilation.ContainsSyntaxTree(declarations[0].SyntaxTree)
            || Returned(declarations[0].GetSyntax()) is not { } returned)
        {
            return false;
        }

        ExpressionSyntax value = returned is RefExpressionSyntax reference ? reference.Expression : returned;
        return Purity.IsPure(value, value.SyntaxTree == model.SyntaxTree ? model : model.Compilation.GetSemanticModel(value.SyntaxTree), depth + 1);
    }

    private static ExpressionSyntax? Returned(SyntaxNode declaration)
    {
        ArrowExpressionClauseSyntax? arrow = (declaration as PropertyDeclarationSyntax)?.ExpressionBody ?? (declaration as IndexerDeclarationSyntax)?.ExpressionBody;
        AccessorDeclarationSyntax? getter = (declaration as BasePropertyDeclarationSyntax)?.AccessorList?.Accessors
            .FirstOrDefault(accessor => accessor.IsKind(SyntaxKind.GetAccessorDeclaration));
        return (arrow ?? getter?.ExpressionBody)?.Expression
            ?? (getter?.Body?.Statements is { Count: 1 } statements && statements[0] is ReturnStatementSyntax { Expression: { } value } ? value : null);
    }
}
