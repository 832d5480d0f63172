using Microsoft.CodeAnalysis;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Flow.Gate;

/// <summary>
/// Chooses the members that are worth analysing: those that call an exponential, a logarithm, a softmax or one of its relatives,
/// or a helper that does. All other code costs one pass over its text. Safe to use from many threads.
/// </summary>
internal sealed class Gate
{
    private readonly Triggers _triggers;
    private readonly Lazy<Helpers> _helpers;

    public Gate(Compilation compilation, LibraryFacts facts)
    {
        _triggers = new(facts);
        _helpers = new(() => Helpers.Find(compilation, _triggers));
    }

    /// <summary>The names of the helpers that were found in the compilation.</summary>
    public IEnumerable<string> HelperNames => _helpers.Value.MemberNames;

    /// <summary>The declarations to be analysed in a tree, each once, in the order of the text.</summary>
    public IEnumerable<SyntaxNode> Bodies(SemanticModel model, CancellationToken cancellation)
    {
        SyntaxTree tree = model.SyntaxTree;
        HashSet<SyntaxNode> bodies = [];
        SyntaxNode? root = null;
        foreach (Hit hit in _triggers.HitsIn(tree, cancellation))
        {
            root ??= tree.GetRoot(cancellation);
            NameUse use = NameUse.At(root, hit);
            if (_triggers.BySyntax(use, hit.Name) is not false and var sure && BodyNodes.Around(use.Name!) is { } body &&
                !bodies.Contains(body) && (sure is true || _triggers.ByMeaning(use, hit.Name, model, cancellation)))
                bodies.Add(body);
        }
        Helpers helpers = _helpers.Value;
        if (helpers.Names.Count > 0)
            foreach (Hit hit in helpers.Names.Scan(tree.GetText(cancellation)))
            {
                root ??= tree.GetRoot(cancellation);
                NameUse use = NameUse.At(root, hit);
                if (use.Kind is UseKind.Call or UseKind.Group && helpers.MayCall(use, hit.Name, tree) &&
                    BodyNodes.Around(use.Name!) is { } body && !bodies.Contains(body) && helpers.Calls(use, model, cancellation))
                    bodies.Add(body);
            }
        return bodies.OrderBy(body => body.SpanStart);
    }
}
