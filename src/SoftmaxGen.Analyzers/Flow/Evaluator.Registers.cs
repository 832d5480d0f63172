using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SoftmaxGen.Analyzers.Flow;

/// <summary>Vector&lt;T&gt; and the hardware's vectors: loaded from an array and stored into one, a lane at a time.</summary>
internal sealed partial class Evaluator
{
    /// <summary>What a register's constructor, load or store does; null for any other call.</summary>
    private Term? EvaluateRegister(IMethodSymbol method, Term? receiver, ImmutableArray<Term> arguments, IOperation at)
    {
        if (IsRegister(method.ContainingType) && method.MethodKind == MethodKind.Constructor || IsRegister(method.ReturnType) && method.Name is "Create" or "Load" or "LoadUnsafe")
            return arguments.IsEmpty ? null : !IsCollection(method.Parameters[0].Type) && method.Parameters[0].RefKind == RefKind.None ? arguments[0] : LaneOf(arguments, method, at);
        if (method.Name is "CopyTo" or "Store" or "StoreUnsafe" && (IsRegister(method.ContainingType) || !method.Parameters.IsEmpty && IsRegister(method.Parameters[0].Type)))
        {
            Term value = receiver ?? arguments[0];
            ImmutableArray<Term> rest = receiver is null ? arguments.RemoveAt(0) : arguments;
            if (rest.IsEmpty || !IsCollection(method.Parameters[arguments.Length - rest.Length].Type))
                return Terms.Opaque(at.Syntax);
            _state.Write(LanePlace(rest), value, FlowState.IsAllocation(rest[0]));
            return Terms.Zero;
        }
        // The sum over the lanes of what a loop has summed in each.
        if (method.Name is "Sum" && method.Parameters.Length == 1 && IsRegister(method.Parameters[0].Type) &&
            Terms.Alternatives(arguments[0]).FirstOrDefault(a => a.Kind == TermKind.Sum) is { } sum)
            return sum;
        return null;
    }

    private Term? LaneOf(ImmutableArray<Term> arguments, IMethodSymbol method, IOperation at) =>
        IsCollection(method.Parameters[0].Type) ? ReadMemory(LanePlace(arguments), at) : Terms.Opaque(at.Syntax, LoopIndices());

    private Place LanePlace(ImmutableArray<Term> arrayAndStart)
    {
        Term start = arrayAndStart.Length > 1 ? arrayAndStart[1] : Terms.Index(arrayAndStart[0], "lane");
        return Place.Of(arrayAndStart[0]).Element(ImmutableArray.Create(start));
    }
}
