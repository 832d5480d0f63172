using System.Collections.Concurrent;
using System.Collections.Immutable;
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
    private readonly bool _anyImported;
    private readonly ConcurrentDictionary<SyntaxTree, List<Hit>> _hits = new();

    private Helpers(Dictionary<string, List<Helper>> byName, bool anyImported)
    {
        _byName = byName;
        _anyImported = anyImported;
        Names = new(byName.Keys);
        _roles = byName.ToDictionary(named => named.Key, named => named.Value.Aggregate(HelperRoles.None, (roles, helper) => roles | helper.Roles), StringComparer.Ordinal);
    }

    public NameTable Names { get; }

    /// <summary>Where their names stand in a tree: scanned once.</summary>
    public List<Hit> HitsIn(SyntaxTree tree, CancellationToken cancellation)
    {
        if (!_hits.TryGetValue(tree, out List<Hit>? hits))
            _hits[tree] = hits = Names.Scan(tree.GetText(cancellation));
        return hits;
    }

    public static Helpers Find(Compilation compilation, Triggers triggers)
    {
        Dictionary<string, List<Helper>> all = new(StringComparer.Ordinal);
        Dictionary<SyntaxNode, Helper?> seen = [];
        Helpers? last = null;
        bool anyImported = compilation.SyntaxTrees.Any(static tree => Reach.Imports(tree, everywhere: true));
        for (int level = 0; level < Levels; level++)
        {
            List<Helper> found = [];
            foreach (SyntaxTree tree in compilation.SyntaxTrees)
            {
                List<Hit> hits = last is null ? triggers.HitsIn(tree, default) : last.HitsIn(tree, default);
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
                    // A module whose constructor makes a softmax runs it in its forward.
                    if (last is null && ForwardOf(body) is { } forward && !seen.ContainsKey(forward))
                        Add(forward, roles, true);
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
                    helper.IsDirect = isDirect;
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
                .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal), anyImported);
        }
        return new(all, anyImported);
    }

    private static MethodDeclarationSyntax? ForwardOf(SyntaxNode maker) =>
        maker is ConstructorDeclarationSyntax or VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } && maker.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type
            ? type.Members.OfType<MethodDeclarationSyntax>().FirstOrDefault(static m => m.Identifier.ValueText == "forward") : null;

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

    /// <summary>What the helpers do that a name can mean where it stands.</summary>
    public HelperRoles RolesOf(SimpleNameSyntax name)
    {
        HelperRoles roles = HelperRoles.None;
        if (_byName.TryGetValue(name.Identifier.ValueText, out List<Helper>? helpers))
            foreach (Helper helper in helpers)
                if ((roles | helper.Roles) != roles && helper.Reach.Includes(name, _anyImported))
                    roles |= helper.Roles;
        return roles;
    }

    /// <summary>What the helper does that is called by a name; an abstract method may be any of those that share its name.</summary>
    public HelperRoles RolesOf(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellation)
    {
        HelperRoles all = RolesOf(name), roles = HelperRoles.None;
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
    /// <param name="use">The use.</param>
    /// <param name="name">The name of what is used.</param>
    /// <param name="tree">Where it stands.</param>
    /// <param name="types">The types of which it can be a method; null where that is in doubt.</param>
    public bool MayCall(in NameUse use, string name, SyntaxTree tree, IReadOnlyCollection<string>? types = null)
    {
        foreach (Helper helper in _byName[name])
            if (helper.Fits(use, tree) && helper.Reach.IsIn(types) && helper.Reach.Includes((SimpleNameSyntax)use.Name!, _anyImported))
                return true;
        return false;
    }

    /// <summary>Whether the semantic model says that it is.</summary>
    public bool Calls(in NameUse use, SemanticModel model, CancellationToken cancellation)
    {
        if (SymbolOf(use.Name!, model, cancellation) is not { } symbol)
            return false;
        return symbol is IMethodSymbol { DeclaringSyntaxReferences.IsEmpty: false } method ? Declares(method)
            : _byName.TryGetValue(symbol.Name, out List<Helper>? helpers) && symbol.DeclaringSyntaxReferences.Any(reference => helpers.Any(helper => helper.Declares(reference)));
    }

    /// <summary>
    /// Whether a method is a helper itself, not just called like one. Which body a virtual call runs, nobody knows: there the name has to do.
    /// </summary>
    public bool Declares(IMethodSymbol method)
    {
        ISymbol member = method.AssociatedSymbol ?? method;
        if (!_byName.TryGetValue(member.Name, out List<Helper>? helpers))
            return false;
        if (member is not IMethodSymbol || method.IsAbstract || method.IsVirtual || method.IsOverride)
            return true;
        ImmutableArray<SyntaxReference> declarations = (method.ReducedFrom ?? method).OriginalDefinition.DeclaringSyntaxReferences;
        foreach (Helper helper in helpers)
            if (declarations.Any(helper.Declares))
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
