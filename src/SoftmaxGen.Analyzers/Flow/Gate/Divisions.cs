using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace SoftmaxGen.Analyzers.Flow.Gate;

/// <summary>The small methods of a compilation that divide, by their names: the engine runs such a method in place, whatever it is.</summary>
internal sealed class Divisions(Compilation compilation)
{
    // As long as what the engine runs without it having to do with exponentials.
    public const int Short = 1000;

    /// <summary>The names of the methods.</summary>
    public HashSet<string> Names { get; } = Find(compilation);

    /// <summary>Whether a division may stand in a piece of code: comments are told apart, strings are not.</summary>
    public static bool IsIn(SyntaxNode node, SourceText text)
    {
        TextSpan span = node.Span;
        char[] characters = new char[span.Length];
        text.CopyTo(span.Start, characters, 0, span.Length);
        for (int i = 1; i < characters.Length - 1; i++)
            if (characters[i] == '/' && characters[i - 1] is not ('/' or '*' or '<') && characters[i + 1] is not ('/' or '*' or '>'))
                return true;
        return false;
    }

    private static HashSet<string> Find(Compilation compilation)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            SourceText text = tree.GetText();
            foreach (SyntaxNode node in tree.GetRoot().DescendantNodes(static n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax))
                if (node is MethodDeclarationSyntax method && method.Span.Length < Short && !names.Contains(method.Identifier.ValueText) && IsIn(method, text))
                    names.Add(method.Identifier.ValueText);
        }
        return names;
    }
}
