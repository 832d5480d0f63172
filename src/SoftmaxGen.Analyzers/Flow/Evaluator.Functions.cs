using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SoftmaxGen.Analyzers.Flow.Facts;
using SoftmaxGen.Analyzers.Flow.Members;

namespace SoftmaxGen.Analyzers.Flow;

internal sealed partial class Evaluator
{
    /// <summary>The operands of a library call, counted as <see cref="LibraryFunction"/> counts them.</summary>
    private readonly record struct Operands(Term? Receiver, ImmutableArray<Term> Arguments, IOperation At, IMethodSymbol? Delegate)
    {
        public Term? this[int position] =>
            position == LibraryFunction.Receiver ? Receiver : position >= 0 && position < Arguments.Length ? Arguments[position] : null;

        public ITypeSymbol? TypeOf(int position) => At switch
        {
            // A method group that something else calls: its own parameters say what they are.
            _ when Delegate is not null => position >= 0 && position < Delegate.Parameters.Length ? Delegate.Parameters[position].Type : null,
            IInvocationOperation call when position == LibraryFunction.Receiver => call.Instance?.Type,
            IInvocationOperation call => call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == position) is { } argument
                ? Unconverted(argument.Value).Type : null,
            IInvalidOperation invalid when UnboundCall.Read(invalid.Syntax) is { } unbound =>
                TypeOfPart(UnboundCall.PartsOf(invalid).ToList(), unbound.Arguments, position),
            _ => null,
        };

        private static ITypeSymbol? TypeOfPart(List<IOperation> parts, int arguments, int position) =>
            parts.ElementAtOrDefault(parts.Count - arguments + Math.Max(position, -1))?.Type;

