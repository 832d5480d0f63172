using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SoftmaxGen.Analyzers.Flow;

namespace SoftmaxGen.Analyzers.Rules;

/// <summary>Runs the engine and the rules over bodies, each once in a compilation.</summary>
internal sealed class BodyAnalysis(FlowSession session, Func<SyntaxTree, AnalysisOptions> optionsOf)
{
    private readonly ConcurrentDictionary<SyntaxNode, ImmutableArray<RuleFinding>> _findings = new();

    public FlowSession Session { get; } = session;

    /// <summary>What the rules find in a body that stands for itself, helpers that it calls included.</summary>
    public ImmutableArray<RuleFinding> Analyse(SyntaxNode declaration, CancellationToken token)
    {
        if (_findings.TryGetValue(declaration, out ImmutableArray<RuleFinding> known))
            return known;
        ImmutableArray<RuleFinding> findings = ImmutableArray<RuleFinding>.Empty;
        if (Session.BodyOf(declaration, token) is { } body)
        {
            var context = new RuleContext(Session, optionsOf(declaration.SyntaxTree), Evaluator.Run(Session, body, token), token);
            foreach (FlowRule rule in FlowRules.All)
            {
                foreach (Evaluated operation in context.Events)
                    rule.Examine(operation, context);
                rule.ExamineBody(context);
            }
            findings = context.Findings.ToImmutableArray();
        }
        _findings.TryAdd(declaration, findings);
        return findings;
    }

    /// <summary>
    /// What is to be reported at a body: what stands in it, and what only shows when it calls a helper (the helper on its own being
    /// all right).
    /// </summary>
    public IEnumerable<RuleFinding> Report(SyntaxNode declaration, CancellationToken token)
    {
        foreach (RuleFinding finding in Analyse(declaration, token))
        {
            if (optionsOf(declaration.SyntaxTree).Trusts(finding.Event.Method))
                continue;
            if (finding.Event.CallSite is null || !IsReportedThere(finding, token))
                yield return finding;
        }
    }

    private bool IsReportedThere(RuleFinding finding, CancellationToken token)
    {
        if (finding.Event.Method is null)
            return false;
        foreach (SyntaxReference reference in finding.Event.Method.DeclaringSyntaxReferences)
            foreach (RuleFinding own in Analyse(reference.GetSyntax(token), token))
                if (own.Event.CallSite is null && Family(own) == Family(finding) && own.Operation.Syntax.SyntaxTree == finding.Operation.Syntax.SyntaxTree &&
                    own.Operation.Syntax.Span == finding.Operation.Syntax.Span)
                    return true;
        return false;
    }

    // One place is told one thing, whichever rule of its kind says it.
    private static string Family(RuleFinding finding) => finding.Rule.Descriptor.Category;
}
