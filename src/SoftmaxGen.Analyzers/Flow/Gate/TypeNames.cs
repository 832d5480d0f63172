using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SoftmaxGen.Analyzers.Flow.Gate;

/// <summary>
/// The types that are declared in a compilation with all that they derive from, by their names alone: types that share a name count as
/// one, and another name that a file gives a type is a type that derives from it.
/// </summary>
internal sealed class TypeNames
{
    private static readonly HashSet<string> s_none = [];

    private readonly Dictionary<string, HashSet<string>> _bases = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _related = new(StringComparer.Ordinal);

    public TypeNames(Compilation compilation)
    {
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
            foreach (SyntaxNode node in tree.GetRoot().DescendantNodes(static n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax))
            {
                if (node is TypeDeclarationSyntax type)
                    foreach (BaseTypeSyntax @base in Declared(type.Identifier.ValueText, type.BaseList))
                        Add(type.Identifier.ValueText, @base.Type);
                else if (node is UsingDirectiveSyntax { Alias: { } alias } import)
                    Add(alias.Name.Identifier.ValueText, import.Name);
            }
        // Whoever asks, from whatever thread, finds all of them here: what a type's bases derive from it derives from, too.
        foreach (HashSet<string> bases in _bases.Values)
        {
            var open = new Stack<string>(bases);
            while (open.Count > 0)
                if (_bases.TryGetValue(open.Pop(), out HashSet<string>? further) && further != bases)
                    foreach (string name in further)
                        if (bases.Add(name))
                            open.Push(name);
        }
        foreach (KeyValuePair<string, HashSet<string>> type in _bases)
            foreach (string @base in type.Value)
            {
                if (!_related.TryGetValue(@base, out HashSet<string>? related))
                    _related.Add(@base, related = _bases.TryGetValue(@base, out HashSet<string>? own) ? new(own, StringComparer.Ordinal) : new(StringComparer.Ordinal));
                related.Add(type.Key);
            }
    }

    /// <summary>
    /// The types that may have the method which is called on a type: itself, all that it derives from, and all that derive from it.
    /// None for a type that is declared elsewhere and from which nothing derives.
    /// </summary>
    public IReadOnlyCollection<string> Of(string type) => _related.TryGetValue(type, out HashSet<string>? related) ? related : s_none;

    /// <summary>The name of a type as it is written, without what surrounds it; null for one that has none.</summary>
    public static string? NameOf(SyntaxNode? type) => type switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
        NullableTypeSyntax nullable => NameOf(nullable.ElementType),
        RefTypeSyntax reference => NameOf(reference.Type),
        _ => null,
    };

    private SeparatedSyntaxList<BaseTypeSyntax> Declared(string name, BaseListSyntax? list)
    {
        if (!_bases.TryGetValue(name, out _))
            _bases.Add(name, new(StringComparer.Ordinal) { name });
        return list?.Types ?? default;
    }

    private void Add(string name, SyntaxNode? @base)
    {
        if (!_bases.TryGetValue(name, out HashSet<string>? bases))
            _bases.Add(name, bases = new(StringComparer.Ordinal) { name });
        if (NameOf(@base) is { } other)
            bases.Add(other);
    }
}
