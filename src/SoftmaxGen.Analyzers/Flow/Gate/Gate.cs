using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Flow.Gate;

/// <summary>
/// Chooses the members that are worth analysing: those that call an exponential, a logarithm, a softmax or one of its relatives,
/// or a helper that does and hands it over (see <see cref="Handover"/>). All other code costs one pass over its text. Safe to use from
/// many threads.
/// </summary>
internal sealed class Gate
{
    private readonly Triggers _triggers;
    private readonly Lazy<Helpers> _helpers;
    private readonly Lazy<Divisions> _divisions;
    private readonly Lazy<Receivers> _receivers;

    public Gate(Compilation compilation, LibraryFacts facts)
    {
        _triggers = new(facts);
        _helpers = new(() => Helpers.Find(compilation, _triggers));
        _divisions = new(() => new(compilation));
        _receivers = new(() => new(new TypeNames(compilation)));
    }

    /// <summary>Whether a method is one of the helpers that were found in the compilation.</summary>
    public bool IsHelper(IMethodSymbol method) => _helpers.Value.Declares(method);

    /// <summary>Whether a piece of code names an exponential, a logarithm or the like itself, as far as syntax tells.</summary>
    public bool HasOwnWork(SyntaxNode code)
    {
        SyntaxNode? root = null;
        foreach (Hit hit in Within(_triggers.HitsIn(code.SyntaxTree, default), code))
            if (_triggers.BySyntax(NameUse.At(root ??= code.SyntaxTree.GetRoot(), hit), hit.Name) is not false)
                return true;
        return false;
    }

    /// <summary>Whether a piece of code may work out exponentials or probabilities, itself or by a helper, as far as syntax tells.</summary>
    public bool MayGive(SyntaxNode code)
    {
        foreach (Hit hit in Within(_triggers.HitsIn(code.SyntaxTree, default), code))
            if ((_triggers.RolesOf(hit.Name) & HelperRoles.Gives) != 0)
                return true;
        Helpers helpers = _helpers.Value;
        SyntaxNode? root = null;
        foreach (Hit hit in Within(helpers.HitsIn(code.SyntaxTree, default), code))
            if ((helpers.RolesOf(hit.Name) & HelperRoles.Gives) != 0 && NameUse.At(root ??= code.SyntaxTree.GetRoot(), hit) is var use &&
                use.Name is SimpleNameSyntax name && (helpers.RolesOf(name) & HelperRoles.Gives) != 0)
                return true;
        return false;
    }

    /// <summary>Whether a name in a piece of code is that of an exponential or of one of its normalised relatives.</summary>
    public bool NamesExponentials(SyntaxNode code) =>
        Within(_triggers.HitsIn(code.SyntaxTree, default), code).Concat(Within(_helpers.Value.HitsIn(code.SyntaxTree, default), code)).Any(static hit => IsTelling(hit.Name));

    private static bool IsTelling(string name) =>
        name.Contains("xp") || name.Contains("oftmax") || name.Contains("oftMax") || name.Contains("igmoid") || name.Contains("ogistic");

    private static IEnumerable<Hit> Within(List<Hit> hits, SyntaxNode code)
    {
        TextSpan span = code.Span;
        foreach (Hit hit in hits)
            if (span.Contains(hit.Position))
                yield return hit;
            else if (hit.Position >= span.End)
                yield break;
    }

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
        // The bodies that call helpers; of those that do nothing with what they are given the code is not kept.
        Dictionary<SyntaxNode, CodeOfBody?> candidates = [];
        if (helpers.Names.Count > 0)
            foreach (Hit hit in helpers.HitsIn(tree, cancellation))
            {
                root ??= tree.GetRoot(cancellation);
                NameUse use = NameUse.At(root, hit);
                if (use.Kind is UseKind.Call or UseKind.Group or UseKind.Read && helpers.MayCall(use, hit.Name, tree) &&
                    BodyNodes.Around(use.Name!) is { } body && !bodies.Contains(body) && MayHandOver(body) is { } code &&
                    !code.IsLocal((SimpleNameSyntax)use.Name!) && helpers.MayCall(use, hit.Name, tree, _receivers.Value.Of(use.Name!, code)) && helpers.Calls(use, model, cancellation))
                {
                    if (Handover.IsIn(code, name => RolesOf(name, code), MayDivide))
                        bodies.Add(body);
                    candidates[body] = null;
                }
            }
        return bodies.OrderBy(body => body.SpanStart);

        // The names alone rule most of them out, and nothing has to be bound for that: it comes before the model is asked anything.
        CodeOfBody? MayHandOver(SyntaxNode body)
        {
            if (candidates.TryGetValue(body, out CodeOfBody? known))
                return known;
            var code = new CodeOfBody(body);
            return candidates[body] = Handover.IsIn(code, name => RolesByName(name, code), MayDivide) ? code : null;
        }

        bool MayDivide(string name) => _divisions.Value.Names.Contains(name);

        HelperRoles RolesByName(SimpleNameSyntax name, CodeOfBody code) =>
            (code.IsLocal(name) ? HelperRoles.None : helpers.RolesOf(name)) | RolesOfOthers(name);

        HelperRoles RolesOf(SimpleNameSyntax name, CodeOfBody code) =>
            (code.IsLocal(name) ? HelperRoles.None : helpers.RolesOf(name, model, cancellation)) | RolesOfOthers(name);

        // A function whose name is too short for a helper's, E(x), may well give an exponential.
        HelperRoles RolesOfOthers(SimpleNameSyntax name) => _triggers.RolesOf(name.Identifier.ValueText) |
            (name.Identifier.ValueText.Length < Helper.ShortestName && IsCalled(name) ? HelperRoles.Gives : HelperRoles.None);

        static bool IsCalled(SimpleNameSyntax name) => name.Parent is InvocationExpressionSyntax ||
            name.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } access && access.Name == name;
    }
}
