using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Flow;

internal sealed partial class Evaluator
{
    // LINQ and its relatives. A lazy sequence is taken to be run where it is made.
    private Term? ApplySequence(LibraryFunction function, Operands operands, Term input, ITypeSymbol? type)
    {
        object site = operands.At.Syntax;
        Term? lambda = operands[function.Function];
        if (function.Kind == FunctionKind.Range)
        {
            Term position = Terms.Index(site, null);
            return Terms.Sequence(position, position);
        }
        if (function.Kind == FunctionKind.Repeat)
            return Terms.Sequence(input, Terms.Index(site, null));
        if (function.Kind is FunctionKind.ParallelFor && lambda is not null)
            return RunForEach(lambda, ImmutableArray.Create(Terms.Index(site, "parallel")), operands.At);
        // Dense(n, m): m everywhere.
        if (function.Kind == FunctionKind.Tabulate && lambda is not null && operands.TypeOf(function.Function)?.SpecialType is SpecialType.System_Double or SpecialType.System_Single)
            return Terms.Sequence(lambda, Terms.Index(site, null));
        if (function.Kind == FunctionKind.Tabulate && lambda is { Kind: TermKind.Function or TermKind.Load })
            return Tabulate(lambda, operands.At);
        if (function.Kind == FunctionKind.GetEnumerator)
            return input;
        if ((VectorOf(input, type, site) ?? UnboundVector(input, type, site)) is not { } vector)
        {
            // (x * w).Map(f) of a type that is missing: what was computed stands for each of its elements already.
            if (function.Kind == FunctionKind.Select && lambda is not null && IsComputed(input) && type is null or { TypeKind: TypeKind.Error })
                return Invoke(lambda, ImmutableArray.Create(input, Terms.Index(site, null)), operands.At);
            if (lambda is not null)
                RunArgument(lambda, operands.At);
            return null;
        }
        Term element = vector[0], index = vector[1];
        switch (function.Kind)
        {
            case FunctionKind.Select when lambda is not null:
                return Terms.Sequence(AsRecord(Invoke(lambda, ImmutableArray.Create(element, index), operands.At)), index);
            case FunctionKind.Zip when operands[function.Second] is { } other && VectorOf(other, operands.TypeOf(function.Second), site) is { } second:
                Term partner = Terms.Substitute(second[0], second[1], index);
                return Terms.Sequence(lambda is null ? Terms.Tuple(ImmutableArray.Create(element, partner)) : Invoke(lambda, ImmutableArray.Create(element, partner, index), operands.At), index);
            case FunctionKind.ForEach or FunctionKind.ParallelForEach when lambda is not null:
                Term counter = Terms.Index(site, "each");
                return RunForEach(lambda, ImmutableArray.Create(Terms.Substitute(element, index, counter), counter), operands.At);
            case FunctionKind.Aggregate when lambda is not null:
                return Aggregate(function, operands, lambda, vector);
            case FunctionKind.Where or FunctionKind.Any or FunctionKind.All or FunctionKind.SelectMany:
                if (lambda is not null)
                    RunArgument(lambda, operands.At, element, index);
                return function.Kind == FunctionKind.Where ? vector : Terms.Opaque(site, LoopIndices());
            case FunctionKind.OrderBy or FunctionKind.Reverse or FunctionKind.Take or FunctionKind.Skip:
                if (lambda is not null)
                    RunArgument(lambda, operands.At, element, index);
                return vector;
            case FunctionKind.Concat when operands[function.Second] is { } more && VectorOf(more, operands.TypeOf(function.Second), site) is { } tail:
                return Terms.Sequence(Terms.Any(element, Terms.Substitute(tail[0], tail[1], index), site), index);
            // First(x => x.Label == label): some element, the lambda knows which. So it is with the largest of exponentials; of anything
            // else the largest is more than some element.
            case FunctionKind.First or FunctionKind.Last when lambda is not null && (!IsBest(operands.At) || IsExponential(element)):
                RunArgument(lambda, operands.At, element, index);
                return Terms.Substitute(element, index, Terms.Opaque((site, "found"), LoopIndices()));
            // OrderBy(x => x).First(): some element, too, and it may be the largest. A dictionary's entries are no numbers, and what the
            // last one in a list of a member is, a date or a price at the end, is the class's business.
            case FunctionKind.First or FunctionKind.Last or FunctionKind.ElementAt when IsRearranged(operands.At) && IsExponential(element):
                return Terms.Substitute(element, index, Terms.Opaque((site, "found"), LoopIndices()));
            case FunctionKind.First when IsBest(operands.At) && lambda is not null:
                RunArgument(lambda, operands.At, element, index);
                return null;
            case FunctionKind.First or FunctionKind.Last or FunctionKind.ElementAt when
                type is INamedTypeSymbol { Arity: 2 } || element is { Kind: TermKind.Load } && element[0].Tag is not IParameterSymbol || IsRearranged(operands.At):
                return null;
            case FunctionKind.First:
                return Terms.Substitute(element, index, Terms.Zero);
            case FunctionKind.Last:
                return Terms.Substitute(element, index, Algebra.Subtract(Terms.Length(input), Terms.One));
            case FunctionKind.ElementAt when operands[function.Second] is { } at:
                return Terms.Substitute(element, index, at);
            default:
                if (lambda is not null)
                    RunArgument(lambda, operands.At);
                return null;
        }
    }

