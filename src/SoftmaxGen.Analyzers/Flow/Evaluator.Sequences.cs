using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
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
            return RunInParallel(lambda, Terms.Index(site, "parallel"), operands.At);
        if (function.Kind == FunctionKind.GetEnumerator)
            return input;
        if (VectorOf(input, type, site) is not { } vector)
        {
            if (lambda is not null)
                RunArgument(lambda, operands.At);
            return null;
        }
        Term element = vector[0], index = vector[1];
        switch (function.Kind)
        {
            case FunctionKind.Select when lambda is not null:
                return Terms.Sequence(Invoke(lambda, ImmutableArray.Create(element, index), operands.At), index);
            case FunctionKind.Zip when operands[function.Second] is { } other && VectorOf(other, operands.TypeOf(function.Second), site) is { } second:
                Term partner = Terms.Substitute(second[0], second[1], index);
                return Terms.Sequence(lambda is null ? Terms.Tuple(ImmutableArray.Create(element, partner)) : Invoke(lambda, ImmutableArray.Create(element, partner, index), operands.At), index);
            case FunctionKind.ForEach or FunctionKind.ParallelForEach when lambda is not null:
                Term counter = Terms.Index(site, "each");
                return RunInParallel(lambda, Terms.Substitute(element, index, counter), operands.At);
            case FunctionKind.Aggregate when lambda is not null:
                return Aggregate(function, operands, lambda, vector);
            case FunctionKind.Where or FunctionKind.Any or FunctionKind.All:
                if (lambda is not null)
                    RunArgument(lambda, operands.At);
                return function.Kind == FunctionKind.Where ? vector : Terms.Opaque(site, LoopIndices());
            case FunctionKind.OrderBy or FunctionKind.Reverse or FunctionKind.Take or FunctionKind.Skip:
                return vector;
            case FunctionKind.Concat when operands[function.Second] is { } more && VectorOf(more, operands.TypeOf(function.Second), site) is { } tail:
                return Terms.Sequence(Terms.Any(element, Terms.Substitute(tail[0], tail[1], index), site), index);
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

    private Term RunInParallel(Term lambda, Term argument, IOperation at)
    {
        Invoke(lambda, ImmutableArray.Create(argument), at);
        _state.MapMemory(c => c.Leave(at.Syntax));
        return Terms.Opaque(at.Syntax);
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
