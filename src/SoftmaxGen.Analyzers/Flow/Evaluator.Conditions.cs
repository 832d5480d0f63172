using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Flow;

internal sealed partial class Evaluator
{
    private Term Comparison(BinaryOperatorKind kind, Term a, Term b) => new(TermKind.Compare, ImmutableArray.Create(a, b), kind);

    /// <summary>
    /// How a condition comes out that a helper asks of what its caller has told it to do: <c>kind == Activation.Softmax</c>,
    /// <c>derivative</c>.
    /// </summary>
    private static bool? Decided(Term condition) => condition switch
    {
        { IsConstant: true } => condition.Constant != 0,
        { Kind: TermKind.Not } => !Decided(condition[0]),
        { Kind: TermKind.Compare, Tag: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } when condition[0].IsConstant && condition[1].IsConstant =>
            condition[0].Equals(condition[1]) == condition.Tag is BinaryOperatorKind.Equals,
        _ => null,
    };

    // A number that happens to be known is what a function is about, and no word to it.
    private static bool IsOnKinds(IOperation condition)
    {
        ITypeSymbol? asked = condition switch
        {
            IBinaryOperation binary => binary.LeftOperand.Type,
            IIsPatternOperation pattern => pattern.Value.Type,
            _ => null,
        };
        return !IsNumber(asked) || IsInteger(asked);
    }

    /// <summary>The state in which the condition has come out as said.</summary>
    private static FlowState Assume(FlowState state, Term condition, bool truth)
    {
        state = state.Clone();
        Learn(state, condition, truth);
        return state;
    }

    private static void Learn(FlowState state, Term condition, bool truth)
    {
        if (condition.Kind == TermKind.Not)
        {
            Learn(state, condition[0], !truth);
            return;
        }
        if (condition.Kind != TermKind.Compare)
            return;
        if (condition.Tag is BinaryOperatorKind.And or BinaryOperatorKind.Or)
        {
            if (truth == condition.Tag is BinaryOperatorKind.And)
            {
                Learn(state, condition[0], truth);
                Learn(state, condition[1], truth);
            }
            return;
        }
        var kind = (BinaryOperatorKind)condition.Tag!;
        (Term a, Term b) = (condition[0], condition[1]);
        switch (truth ? kind : Opposite(kind))
        {
            case BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual:
                Larger(state, a, b);
                break;
            case BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual:
                Larger(state, b, a);
                break;
            case BinaryOperatorKind.Equals:
                state.Learn(a, b.Range);
                state.Learn(b, a.Range);
                break;
        }
    }

    private static void Larger(FlowState state, Term a, Term b)
    {
        state.Order[(a, b)] = true;
        // After a > b the difference b - a is negative, whatever the two are.
        if (!a.IsConstant && !b.IsConstant)
        {
            state.Learn(Algebra.Subtract(b, a), Interval.NonPositive);
            state.Learn(Algebra.Subtract(a, b), Interval.NonNegative);
        }
        // A range that is not known says nothing, and would only fill the table.
        if (!double.IsNegativeInfinity(b.Range.Low))
            state.Learn(a, new Interval(b.Range.Low, double.PositiveInfinity));
        else if (IsChosenFor(b, a))
            state.Learn(a, new Interval(-Terms.ChosenBound, double.PositiveInfinity));
        if (!double.IsPositiveInfinity(a.Range.High))
            state.Learn(b, new Interval(double.NegativeInfinity, a.Range.High));
        else if (IsChosenFor(a, b))
            state.Learn(b, new Interval(double.NegativeInfinity, Terms.ChosenBound));
    }

    // if (x > limit) return x: the limit may be a static field that is computed somewhere else.
    private static bool IsChosenFor(Term bound, Term value) =>
        !value.IsConstant && value.Kind is not (TermKind.Index or TermKind.Length) && Terms.IsSetting(bound) && !bound.Mentions(value) && !value.Mentions(bound);

