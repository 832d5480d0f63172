using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Rules.Stability;

/// <summary>Exponentials that fit a double but are cast to a narrower type before they are normalised.</summary>
internal sealed class SMG1014NarrowedExponentials() : FlowRule(Describe(
    "SMG1014", Stability, "Exponentials are narrowed before they are normalised",
    "The exponentials fit {1} but are cast to {2} before they are normalised, where they overflow{0}",
    DiagnosticSeverity.Warning))
{
    public override void Examine(Evaluated operation, RuleContext context)
    {
        if (Exponential(operation) is not { Origin.Type: { } wide } exp || operation.Operation.Type is not { } narrow)
            return;
        (double fits, double overflows) = (Limit(wide), Limit(narrow));
        // What does not fit the wide type either is SMG1001's; what is not bounded by the data but by an option, too.
        double high = Math.Min(exp[0].Range.High, context.Options.AssumedLogitBound);
        if (overflows >= fits || high <= overflows || high > fits)
            return;
        context.Report(new RuleFinding(this, operation, operation.Operation, ImmutableArray.Create(wide.ToDisplayString(), narrow.ToDisplayString()),
            exp.Origin is { } origin ? ImmutableArray.Create(origin) : ImmutableArray<IOperation>.Empty));
    }

    /// <summary>Whether the exponentials of a quotient are worked out in a wider type than it: then SMG1001 leaves it to this rule.</summary>
    internal static bool IsNarrowed(Term exp, IOperation operation) =>
        exp.Origin?.Type is { } wide && operation.Type is { } narrow && Limit(narrow) < Limit(wide) && exp[0].Range.High <= Limit(wide);

    private static Term? Exponential(Evaluated operation)
    {
        if (operation.Function is FunctionKind.Divide or FunctionKind.Multiply)
            return SMG1001UnshiftedSoftmax.Quotient(operation) is (var numerator, var denominator) && Exponents.In(numerator) is { } exp &&
                SMG1001UnshiftedSoftmax.SumOf(denominator, numerator) is not null ? exp : null;
        return null;
    }

    private static double Limit(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_Single } => 88.72,
        { Name: "Half", ContainingNamespace.Name: "System" } => 11.09,
        _ => 709.78,
    };
}
