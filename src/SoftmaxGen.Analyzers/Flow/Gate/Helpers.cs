using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Flow.Gate;

/// <summary>
/// The members of a compilation that call an exponential and the like, and those that call them in turn: found over all trees by
/// text and syntax alone, so that a body that calls one can be chosen, too. A call is then held against the declarations.
/// </summary>
internal sealed class Helpers
{
    private const int Levels = 2;
    private const int Most = 400;

    private readonly Dictionary<string, List<Helper>> _byName;
    private readonly Dictionary<string, HelperRoles> _roles;

    private Helpers(Dictionary<string, List<Helper>> byName)
    {
        _byName = byName;
        Names = new(byName.Keys);
        _roles = byName.ToDictionary(named => named.Key, named => named.Value.Aggregate(HelperRoles.None, (roles, helper) => roles | helper.Roles), StringComparer.Ordinal);
    }

    public NameTable Names { get; }

    public IEnumerable<string> MemberNames => _byName.Keys;

    public static Helpers Find(Compilation compilation, Triggers triggers)
    {
        Dictionary<string, List<Helper>> all = new(StringComparer.Ordinal);
        Dictionary<SyntaxNode, Helper?> seen = [];
        Helpers? last = null;
        for (int level = 0; level < Levels; level++)
        {
            List<Helper> found = [];
            foreach (SyntaxTree tree in compilation.SyntaxTrees)
            {
                List<Hit> hits = last is null ? triggers.HitsIn(tree, default) : last.Names.Scan(tree.GetText());
                if (hits.Count == 0)
                    continue;
                SyntaxNode root = tree.GetRoot();
                foreach (Hit hit in hits)
                {
                    if (last is null && KernelWith(root, hit) is { } kernel)
                    {
                        if (!seen.ContainsKey(kernel))
                            Add(kernel, HelperRoles.Gives | HelperRoles.Takes | HelperRoles.Kernel, true);
                        continue;
                    }
                    NameUse use = NameUse.At(root, hit);
                    bool counts = last is null
                        ? triggers.BySyntax(use, hit.Name) is { } sure ? sure : triggers.IsTelling(use, hit.Name)
                        : use.Kind is UseKind.Call or UseKind.Group && last.MayCall(use, hit.Name, tree);
                    if (!counts || BodyNodes.Around(use.Name!) is not { } body)
                        continue;
                    HelperRoles roles = last is null ? triggers.RolesOf(hit.Name) : last.RolesOf(hit.Name);
                    if (!seen.TryGetValue(body, out Helper? known))
                        Add(body, roles | (body.Span.Length < Divisions.Short && Divisions.IsIn(body, tree.GetText()) ? HelperRoles.Takes : HelperRoles.None), last is null);
                    else if (known is not null)
                        known.Roles |= last is null || known.HandsOutNumbers ? roles : roles & ~HelperRoles.Gives;
                }
            }
            void Add(SyntaxNode body, HelperRoles roles, bool isDirect)
            {
                seen[body] = Helper.Of(body);
                if (seen[body] is { } helper)
                {
                    helper.Roles = isDirect || helper.HandsOutNumbers ? roles : roles & ~HelperRoles.Gives;
                    found.Add(helper);
                }
            }

            foreach (Helper helper in found)
            {
                if (!all.TryGetValue(helper.Name, out List<Helper>? same))
                {
                    if (all.Count >= Most)
                        continue;
                    all.Add(helper.Name, same = []);
                }
                same.Add(helper);
            }
            last = new(found.GroupBy(helper => helper.Name, StringComparer.Ordinal).Take(Most)
                .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal));
        }
        return new(all);
    }

    // [SoftmaxLoss(…)] static partial float Loss(…): the method is a softmax although it has no body here.
    private static SyntaxNode? KernelWith(SyntaxNode root, Hit hit)
    {
        if (!KernelFacts.TellingNames.Contains(hit.Name) || root.FindToken(hit.Position).Parent is not IdentifierNameSyntax name)
            return null;
        SyntaxNode? at = name.Parent is QualifiedNameSyntax or AliasQualifiedNameSyntax ? name.Parent.Parent : name.Parent;
        return at is AttributeSyntax { Parent.Parent: MethodDeclarationSyntax method } ? method : null;
    }

    /// <summary>What the helpers of a name do.</summary>
    public HelperRoles RolesOf(string name) => _roles.TryGetValue(name, out HelperRoles roles) ? roles : HelperRoles.None;

    /// <summary>What the helper does that is called by a name; an abstract method may be any of those that share its name.</summary>
    public HelperRoles RolesOf(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellation)
    {
        HelperRoles all = RolesOf(name.Identifier.ValueText), roles = HelperRoles.None;
        if (all == HelperRoles.None)
            return all;
        if (SymbolOf(name, model, cancellation) is not { } symbol || symbol.IsAbstract || symbol.IsVirtual || symbol.IsOverride)
            return all;
        foreach (Helper helper in _byName[name.Identifier.ValueText])
            if (symbol.DeclaringSyntaxReferences.Any(helper.Declares))
                roles |= helper.Roles;
        return roles;
    }

    /// <summary>Whether a use can be one of a helper, as far as syntax tells.</summary>
    public bool MayCall(in NameUse use, string name, SyntaxTree tree)
    {
        foreach (Helper helper in _byName[name])
            if (helper.Fits(use, tree))
                return true;
        return false;
    }

    /// <summary>Whether the semantic model says that it is.</summary>
    public bool Calls(in NameUse use, SemanticModel model, CancellationToken cancellation)
    {
        if (SymbolOf(use.Name!, model, cancellation) is not { } symbol)
            return false;
        foreach (SyntaxReference reference in symbol.DeclaringSyntaxReferences)
            if (_byName.TryGetValue(symbol.Name, out List<Helper>? helpers))
                foreach (Helper helper in helpers)
                    if (helper.Declares(reference))
                        return true;
        return false;
    }

    private static ISymbol? SymbolOf(SyntaxNode name, SemanticModel model, CancellationToken cancellation)
    {
        SymbolInfo info = model.GetSymbolInfo(name, cancellation);
        ISymbol? symbol = info.Symbol ?? (info.CandidateSymbols.Length > 0 ? info.CandidateSymbols[0] : null);
        return symbol is IMethodSymbol { ReducedFrom: { } extension } ? extension : symbol;
    }
}