    private static BinaryOperatorKind Opposite(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.GreaterThan => BinaryOperatorKind.LessThanOrEqual,
        BinaryOperatorKind.GreaterThanOrEqual => BinaryOperatorKind.LessThan,
        BinaryOperatorKind.LessThan => BinaryOperatorKind.GreaterThanOrEqual,
        BinaryOperatorKind.LessThanOrEqual => BinaryOperatorKind.GreaterThan,
        BinaryOperatorKind.Equals => BinaryOperatorKind.NotEquals,
        BinaryOperatorKind.NotEquals => BinaryOperatorKind.Equals,
        _ => BinaryOperatorKind.None,
    };

    // x is > 0, x is < -30 or > 30: the relational patterns; other patterns say nothing about numbers.
    private Term EvaluatePattern(Term value, IPatternOperation pattern) => pattern switch
    {
        IRelationalPatternOperation relational => Comparison(relational.OperatorKind, value, Evaluate(relational.Value)),
        IConstantPatternOperation { Value.ConstantValue.HasValue: true } constant when IsNumber(constant.Value.Type) || constant.Value.Type is { TypeKind: TypeKind.Enum } =>
            Comparison(BinaryOperatorKind.Equals, value, Evaluate(constant.Value)),
        INegatedPatternOperation negated => new Term(TermKind.Not, ImmutableArray.Create(EvaluatePattern(value, negated.Pattern))),
        IBinaryPatternOperation binary => new Term(TermKind.Compare,
            ImmutableArray.Create(EvaluatePattern(value, binary.LeftPattern), EvaluatePattern(value, binary.RightPattern)), binary.OperatorKind),
        IDeclarationPatternOperation { DeclaredSymbol: { } symbol } => Bind(symbol, value, pattern),
        _ => Terms.Opaque(pattern.Syntax),
    };

    // where(x > 0, a, b): each of the two counts only where the condition has come out for it.
    private Term? Choose(Operands operands, LibraryFunction function)
    {
        if (operands[function.Input] is not { } condition || operands[function.Second] is not { } first || operands[function.Third] is not { } second)
            return null;
        object site = operands.At.Syntax;
        Term? a = VectorOf(first, operands.TypeOf(function.Second), site), b = VectorOf(second, operands.TypeOf(function.Third), site);
        Term? index = a?[1] ?? b?[1];
        Term result = Terms.Any(Where(a?[0] ?? first, condition, true),
            Where(b is null ? second : Terms.Substitute(b[0], b[1], index!), condition, false), (site, "where"));
        return index is null ? result : Terms.Sequence(result, index);
    }

    /// <summary>Whether a call of that name with three arguments takes the second or the third as the first says.</summary>
    internal static bool Chooses(string name) => name is "where" or "Where" or "If" or "IfElse" or "IfThenElse";

    // where(x > 20, x, log(1 + exp(x))), the condition and the two values last: each value counts only where it is chosen.
    private ImmutableArray<Term> EvaluateChoice(ImmutableArray<IOperation> parts)
    {
        var terms = ImmutableArray.CreateBuilder<Term>(parts.Length);
        foreach (IOperation part in parts.RemoveRange(parts.Length - 2, 2))
            terms.Add(Evaluate(part));
        (FlowState around, Term condition) = (_state, terms[terms.Count - 1]);
        for (int i = 2; i > 0; i--)
        {
            _state = Assume(around, condition, i == 2);
            terms.Add(Evaluate(parts[parts.Length - i]));
        }
        _state = around;
        return terms.MoveToImmutable();
    }

    // What a value is known to be under a condition: also -x, when the condition is one on x.
    private Term Where(Term value, Term condition, bool truth)
    {
        FlowState state = Assume(_state, condition, truth);
        (double factor, Term rest) = Algebra.Coefficient(value);
        return state.Refined(value.WithRange(value.Range.Intersect(state.Refined(rest).Range * Interval.Point(factor))));
    }

    private Term Bind(ISymbol symbol, Term value, IOperation pattern)
    {
        _state.Variables[symbol] = value;
        return Terms.Opaque(pattern.Syntax);
    }
}
