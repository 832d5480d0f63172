using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SoftmaxGen.CodeFixes.Writing;

/// <summary>Names that mean nothing yet in a function.</summary>
internal sealed class FreshNames
{
    private readonly HashSet<string> _taken;

    /// <summary>Looks at all names that are written or could be in the body of a function.</summary>
    public FreshNames(SyntaxNode body, SemanticModel model)
    {
        _taken = new HashSet<string>((body.Parent ?? body).DescendantTokens()
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText));
        _taken.UnionWith(model.LookupSymbols(body.SpanStart).Select(symbol => symbol.Name));
    }

    /// <summary>A name that begins so.</summary>
    public string Next(string wish)
    {
        string name = wish;
        for (int number = 2; !_taken.Add(name); number++)
            name = wish + number;
        return name;
    }
}
