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

    private Helpers(Dictionary<string, List<Helper>> byName)
    {
        _byName = byName;
        Names = new(byName.Keys);
    }

    public NameTable Names { get; }

    public IEnumerable<string> MemberNames => _byName.Keys;

    public static Helpers Find(Compilation compilation, Triggers triggers)
    {
        Dictionary<string, List<Helper>> all = new(StringComparer.Ordinal);
        HashSet<SyntaxNode> seen = [];
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
                        if (seen.Add(kernel) && Helper.Of(kernel) is { } generated)
                            found.Add(generated);
                        continue;
                    }
                    NameUse use = NameUse.At(root, hit);
                    bool counts = last is null
                        ? triggers.BySyntax(use, hit.Name) is { } sure ? sure : triggers.IsTelling(use, hit.Name)
                        : use.Kind is UseKind.Call or UseKind.Group && last.MayCall(use, hit.Name, tree);
                    if (counts && BodyNodes.Around(use.Name!) is { } body && seen.Add(body) && Helper.Of(body) is { } helper)
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
        SymbolInfo info = model.GetSymbolInfo(use.Name!, cancellation);
        ISymbol? symbol = info.Symbol ?? (info.CandidateSymbols.Length > 0 ? info.CandidateSymbols[0] : null);
        if (symbol is null)
            return false;
        symbol = symbol is IMethodSymbol { ReducedFrom: { } extension } ? extension : symbol;
        foreach (SyntaxReference reference in symbol.DeclaringSyntaxReferences)
            if (_byName.TryGetValue(symbol.Name, out List<Helper>? helpers))
                foreach (Helper helper in helpers)
                    if (helper.Declares(reference))
                        return true;
        return false;
    }
}
