using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Rules.Stability;

/// <summary>exp(v) / Σ exp(v) where nothing keeps v from overflowing.</summary>
internal sealed class SMG1001UnshiftedSoftmax() : FlowRule(Describe(
    "SMG1001", Stability, "A softmax exponentiates unshifted logits",
    "This softmax {1}: its logits are not shifted by their maximum before they are exponentiated{0}",
    DiagnosticSeverity.Warning))
{
    private static readonly ImmutableArray<string> Overflows = ImmutableArray.Create("overflows");
    private static readonly ImmutableArray<string> Underflows = ImmutableArray.Create("underflows");

    public override RuleProbes? Probes => RuleProbes.Usual;

    public override void Examine(Evaluated operation, RuleContext context)
    {
        if (operation.Function == FunctionKind.Exp)
        {
            if (LogOfSumIn(operation.Input) is (var log, var inner) && Exponents.CanOverflow(inner[1][0], inner.Bound, operation.Operation, context.Options) &&
                context.Events.Any(e => e.Function == FunctionKind.Log && e.CallSite != operation.CallSite && e.Result.Shape == log.Shape))
                // All of them 0 is wrong, although it is neither NaN nor infinite.
                context.Report(new RuleFinding(this, operation, operation.Operation, Overflows, ImmutableArray<IOperation>.Empty)
                {
                    IsWrong = LostOrder.IsIn,
                    CanBeRefuted = false,
                });
            return;
        }
        if (Draws.SumIn(operation) is { } drawn)
        {
            if (Exponents.CanOverflow(drawn[1][0], drawn.Bound, operation.Operation, context.Options) && LooseShift.In(drawn[1][0], drawn, operation.Operation) is null &&
                !GuardedEnergies.Are(drawn[1][0], Draws.SumOf(operation.Operation)))
                context.Report(new RuleFinding(this, operation, operation.Operation, Overflows, drawn[1].Origin is { } weight ? ImmutableArray.Create(weight) : ImmutableArray<IOperation>.Empty)
                {
                    PointsAtPart = true,
                    // What is drawn is an element like any other, whatever the weights were.
                    CanBeConfirmed = false,
                });
            return;
        }
        if (operation.Function is not (FunctionKind.Divide or FunctionKind.Multiply) || Quotient(operation) is not (var numerator, var denominator))
            return;
        Term? clamped = Exponents.In(numerator) is null ? Exponents.Clamped(numerator) : null;
        // e Σ - e²: the derivative multiplied out has its exponentials one level down.
        Term? within = clamped ?? Exponents.In(numerator) ?? Members(numerator).FirstOrDefault() ?? Summed(numerator).Select(static s => s.Exp).FirstOrDefault();
        Term? own = SumOf(denominator, numerator) ?? SquaredSumOf(denominator, numerator) ?? SumOfWeights(denominator, numerator);
        if (within is not { } exp || (own ?? SumBesideGiven(denominator, numerator)) is not { } sum || IsOfSamples(operation, sum))
            return;
        // The sum's own exponential has the index that tells a shift from the rest; the numerator may be one fixed element.
        Term exponent = (Exponents.In(sum[1]) ?? Exponents.Clamped(sum[1]) ?? exp)[0];
        if (!Exponents.CanOverflow(exponent, sum.Bound, operation.Operation, context.Options) ||
            LooseShift.In(exponent, sum, operation.Operation) is not null || SMG1014NarrowedExponentials.IsNarrowed(exp, operation.Operation) ||
            GuardedEnergies.Are(exponent, GuardedEnergies.SumOf(operation.Operation)))
            return;
        // Cut off above, the exponentials stay finite, and still are all 0 together far below; what is kept from that by a bound
        // below has lost nothing but its order, which is SMG1020's.
        if (clamped is not null && SMG1020ClampedLogits.HasFloor(numerator) && SMG1020ClampedLogits.BoundOf(numerator) is not null)
            return;
        context.Report(new RuleFinding(this, operation, operation.Operation, clamped is not null && SMG1020ClampedLogits.BoundOf(numerator) is not null ? Underflows : Overflows, PartsOf(exp, sum, operation))
        {
            PointsAtPart = true,
            // A run gives the layer large values, and the neuron's own one none that belongs to them.
            CanBeRefuted = own is not null,
        });
    }

    // estimate.Add(x, e^w), the mean of what has been drawn so far, or of the points of a grid: an object that adds up weights is told
    // of one at a time, and those of a vector are read at its index.
    private static bool IsOfSamples(Evaluated operation, Term sum) =>
        operation.CallSite is not null && !operation.Loops.IsEmpty && !sum[1].Any(t => t.Kind == TermKind.Load && Terms.Indices(t).Any(sum.Bound.Contains));

    // A helper that divides what it exponentiates itself is wrong together with whoever has given it the sum.
    private static ImmutableArray<IOperation> PartsOf(Term exp, Term sum, Evaluated operation)
    {
        ImmutableArray<IOperation> parts = exp.Origin is { } origin ? ImmutableArray.Create(origin) : ImmutableArray<IOperation>.Empty;
        return operation.CallSite is not null && Exponents.In(sum[1])?.Origin is { } member && !parts.Contains(member) ? parts.Add(member) : parts;
    }

    // e^(x - log Σ e^x), the logarithm being worked out by a helper: here is where its ∞ makes all probabilities 0.
    private static (Term Log, Term Sum)? LogOfSumIn(Term exponent)
    {
        if (exponent.Kind != TermKind.Add)
            return null;
        foreach (Term member in exponent.Operands)
            if (Algebra.Coefficient(member) is (-1, { Kind: TermKind.Log } log) && Shapes.SumOfExp(log[0]) is { } sum && exponent.Range.IsNonPositive)
                return (log, sum);
        return null;
    }

    /// <summary>What is divided by what; a product with a reciprocal is a quotient, too.</summary>
    internal static (Term Numerator, Term Denominator)? Quotient(Evaluated operation)
    {
        (Term a, Term b) = (operation.Arguments[0], operation.Arguments[1]);
        if (operation.Function == FunctionKind.Divide)
            return (a, b);
        if (Reciprocal(b) is { } below)
            return (a, below);
        return Reciprocal(a) is { } other ? (b, other) : null;

        static Term? Reciprocal(Term term) => term.Kind == TermKind.Divide && term[0].IsNumber(1) ? term[1] : null;
    }

    /// <summary>The sum in the denominator that the numerator is a member of, or a multiple of one.</summary>
    internal static Term? SumOf(Term denominator, Term numerator)
    {
        foreach (Term alternative in Terms.Alternatives(denominator))
        {
            Term candidate = alternative;
            // Σ + ε, and max(Σ, ε).
            if (candidate.Kind is TermKind.Add or TermKind.Max && candidate.Operands.Length == 2 && candidate.Operands.FirstOrDefault(o => o.Kind == TermKind.Sum) is { } inner)
                candidate = inner;
            if (candidate.Kind != TermKind.Sum)
                continue;
            foreach (Term body in Terms.Alternatives(candidate[1]))
                foreach (Term value in Terms.Alternatives(numerator))
                    if ((Exponents.In(value) ?? Exponents.Clamped(value)) is { } exp &&
                        (Matching.Compare(body, candidate.Bound, value) != Agreement.None || value.Kind == TermKind.Multiply && body.Kind == TermKind.Exp && Matching.Compare(body, candidate.Bound, exp) != Agreement.None))
                        return candidate;
        }
        return null;
    }

    // Σ w e^x / Σ e^x, an average whose weights nobody keeps; and the share of the first few of them.
    private static Term? SumOfWeights(Term denominator, Term numerator)
    {
        foreach (Term sum in Terms.Alternatives(denominator))
            if (sum.Kind == TermKind.Sum && Terms.Alternatives(sum[1]).Any(body => body.Kind == TermKind.Exp &&
                Summed(numerator).Any(s => (!s.IsWeight || AreScores(body, sum)) && Matching.Compare(body, sum.Bound, s.Exp) != Agreement.None)))
                return sum;
        return null;
    }

    // Of an average, weights of distances do not grow, and those of samples that are drawn are of no vector.
    private static bool AreScores(Term exp, Term sum) => !GuardedEnergies.IsNegated(exp[0]) && sum.Bound.Any(exp.Mentions);

    // The exponentials that a sum adds up, or has added up so far, with weights or without.
    private static IEnumerable<(Term Exp, bool IsWeight)> Summed(Term sum)
    {
        foreach (Term alternative in Terms.Alternatives(sum))
        {
            bool isRunning = alternative.Kind == TermKind.Add && alternative.Operands.Any(o => o.Kind is TermKind.Recurrence or TermKind.Sum);
            foreach (Term body in alternative.Kind == TermKind.Sum ? Terms.Alternatives(alternative[1]) : isRunning ? alternative.Operands : ImmutableArray<Term>.Empty)
                if (body.Kind == TermKind.Exp)
                    yield return (body, false);
                else if (body.Kind == TermKind.Multiply)
                    foreach (Term factor in body.Operands)
                        if (factor.Kind == TermKind.Exp)
                            yield return (factor, true);
        }
    }

    // Softmax(double x, double[] layer): one neuron's own value is given beside those of its layer, e^x / Σ e^layer[i]; or the neuron
    // has it, and those of its layer have theirs, e^net / Σ e^neuron.net.
    private static Term? SumBesideGiven(Term denominator, Term numerator)
    {
        ImmutableArray<Term> given = Members(numerator).SelectMany(static e => Terms.Alternatives(e[0])).Where(static e => IsGivenNumber(e) || IsOwnNumber(e)).ToImmutableArray();
        if (given.IsEmpty)
            return null;
        return Terms.Alternatives(denominator).Select(d => d.Kind == TermKind.Sum ? d : SquaredSum(d)).FirstOrDefault(d => d is not null && Terms.Alternatives(d[1]).Any(body =>
            body.Kind == TermKind.Exp && Terms.Alternatives(body[0]).Any(e => d.Bound.Any(e.Mentions) && given.Any(g => IsGivenNumber(g) || IsSameMember(g, e)))));

        static bool IsGivenNumber(Term term) =>
            term is { Kind: TermKind.Root, Tag: IParameterSymbol { Type.SpecialType: SpecialType.System_Double or SpecialType.System_Single } };

        static bool IsOwnNumber(Term term) => term is { Kind: TermKind.Load, Operands.Length: 1 } && term[0] is { Kind: TermKind.Root, Tag: "this" };

        static bool IsSameMember(Term own, Term others) => others.Kind == TermKind.Load && others.Path!.EndsWith("]" + own.Path, StringComparison.Ordinal);
    }

    // The derivative in one piece, e^x (Σ - e^x) / Σ², (e^x Σ - e^2x) / Σ² or e^(x + y) / Σ²: the square overflows at half the logit.
    private static Term? SquaredSumOf(Term denominator, Term numerator)
    {
        foreach (Term alternative in Terms.Alternatives(denominator))
        {
            if (SquaredSum(alternative) is { } sum && Exponents.In(sum[1]) is { } body && Members(numerator).Any(e => IsMember(e[0], body[0], sum.Bound)))
                return sum;
        }
        return null;
    }

    // The exponentials that a numerator is a polynomial of, and those of its factors that are one of several values.
    private static IEnumerable<Term> Members(Term numerator) => Terms.Alternatives(numerator).SelectMany(n =>
        Exponents.Polynomial(n).Concat(n.Kind == TermKind.Multiply ? n.Operands.Where(o => o.Kind == TermKind.Any).SelectMany(o => o.Operands).SelectMany(Exponents.Polynomial) : []));

    private static Term? SquaredSum(Term denominator)
    {
        // Σ² + ε.
        Term square = denominator is { Kind: TermKind.Add, Operands.Length: 2 } && denominator[0].IsConstant ? denominator[1] : denominator;
        return square switch
        {
            { Kind: TermKind.Multiply } product => product.Operands.FirstOrDefault(o => o.Kind == TermKind.Sum && product.Operands.Count(o.Equals) > 1),
            { Kind: TermKind.Power } power when power[0].Kind == TermKind.Sum && power[1] is { IsConstant: true, Constant: > 1 } => power[0],
            _ => null,
        };
    }

    private static bool IsMember(Term exponent, Term body, ImmutableArray<Term> bound) =>
        Matching.Compare(body, bound, exponent) != Agreement.None ||
        exponent.Kind == TermKind.Add && exponent.Operands.All(o => Matching.Compare(body, bound, o) != Agreement.None);
}