        // IEnumerable<double> says less than the array that was given.
        private static IOperation Unconverted(IOperation operation) =>
            operation is IConversionOperation { OperatorMethod: null, Conversion.IsNumeric: false } conversion ? Unconverted(conversion.Operand) : operation;
    }

    private Term Apply(LibraryFunction function, Term? receiver, ImmutableArray<Term> arguments, IOperation at, IMethodSymbol? asDelegate = null)
    {
        if (function.IsConstruction)
            return function.Kind != FunctionKind.Chain ? Terms.Function(function with { FlagValue = FlagOf(function, at) })
                : at.Syntax is ExpressionSyntax maker && _session.Layers.MadeBy(maker, _token) is { } chain ? Terms.Function(chain) : Terms.Opaque(at.Syntax, LoopIndices());
        var operands = new Operands(receiver, arguments, at, asDelegate);
        if (function.Kind == FunctionKind.Random01)
            return Drawn(at.Syntax);
        if ((operands[function.Input] ?? receiver ?? (arguments.IsEmpty ? null : arguments[0])) is not { } input)
            return Terms.Opaque(at.Syntax, LoopIndices());
        ITypeSymbol? type = operands.TypeOf(function.Input);
        Term? result = function.Shape switch
        {
            _ when function.Kind is FunctionKind.CopyTo or FunctionKind.Fill or FunctionKind.Clear or FunctionKind.New or FunctionKind.Identity =>
                ApplyMemory(function, operands, input, type),
            _ when function.Shape == FunctionShape.Sequence || function.Kind is FunctionKind.Aggregate or FunctionKind.First or FunctionKind.Last or FunctionKind.ElementAt =>
                ApplySequence(function, operands, input, type),
            _ when function.Kind is FunctionKind.Select or FunctionKind.Zip or FunctionKind.Tabulate => MapElements(function, operands, input, type),
            _ when function.Kind == FunctionKind.Choose => Choose(operands, function),
            _ when function.Kind == FunctionKind.Pick => Picked(input, at),
            _ when function.Kind == FunctionKind.Row => RowOf(input, operands[function.Second], at),
            _ when function.Kind == FunctionKind.Join => VectorOf(input, type, at.Syntax)?[0],
            _ when function.Kind == FunctionKind.Zeros => Terms.Zero,
            _ when function.Kind == FunctionKind.RandomBetween => Drawn(operands, input, operands[function.Second] ?? input),
            FunctionShape.Reduction => Reduce(function, operands, input, type),
            FunctionShape.Loss => ApplyLoss(function, operands, input, type),
            _ when function.Kind is FunctionKind.Max or FunctionKind.Min && operands[function.Second] is null => Reduce(function, operands, input, type),
            _ when function.Kind == FunctionKind.Normalise => DivideBySum(function, operands, input, type),
            _ when function.Kind is FunctionKind.Softmax or FunctionKind.LogSoftmax => Normalise(function, operands, input, type),
            _ when operands[function.Second] is { } second && TwoOperands(function, operands) is { } binary =>
                Lift(at, function.Kind, input, type, second, operands.TypeOf(function.Second), binary),
            _ => ApplyElementwise(function, operands, input, type),
        };
        result ??= Terms.Opaque(at.Syntax, Terms.Indices(input).AddRange(LoopIndices()).Distinct().ToImmutableArray());
        if (operands[function.Destination] is { } destination && function.Shape != FunctionShape.Sequence && function.Kind is not (FunctionKind.Fill or FunctionKind.Clear or FunctionKind.CopyTo))
            Store(destination, result, at.Syntax);
        return result;
    }

    // v.Map(f), v.Map2(f, w), v.MapIndexed(f): a matrix, whose elements have no one index, is its elements, as in the other functions of its library.
    private Term? MapElements(LibraryFunction function, Operands operands, Term input, ITypeSymbol? type)
    {
        object site = operands.At.Syntax;
        if (operands[function.Function] is not { } mapping)
            return null;
        if (operands[function.Second] is { } other)
            return Lift(operands.At, function.Kind, input, type, other, operands.TypeOf(function.Second), (x, y) => Invoke(mapping, ImmutableArray.Create(x, y), operands.At));
        Term? vector = VectorOf(input, type, site) ?? UnboundVector(input, type, site);
        Term element = vector?[0] ?? input, index = vector?[1] ?? Terms.Index(site, null);
        ImmutableArray<Term> given = function.Kind == FunctionKind.Select ? ImmutableArray.Create(element, index)
            : ParametersOf(mapping) == 3 ? ImmutableArray.Create(Terms.Index((site, "row"), null), index, element)
            : ImmutableArray.Create(index, element);
        Term value = Invoke(mapping, given, operands.At);
        return vector is null ? value : Terms.Sequence(value, index);
    }

    private Term? ApplyElementwise(LibraryFunction function, Operands operands, Term input, ITypeSymbol? type)
    {
        Func<Term, Term>? apply = function.Kind switch
        {
            FunctionKind.Exp => Elementary.Exp,
            FunctionKind.Exp2 => static x => Elementary.Exp(Algebra.Multiply(Terms.Number(Math.Log(2)), x)),
            FunctionKind.Exp10 => static x => Elementary.Exp(Algebra.Multiply(Terms.Number(Math.Log(10)), x)),
            FunctionKind.ExpM1 => Elementary.ExpM1,
            FunctionKind.Log when operands[function.BaseArgument] is { } @base => x => Algebra.Divide(Elementary.Log(x), Elementary.Log(@base)),
            FunctionKind.Log => Elementary.Log,
            FunctionKind.Log2 => static x => Algebra.Divide(Elementary.Log(x), Terms.Number(Math.Log(2))),
            FunctionKind.Log10 => static x => Algebra.Divide(Elementary.Log(x), Terms.Number(Math.Log(10))),
            FunctionKind.LogP1 => Elementary.LogP1,
            FunctionKind.Sqrt => Elementary.Sqrt,
            FunctionKind.Square => Elementary.Square,
            FunctionKind.Abs => Elementary.Abs,
            FunctionKind.Negate => Algebra.Negate,
            FunctionKind.Reciprocal => static x => Algebra.Divide(Terms.One, x),
            FunctionKind.Relu => static x => Elementary.Max(x, Terms.Zero),
            FunctionKind.Tanh => Elementary.Tanh,
            FunctionKind.Sinh => static x => Elementary.Hyperbolic(x, -1),
            FunctionKind.Cosh => static x => Elementary.Hyperbolic(x, 1),
            FunctionKind.Sigmoid => Elementary.Sigmoid,
            FunctionKind.Softplus => Elementary.Softplus,
            FunctionKind.LogSigmoid => static x => Algebra.Negate(Elementary.Softplus(Algebra.Negate(x))),
            FunctionKind.Clamp => x => Clamp(x, operands[function.Second], operands[function.Third]),
            FunctionKind.Bounded11 or FunctionKind.Sign => x => Terms.Opaque((function.Kind, x), Terms.Indices(x), new Interval(-1, 1)),
            FunctionKind.Rounding => x => Terms.Opaque((function.Kind, x), Terms.Indices(x), x.Range),
            _ => null,
        };
        if (apply is null)
            return null;
        Term? vector = VectorOf(input, type, operands.At.Syntax);
        Term element = vector?[0] ?? input;
        Term value = _state.Refined(Terms.Bounded(apply(element)));
        ImmutableArray<Term> recorded = ImmutableArray.Create(element);
        if (operands[function.Second] is { } second)
            recorded = operands[function.Third] is { } third ? ImmutableArray.Create(element, second, third) : ImmutableArray.Create(element, second);
        value = value.WithOrigin(operands.At);
        Record(operands.At, function.Kind, recorded, value, function);
        return vector is null ? value : Terms.Sequence(value, vector[1]);
    }

    // A random number in [0, 1): a rule asks for it by its tag.
    private Term Drawn(SyntaxNode at) => Terms.Opaque((FunctionKind.Random01, at), LoopIndices(), Interval.Unit);

    private Term Drawn(Operands operands, Term low, Term high)
    {
        Term result = Terms.Opaque(operands.At.Syntax, LoopIndices(), new Interval(low.Range.Low, high.Range.High));
        Record(operands.At, FunctionKind.RandomBetween, ImmutableArray.Create(low, high), result, null);
        return result;
    }

    private Func<Term, Term, Term>? TwoOperands(LibraryFunction function, Operands operands) => function.Kind switch
    {
        FunctionKind.Add => Algebra.Add,
        FunctionKind.Subtract => Algebra.Subtract,
        FunctionKind.Multiply => Algebra.Multiply,
        FunctionKind.Divide => Algebra.Divide,
        FunctionKind.Max => Elementary.LargerOf,
        FunctionKind.Min => Elementary.Min,
        FunctionKind.Pow => (x, y) => Elementary.Power(EulerIn(x) ?? x, y),
        _ => null,
    };

    // double e = 2.718281828, a member that nobody sets.
    private Term? EulerIn(Term x)
    {
        if (x is not { Kind: TermKind.Load, Operands.Length: 1 } || MemberPath.Resolve(Place.Of(x), _self) is not { Rest: "", Member: var member } || !Layers.IsOwn(member))
            return null;
        ExpressionSyntax[] values = MemberWriters.Assigned(member, _token).Take(2).ToArray();
        return values.Length == 1 && values[0] is LiteralExpressionSyntax { Token.Value: double or float } literal && Convert.ToDouble(literal.Token.Value, null) is > 2.7 and < 2.72 and var euler
            ? Terms.Number(euler) : null;
    }

    private static Term Clamp(Term x, Term? low, Term? high)
    {
        if (low is not null)
            x = Elementary.LargerOf(x, low);
        return high is null ? x : Elementary.Min(x, high);
    }

    private Term Reduce(LibraryFunction function, Operands operands, Term input, ITypeSymbol? type)
    {
        Term? vector = VectorOf(input, type, operands.At.Syntax) ?? UnboundVector(input, type, operands.At.Syntax);
        Term element = vector?[0] ?? input;
        ImmutableArray<Term> bound = vector is null ? ImmutableArray<Term>.Empty : ImmutableArray.Create(vector[1]);
        if (operands[function.Function] is { } mapping)
            element = Invoke(mapping, vector is null ? ImmutableArray.Create(element) : ImmutableArray.Create(element, vector[1]), operands.At);
        Term result = function.Kind switch
        {
            FunctionKind.Sum => Sum(element, bound),
            FunctionKind.Mean => Algebra.Divide(Sum(element, bound), Terms.Length(input)),
            FunctionKind.Product => new Term(TermKind.Product, ImmutableArray.Create(Terms.One, element), range: element.Range.IsNonNegative ? Interval.NonNegative : null, bound: bound),
            FunctionKind.Max => new Term(TermKind.Max, element.Kind == TermKind.Max ? element.Operands : ImmutableArray.Create(element), range: element.Range, bound: bound.AddRange(element.Bound)),
            FunctionKind.Min => new Term(TermKind.Min, ImmutableArray.Create(element), range: element.Range, bound: bound),
            FunctionKind.LogSumExp => new Term(TermKind.LogSumExp, ImmutableArray.Create(element), bound: bound),
            FunctionKind.Norm or FunctionKind.Distance => Terms.Opaque(operands.At.Syntax, LoopIndices(), Interval.NonNegative),
            FunctionKind.Count => Terms.Length(input),
            FunctionKind.Dot when operands[function.Second] is { } other => Dot(element, other, operands, function, vector),
            _ => Terms.Opaque(operands.At.Syntax, LoopIndices()),
        };
        result = _state.Refined(Terms.Bounded(result));
        Record(operands.At, function.Kind, ImmutableArray.Create(element), result, function);
        return result;
    }

    private Term Dot(Term element, Term other, Operands operands, LibraryFunction function, Term? vector)
    {
        Term? second = VectorOf(other, operands.TypeOf(function.Second), operands.At.Syntax);
        Term y = second is null ? other : vector is null ? second[0] : Terms.Substitute(second[0], second[1], vector[1]);
        return Sum(Algebra.Multiply(element, y), vector is null ? ImmutableArray<Term>.Empty : ImmutableArray.Create(vector[1]));
    }

    private static Term Sum(Term element, ImmutableArray<Term> bound) =>
        new(TermKind.Sum, ImmutableArray.Create(Terms.Zero, element), bound: bound,
            range: element.Range.IsNonNegative ? new Interval(element.Range.Low, double.PositiveInfinity) : element.Range.IsNonPositive ? Interval.NonPositive : null);

    private Term Normalise(LibraryFunction function, Operands operands, Term input, ITypeSymbol? type)
    {
        Term? vector = VectorOf(input, type, operands.At.Syntax);
        Term element = vector?[0] ?? input;
        Term result = function.Kind == FunctionKind.Softmax
            ? Terms.Unary(TermKind.Softmax, element, Interval.Unit)
            : Terms.Unary(TermKind.LogSoftmax, element, Interval.NonPositive);
        result = result.WithOrigin(operands.At);
        Record(operands.At, function.Kind, ImmutableArray.Create(element), result, function);
        return vector is null ? result : Terms.Sequence(result, vector[1]);
    }

    // Any other norm than the sum is none of ours.
    private Term? DivideBySum(LibraryFunction function, Operands operands, Term input, ITypeSymbol? type)
    {
        if (!operands.Arguments.Any(a => a.IsNumber(1)))
            return null;
        Term? vector = VectorOf(input, type, operands.At.Syntax) ?? UnboundVector(input, type, operands.At.Syntax);
        Term element = vector?[0] ?? input;
        Term total = Sum(element, vector is null ? ImmutableArray<Term>.Empty : ImmutableArray.Create(vector[1]));
        Term result = _state.Refined(Terms.Bounded(Algebra.Divide(element, total))).WithOrigin(operands.At);
        Record(operands.At, FunctionKind.Divide, ImmutableArray.Create(element, total), result, function);
        return vector is null ? result : Terms.Sequence(result, vector[1]);
    }

    private Term ApplyLoss(LibraryFunction function, Operands operands, Term input, ITypeSymbol? type)
    {
        Term element = VectorOf(input, type, operands.At.Syntax)?[0] ?? input;
        Term target = operands[function.Target] is { } given
            ? VectorOf(given, operands.TypeOf(function.Target), operands.At.Syntax)?[0] ?? given
            : Terms.Opaque(operands.At.Syntax);
        Term result = Terms.Opaque(operands.At.Syntax, LoopIndices());
        Term flag = operands[function.Flag] ?? Terms.Zero;
        Record(operands.At, function.Kind, ImmutableArray.Create(element, target, flag), result, function with { FlagValue = FlagOf(function, operands.At) });
        return result;
    }

    private Term? ApplyMemory(LibraryFunction function, Operands operands, Term input, ITypeSymbol? type)
    {
        object site = operands.At.Syntax;
        switch (function.Kind)
        {
            case FunctionKind.CopyTo when operands[function.Destination] is { } destination:
                Copy(function, operands, input, type, destination);
                return Terms.Zero;
            // With more operands than the value, only a part of it is filled.
            case FunctionKind.Fill when operands[function.Destination] is { } filled:
                if (operands.Arguments.Length > 2)
                    _state.Forget(Place.Of(filled).Root, site);
                else
                    Store(filled, input, site);
                return Terms.Zero;
            // A list that is cleared has no elements; those that it gets are written to it.
            case FunctionKind.Clear when function.Destination != LibraryFunction.Receiver || type?.Name == "Span":
                Term cleared = operands[function.Destination] ?? input;
                if (operands.Arguments.Length > 1)
                    _state.Forget(Place.Of(cleared).Root, site);
                else
                    Store(cleared, Terms.Zero, site);
                return Terms.Zero;
            case FunctionKind.Clear:
                return null;
            case FunctionKind.New:
                return Terms.Root(new Allocation(site, Path: _frame.Path));
            default:
                bool copies = operands.At is IInvocationOperation { TargetMethod.Name: "ToArray" or "ToList" or "Clone" or "Copy" or "ToVector" };
                return copies ? CopyOfTable(input, type, site) ?? (VectorOf(input, type, site) is { } copied ? Allocate(copied, site) : input) : input;
        }
    }

    // What is copied to somewhere in the middle leaves a mixture, of which nothing is known.
    private void Copy(LibraryFunction function, Operands operands, Term input, ITypeSymbol? type, Term destination)
    {
        object site = operands.At.Syntax;
        bool isFromStart = operands[function.DestinationStart] is not { } at || at.IsNumber(0);
        if (!isFromStart || VectorOf(input, type, site) is not { } source)
        {
            _state.Forget(Place.Of(destination).Root, site);
            return;
        }
        if (operands[function.Second] is { } start && !start.IsNumber(0))
            source = Terms.Sequence(Terms.Substitute(source[0], source[1], Algebra.Add(source[1], start)), source[1]);
        Store(destination, source, site);
    }
}
