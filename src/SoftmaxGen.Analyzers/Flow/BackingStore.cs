using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SoftmaxGen.Analyzers.Flow;

/// <summary>
/// The field behind an indexer: where <c>this[int i] => _data[i]</c>, v[i] and v._data[i] are one place, and a vector is its array.
/// </summary>
internal sealed class BackingStore
{
    private readonly ConcurrentDictionary<INamedTypeSymbol, string?> _names = new(SymbolEqualityComparer.Default);

    private readonly ConcurrentDictionary<INamedTypeSymbol, string?> _behind = new(SymbolEqualityComparer.Default);

    private readonly ConcurrentDictionary<INamedTypeSymbol, string?> _rows = new(SymbolEqualityComparer.Default);

    /// <summary>Whether a field or property holds the elements that its type's indexer gives out.</summary>
    public bool Is(ISymbol member) =>
        !member.IsStatic && member.ContainingType is { TypeKind: TypeKind.Class or TypeKind.Struct } type &&
        _names.GetOrAdd(type.OriginalDefinition, static t => Find(t, NameOf)) == member.Name;

    /// <summary>The array in which an indexer of two numbers finds its elements at one position; null where there is none.</summary>
    public string? Behind(INamedTypeSymbol type) => _behind.GetOrAdd(type.OriginalDefinition, static t => Find(t, static (given, indexer) =>
        (indexer.Parameters.Length == 2 || TakesAnyNumber(indexer)) && given is ElementAccessExpressionSyntax { ArgumentList.Arguments.Count: 1 } access ? NameOf(access.Expression) : null));

    /// <summary>The array of rows in which an indexer of two numbers finds its elements, <c>this[i, j] => _rows[i][j]</c>; null where there is none.</summary>
    public string? RowsBehind(INamedTypeSymbol type) => _rows.GetOrAdd(type.OriginalDefinition, static t => Find(t, static (given, indexer) =>
        indexer.Parameters.Length == 2 && given is ElementAccessExpressionSyntax { Expression: ElementAccessExpressionSyntax { ArgumentList.Arguments.Count: 1 } row, ArgumentList.Arguments.Count: 1 } cell &&
        IsGiven(row, indexer.Parameters[0]) && IsGiven(cell, indexer.Parameters[1]) ? NameOf(row.Expression) : null));

    private static string? Find(INamedTypeSymbol type, Func<ExpressionSyntax, IPropertySymbol, string?> nameOf)
    {
        foreach (ISymbol member in type.GetMembers(WellKnownMemberNames.Indexer))
            if (member is IPropertySymbol { IsIndexer: true } indexer && (indexer.Parameters.All(p => p.Type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64) || TakesAnyNumber(indexer)))
                foreach (SyntaxReference reference in indexer.DeclaringSyntaxReferences)
                    if (reference.GetSyntax() is IndexerDeclarationSyntax declaration && Given(declaration) is { } given &&
                        nameOf(given is RefExpressionSyntax element ? element.Expression : given, indexer) is { } name)
                        return name;
        return null;
    }

    // What the getter returns in the end; checks of the index before it change nothing.
    private static ExpressionSyntax? Given(IndexerDeclarationSyntax declaration)
    {
        if (declaration.ExpressionBody is { } arrow)
            return arrow.Expression;
        AccessorDeclarationSyntax? getter = declaration.AccessorList?.Accessors.FirstOrDefault(a => a.IsKind(SyntaxKind.GetAccessorDeclaration));
        return getter?.ExpressionBody?.Expression ?? (getter?.Body?.Statements.LastOrDefault() as ReturnStatementSyntax)?.Expression;
    }

    // this[params int[] at]: whatever position is worked out of them.
    private static bool TakesAnyNumber(IPropertySymbol indexer) =>
        indexer.Parameters.Length == 1 && indexer.Parameters[0] is { IsParams: true, Type: IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 } };

    private static string? NameOf(ExpressionSyntax given, IPropertySymbol indexer)
    {
        if (TakesAnyNumber(indexer))
            return given is ElementAccessExpressionSyntax { ArgumentList.Arguments.Count: 1 } one ? NameOf(one.Expression) : null;
        if (given is not ElementAccessExpressionSyntax access || access.ArgumentList.Arguments.Count != indexer.Parameters.Length)
            return null;
        for (int i = 0; i < indexer.Parameters.Length; i++)
            if (access.ArgumentList.Arguments[i].Expression is not IdentifierNameSyntax index || index.Identifier.ValueText != indexer.Parameters[i].Name)
                return null;
        return NameOf(access.Expression);
    }

    private static bool IsGiven(ElementAccessExpressionSyntax access, IParameterSymbol parameter) =>
        access.ArgumentList.Arguments[0].Expression is IdentifierNameSyntax index && index.Identifier.ValueText == parameter.Name;

    private static string? NameOf(ExpressionSyntax store) => store switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: IdentifierNameSyntax name } => name.Identifier.ValueText,
        _ => null,
    };
}