    private static bool IsBest(IOperation at) => at is IInvocationOperation { TargetMethod.Name: "MaxBy" or "MinBy" };

    // An exponential, alone or as a part of a record.
    private static bool IsExponential(Term element) =>
        element.Kind == TermKind.Tuple ? element.Operands.Any(IsExponential) : element.Kind == TermKind.Exp;

    // Whether what a call is made on stands in another order, or is a part, by what is written before the dot.
    private bool IsRearranged(IOperation at)
    {
        IOperation? source = at is IInvocationOperation call ? call.Instance ?? call.Arguments.FirstOrDefault()?.Value : null;
        while (source is IConversionOperation conversion)
            source = conversion.Operand;
        return source is IInvocationOperation { TargetMethod: { } method } inner &&
            (_session.Known(method) is { Kind: FunctionKind.OrderBy or FunctionKind.Where or FunctionKind.Reverse or FunctionKind.Skip or FunctionKind.SelectMany } ||
                _session.Known(method) is { Kind: FunctionKind.Identity or FunctionKind.Take } && IsRearranged(inner));
    }

    // Vector.Build.Dense(n, i => …), Matrix.Build.Dense(n, m, (i, j) => …)
    private Term Tabulate(Term lambda, IOperation at)
    {
        Term column = Terms.Index(at.Syntax, null);
        return Terms.Sequence(Invoke(lambda, ParametersOf(lambda) == 2 ? ImmutableArray.Create(Terms.Index((at.Syntax, "row"), null), column) : ImmutableArray.Create(column), at), column);
    }

    private static int? ParametersOf(Term function) => function.Tag switch
    {
        Closure closure => closure.Symbol.Parameters.Length,
        IMethodSymbol method => method.Parameters.Length,
        _ => null,
    };

    // A loop without a header: what the lambda adds to variables around it is summed over all of its runs.
    private Term RunForEach(Term lambda, ImmutableArray<Term> arguments, IOperation at)
    {
        object site = at.Syntax;
        FlowState entry = _state, start = entry.Clone();
        List<object> carried = Carried(lambda, arguments, at, entry);
        if (carried.Count > 0)
        {
            foreach (object variable in carried)
                start.Variables[variable] = Terms.Recurrence(site, variable);
            FlowState seeded = start.Clone();
            FlowState after = RunMuted(lambda, arguments, at, seeded);
            foreach (object variable in carried)
                start.Variables[variable] = Recurrences.Close(entry.Variables[variable], start.Variables[variable], after.Variables[variable], site, variable);
        }
        _state = start.Clone();
        Invoke(lambda, arguments, at);
        foreach (object variable in carried)
            _state.Variables[variable] = start.Variables[variable];
        _state.MapMemory(c => c.Leave(site));
        return Terms.Opaque(site);
    }

    private List<object> Carried(Term lambda, ImmutableArray<Term> arguments, IOperation at, FlowState entry)
    {
        FlowState after = RunMuted(lambda, arguments, at, entry.Clone());
        return entry.Variables.Where(v => v.Key is ISymbol symbol && IsNumber(MemberType(symbol)) &&
            after.Variables.TryGetValue(v.Key, out Term? value) && !value.Equals(v.Value)).Select(v => v.Key).ToList();
    }

    private FlowState RunMuted(Term lambda, ImmutableArray<Term> arguments, IOperation at, FlowState state)
    {
        _state = state;
        _muted++;
        Invoke(lambda, arguments, at);
        _muted--;
        return _state;
    }

    // x.Aggregate(Math.Max), x.Aggregate(0.0, (s, v) => s + Math.Exp(v)): a loop in one line.
    private Term Aggregate(LibraryFunction function, Operands operands, Term lambda, Term vector)
    {
        object site = operands.At.Syntax;
        Term index = Terms.Index(site, null), element = Terms.Substitute(vector[0], vector[1], index);
        Term current = Terms.Recurrence(site, "aggregate");
        Term entry = operands[function.Seed] ?? Terms.Substitute(vector[0], vector[1], Terms.Zero);
        Term next = Invoke(lambda, ImmutableArray.Create(current, element), operands.At);
        Term closed = Recurrences.Close(entry, current, next, site, "aggregate");
        return operands[function.ResultFunction] is { } last ? Invoke(last, ImmutableArray.Create(closed), operands.At) : closed;
    }
}
