using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;
using SoftmaxGen.Analyzers.Flow.Members;
using SoftmaxGen.Analyzers.Witness;

namespace SoftmaxGen.Analyzers.Rules;

/// <summary>What a rule sees of the body that is examined, and where it reports to.</summary>
internal sealed class RuleContext(FlowSession session, AnalysisOptions options, ImmutableArray<Evaluated> events, CancellationToken token)
{
    private readonly List<RuleFinding> _findings = [];

    public FlowSession Session { get; } = session;

    public AnalysisOptions Options { get; } = options;

    /// <summary>Everything of interest in the body, in the order of evaluation; helpers that were run in place included.</summary>
    public ImmutableArray<Evaluated> Events { get; } = events;

    public CancellationToken Token { get; } = token;

    /// <summary>What a rule needs that runs the code; null where nothing is to be run.</summary>
    public CodeIndex? Code { get; init; }

    public IReadOnlyList<RuleFinding> Findings => _findings;

    /// <summary>Reports an operation. The message's {0} will be the witness, the arguments follow it.</summary>
    public void Report(FlowRule rule, Evaluated @event, params string[] arguments) =>
        Report(new RuleFinding(rule, @event, @event.Operation, arguments.ToImmutableArray(), ImmutableArray<IOperation>.Empty));

    /// <summary>
    /// Whether a logarithm only stands in an exponent: e^(a log p) is p^a, and its -∞ is the 0 that it should be. What is first
    /// averaged (a perplexity) is a loss.
    /// </summary>
    public bool IsExponentiatedAgain(Term logarithm) =>
        Events.Any(e => e.Function == FunctionKind.Exp && IsMember(e.Input, Algebra.Coefficient(logarithm).Other));

    private static bool IsMember(Term exponent, Term logarithm) => exponent.Kind switch
    {
        TermKind.Add or TermKind.Multiply or TermKind.Any => exponent.Operands.Any(o => IsMember(o, logarithm)),
        _ => exponent.Equals(logarithm),
    };

    /// <summary>Reports an operation together with the one that made what it works on.</summary>
    public void ReportWith(FlowRule rule, Evaluated @event, Term made, params string[] arguments) =>
        Report(new RuleFinding(rule, @event, @event.Operation, arguments.ToImmutableArray(),
            made.Origin is { } origin ? ImmutableArray.Create(origin) : ImmutableArray<IOperation>.Empty));

    public void Report(RuleFinding finding)
    {
        foreach (RuleFinding other in _findings)
            if (other.Rule == finding.Rule && other.Operation.Syntax == finding.Operation.Syntax)
                return;
        // What a member holds does not come about when the method alone is run.
        _findings.Add(finding.Event.Arguments.Any(MemberValues.IsFromMember) ? finding with { CanBeConfirmed = false } : finding);
    }

    /// <summary>Whether the value that an operation works on is of single precision; where the library is missing, whether all numbers in it are.</summary>
    public static bool IsSingle(IOperation operation) => operation.Type?.SpecialType == SpecialType.System_Single ||
        operation.Type is null or { TypeKind: TypeKind.Error } && operation.DescendantsAndSelf().Any(static o => o.Type?.SpecialType == SpecialType.System_Single || o.Syntax is IdentifierNameSyntax { Identifier.ValueText: "Mathf" }) &&
        !operation.DescendantsAndSelf().Any(static o => o.Type?.SpecialType == SpecialType.System_Double);
}
