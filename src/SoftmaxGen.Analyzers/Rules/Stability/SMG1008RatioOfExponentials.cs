using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Rules.Stability;

/// <summary>e^x / (1 + e^x), (e^x - e^-x) / (e^x + e^-x) and their kin: ∞ / ∞ for large x.</summary>
internal sealed class SMG1008RatioOfExponentials() : FlowRule(Describe(
    "SMG1008", Stability, "A ratio of exponentials that overflows",
    "{2} is NaN; {1} does not overflow{0}",
    DiagnosticSeverity.Warning))
{
    private static readonly ImmutableArray<string> Logarithms =
        ImmutableArray.Create("LogProb", "LogAverage", "LogLikelihood", "LogDensity", "LogPdf", "LogCdf", "LogEvidence");

    // Just beyond where e^2x is infinite, too: a guard that leaves e^x finite may leave that one.
    public override RuleProbes? Probes => RuleProbes.OfScalars(1000, -1000, 356, -356, 45, -45);

    public override bool IsOfNumbers => true;

    public override void Examine(Evaluated operation, RuleContext context)
    {
        if (operation.Function is not (FunctionKind.Divide or FunctionKind.Multiply))
            return;
        if (operation.Function == FunctionKind.Multiply && TimesItsSigmoid(operation.Arguments[0], operation.Arguments[1]) is { } factor)
        {
            if (Exponents.CanOverflow(factor[0], ImmutableArray<Term>.Empty, operation.Operation, context.Options))
                context.Report(new RuleFinding(this, operation, operation.Operation,
                    ImmutableArray.Create("the sigmoid itself", "One factor overflows where the other is 0, and ∞ · 0"),
                    factor.Origin is { } part ? ImmutableArray.Create(part) : ImmutableArray<IOperation>.Empty));
            return;
        }
        if (SMG1001UnshiftedSoftmax.Quotient(operation) is not (var numerator, var denominator))
            return;
        // A decimal that is too large is an exception, and no ∞.
        if (operation.Operation.Type?.SpecialType == SpecialType.System_Decimal)
            return;
        // Where both are e to something it is SMG1016's, where the denominator is a sum over a row SMG1001's.
        if (IsOverRow(denominator))
            return;
        foreach (Term above in Terms.Alternatives(numerator))
            foreach (Term below in Terms.Alternatives(denominator))
                foreach (Term exp in Exponents.Polynomial(above))
                    if (IsOfExponentials(above, exp[0]) && IsOfExponentials(below, exp[0]) && Exponents.Polynomial(below).Any(e => GrowsWith(e[0], exp[0])) && IsSum(below) &&
                        !Exponents.ShareShift(Exponents.Polynomial(below).ToList()) && !IsDensity(exp) && !IsDecay(above, below, exp[0]) &&
                        Exponents.CanOverflow(exp[0], ImmutableArray<Term>.Empty, operation.Operation, context.Options) && !MendedQuotient.Is(operation.Operation, context))
                    {
                        bool isTanh = above.Kind == TermKind.Add;
                        context.Report(new RuleFinding(this, operation, operation.Operation,
                            ImmutableArray.Create(isTanh ? "tanh" : "1 / (1 + exp(-x))", "Both sides of this division overflow together, and ∞ / ∞"),
                            exp.Origin is { } origin ? ImmutableArray.Create(origin) : ImmutableArray<IOperation>.Empty)
                        {
                            Properties = ImmutableDictionary<string, string?>.Empty.Add("form", isTanh ? "tanh" : "sigmoid"),
                        });
                        return;
                    }
    }

    // Math.Exp(prior.GetLogProb(x)): what a method calls the logarithm of a probability or of a density is none that overflows.
    private static bool IsDensity(Term exp)
    {
        if (exp.Origin?.Syntax is not InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } ||
            arguments[0].Expression is not InvocationExpressionSyntax call)
        {
            return false;
        }
        string name = call.Expression switch
        {
            MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
            SimpleNameSyntax simple => simple.Identifier.ValueText,
            _ => "",
        };
        return Logarithms.Any(l => name.IndexOf(l, StringComparison.OrdinalIgnoreCase) >= 0) && name.IndexOf("Ratio", StringComparison.OrdinalIgnoreCase) < 0;
    }

    // e^-kt / (1 - e^-kt): what has decayed, over what is left. Only with a plus is the minus one of a sigmoid's.
    private static bool IsDecay(Term above, Term below, Term exponent) =>
        !Sums(above).Any() && Algebra.Coefficient(exponent).Item1 < 0 && Sums(below).All(sum => sum.Operands.All(o =>
            o.Kind != TermKind.Exp && !(o.Kind == TermKind.Multiply && o.Operands.Any(f => f.Kind == TermKind.Exp) && Algebra.Coefficient(o).Item1 > 0)));

    private static IEnumerable<Term> Sums(Term term) =>
        term.Kind == TermKind.Add ? [term] : term.Kind is TermKind.Multiply or TermKind.Power ? term.Operands.SelectMany(Sums) : [];

    // The same exponent, or a multiple of it: e^x / (1 + e^2x). What has a minus, e^(-kt/2) / (1 - e^-kt), is a decay.
    private static bool GrowsWith(Term below, Term above)
    {
        if (below.Equals(above))
            return true;
        (double b, Term of) = Algebra.Coefficient(below);
        (double a, Term x) = Algebra.Coefficient(above);
        return a > 0 && b / a >= 1 && of.Equals(x);
    }

    // e^x · σ(-x), with σ(-x) worked out as 1 / (1 + e^x) before: the exponential that is a factor of one side, and not yet of both.
    private static Term? TimesItsSigmoid(Term a, Term b)
    {
        return Find(a, b) ?? Find(b, a);

        static Term? Find(Term exponential, Term sigmoid)
        {
            foreach (Term exp in Factors(exponential))
                if (exp.Kind == TermKind.Exp && Factors(sigmoid).Any(s => IsSigmoidOf(s, exp)) && !Factors(exponential).Any(s => IsSigmoidOf(s, exp)))
                    return exp;
            return null;
        }

        static bool IsSigmoidOf(Term term, Term exp) => term.Kind == TermKind.Sigmoid && Algebra.Negate(exp[0]).Equals(term[0]);

        static ImmutableArray<Term> Factors(Term term) => term.Kind == TermKind.Multiply ? term.Operands : ImmutableArray.Create(term);
    }

    // Beside the exponentials a sum has numbers and the exponent itself (1 + e^x + x): x / (x + rate) and
    // (r - e^-x) / (e^x - e^-x) are other formulas, whose exponentials are as a rule of small arguments. A factor of the whole (the
    // scale of a density) may be anything.
    private static bool IsOfExponentials(Term term, Term exponent) => term.Kind switch
    {
        TermKind.Add => term.Operands.All(o => IsPure(o, exponent)),
        TermKind.Multiply => term.Operands.All(o => o.Kind is not (TermKind.Add or TermKind.Power) || IsOfExponentials(o, exponent)),
        TermKind.Power => IsOfExponentials(term[0], exponent),
        _ => true,
    };

    private static bool IsPure(Term term, Term exponent) => term.Kind switch
    {
        TermKind.Constant or TermKind.Exp => true,
        // Any: an exponential that is carried on from one round of a loop to the next.
        TermKind.Add or TermKind.Multiply or TermKind.Any => term.Operands.All(o => IsPure(o, exponent)),
        TermKind.Power => term[1].IsConstant && IsPure(term[0], exponent),
        _ => exponent.Mentions(term),
    };

    // What stands in an exponent (a neuron's weighted sum) is no denominator.
    private static bool IsOverRow(Term term) => term.Kind == TermKind.Sum || term.Kind != TermKind.Exp && term.Operands.Any(IsOverRow);

    // 1 + e, (1 + e)², e + 1/e: the exponential is one member of a sum.
    private static bool IsSum(Term term) =>
        term.Kind == TermKind.Add || term.Kind is TermKind.Multiply or TermKind.Power && term.Operands.Any(IsSum);
}
