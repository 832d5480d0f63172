using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Rules.Stability;
using SoftmaxGen.Analyzers.Witness;

namespace SoftmaxGen.Analyzers.Rules;

/// <summary>Runs the engine and the rules over bodies, each once in a compilation.</summary>
internal sealed class BodyAnalysis(FlowSession session, Func<SyntaxTree, AnalysisOptions> optionsOf)
{
    private readonly ConcurrentDictionary<SyntaxNode, ImmutableArray<RuleFinding>> _findings = new();

    private readonly Confirmation _confirmation = new(session);

    public FlowSession Session { get; } = session;

    /// <summary>What the rules find in a body that stands for itself, helpers that it calls included.</summary>
    public ImmutableArray<RuleFinding> Analyse(SyntaxNode declaration, CancellationToken token)
    {
        if (_findings.TryGetValue(declaration, out ImmutableArray<RuleFinding> known))
            return known;
        ImmutableArray<RuleFinding> findings = ImmutableArray<RuleFinding>.Empty;
        if (Session.BodyOf(declaration, token) is { } body)
        {
            try
            {
                findings = Find(declaration, body, token);
            }
            catch (InsufficientExecutionStackException)
            {
                // Nested more deeply than a thread can follow: a body like that must not end the compiler's process.
            }
        }
        _findings.TryAdd(declaration, findings);
        return findings;
    }

    private ImmutableArray<RuleFinding> Find(SyntaxNode declaration, Body body, CancellationToken token)
    {
        var context = new RuleContext(Session, optionsOf(declaration.SyntaxTree), Evaluator.Run(Session, body, token), token) { Code = _confirmation.Code };
        foreach (FlowRule rule in FlowRules.All)
        {
            foreach (Evaluated operation in context.Events)
                rule.Examine(operation, context);
            rule.ExamineBody(context);
        }
        return context.Findings.Where(f => f.Event.CallSite is null || Composition.IsOf(f, declaration, context.Events)).ToImmutableArray();
    }

    /// <summary>
    /// What is to be reported at a body: what stands in it, and what only shows when it calls a helper (the helper on its own being
    /// all right).
    /// </summary>
    public IEnumerable<RuleFinding> Report(SyntaxNode declaration, CancellationToken token)
    {
        AnalysisOptions options = optionsOf(declaration.SyntaxTree);
        // A helper that is called once may hold several operations that break: the call is told about once.
        var told = new HashSet<(FlowRule, SyntaxNode)>();
        foreach (RuleFinding finding in Unconfirmed(declaration, token))
        {
            if (told.Contains((finding.Rule, FindingReport.PlaceOf(finding).Syntax)))
                continue;
            WitnessVerdict? verdict = _confirmation.Of(finding, declaration, token);
            bool mustBeConfirmed = options.ConfirmedOnly || finding.MustBeConfirmed;
            if (verdict is null ? mustBeConfirmed : verdict.Kind == VerdictKind.Refuted && finding.CanBeRefuted || mustBeConfirmed && verdict.Kind != VerdictKind.Confirmed ||
                finding.MustBeConfirmed && verdict.IsAbsorbed)
                continue;
            told.Add((finding.Rule, FindingReport.PlaceOf(finding).Syntax));
            string witness = verdict is { Kind: VerdictKind.Confirmed, IsAbsorbed: false } ? Confirmation.TextOf(verdict) : "";
            yield return witness.Length > 0 ? finding with { Witness = ": " + witness } : finding;
        }
    }

    private IEnumerable<RuleFinding> Unconfirmed(SyntaxNode declaration, CancellationToken token)
    {
        foreach (RuleFinding finding in Analyse(declaration, token))
        {
            if (optionsOf(declaration.SyntaxTree).Trusts(finding.Event.Method))
                continue;
            if (finding.Event.CallSite is null || !IsReportedThere(finding, token))
                yield return finding;
        }
    }

    // The member around the operation: a lambda or a local function is judged with it.
    private static ISymbol? MemberOf(RuleFinding finding)
    {
        ISymbol? symbol = finding.Event.Method;
        while (symbol is { ContainingSymbol: IMethodSymbol outer })
            symbol = outer;
        return symbol;
    }

    private bool IsReportedThere(RuleFinding finding, CancellationToken token)
    {
        if (MemberOf(finding) is not { } method)
            return false;
        foreach (SyntaxReference reference in method.DeclaringSyntaxReferences)
            foreach (RuleFinding own in Analyse(reference.GetSyntax(token), token))
                // What is said of any probability from outside is less than what is known of the one that is handed over here.
                if (own.Event.CallSite is null && own.Rule is not SMG1021LossOfZero && Family(own) == Family(finding) && own.Operation.Syntax.SyntaxTree == finding.Operation.Syntax.SyntaxTree &&
                    own.Operation.Syntax.Span == finding.Operation.Syntax.Span)
                    return true;
        return false;
    }

    // One place is told one thing, whichever rule of its kind says it.
    private static string Family(RuleFinding finding) => finding.Rule.Descriptor.Category;
}
