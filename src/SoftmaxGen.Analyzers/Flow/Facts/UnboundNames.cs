using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SoftmaxGen.Analyzers.Flow.Facts;

/// <summary>
/// Where a name that did not bind may come from, as the text says: the type that its receiver is declared with, an alias, the types
/// that a file or the whole project takes the members of. Safe to use from many threads.
/// </summary>
internal sealed class UnboundNames(Compilation compilation)
{
    private readonly Lazy<ImmutableArray<UsingDirectiveSyntax>> _global = new(() => compilation.SyntaxTrees
        .Select(tree => tree.GetRoot()).OfType<CompilationUnitSyntax>().SelectMany(unit => unit.Usings)
        .Where(import => !import.GlobalKeyword.IsKind(SyntaxKind.None)).ToImmutableArray());

    /// <summary>The simple names of the types that may hold a method, the likeliest first.</summary>
    /// <param name="called">The call up to its arguments.</param>
    /// <param name="receiver">The type of what stands before the dot, if it has one.</param>
    public IEnumerable<string> OwnersOf(ExpressionSyntax called, ITypeSymbol? receiver)
    {
        if (called is not MemberAccessExpressionSyntax access)
        {
            if (called is not SimpleNameSyntax)
                yield break;
            foreach (UsingDirectiveSyntax import in ImportsAt(called))
                if (!import.StaticKeyword.IsKind(SyntaxKind.None))
                    yield return LastName(import.Name);
            yield break;
        }
        // Of a type that is missing, the name is all there is, and it is enough.
        // Vector? may be one that is null, or one that may be missing: where Vector is itself missing the compiler takes the former.
        if (receiver is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            receiver = nullable.TypeArguments[0];
        if (receiver is { TypeKind: TypeKind.Error, Name.Length: > 0 })
        {
            yield return receiver.Name;
            if (StorageOf(receiver.Name) is { } storage)
                yield return receiver.Name.Substring(storage.Length);
        }
        if (access.Expression is IdentifierNameSyntax { Identifier.ValueText: var alias })
            foreach (UsingDirectiveSyntax import in ImportsAt(called))
                if (import.Alias?.Name.Identifier.ValueText == alias)
                    yield return LastName(import.Name);
        yield return access.Expression switch
        {
            SimpleNameSyntax name => name.Identifier.ValueText,
            MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
            _ => "",
        };
    }

    // A DenseMatrix is a Matrix: what its elements are stored in is all that it adds.
    private static string? StorageOf(string type) =>
        Storages.FirstOrDefault(storage => type.Length > storage.Length && type.StartsWith(storage, StringComparison.Ordinal) && char.IsUpper(type[storage.Length]));

    private static readonly string[] Storages = ["Dense", "Sparse", "Diagonal"];

    private IEnumerable<UsingDirectiveSyntax> ImportsAt(SyntaxNode node)
    {
        for (SyntaxNode? around = node; around is not null; around = around.Parent)
            switch (around)
            {
                case BaseNamespaceDeclarationSyntax space:
                    foreach (UsingDirectiveSyntax import in space.Usings)
                        yield return import;
                    break;
                case CompilationUnitSyntax unit:
                    foreach (UsingDirectiveSyntax import in unit.Usings)
                        yield return import;
                    break;
            }
        foreach (UsingDirectiveSyntax import in _global.Value)
            yield return import;
    }

    private static string LastName(NameSyntax? name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax aliased => aliased.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };
}
