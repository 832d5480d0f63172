using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SoftmaxGen.Analyzers.Flow.Facts;
using SoftmaxGen.Analyzers.Flow.Members;

namespace SoftmaxGen.Analyzers.Flow;

/// <summary>Objects that were made to be called: layers, losses, networks.</summary>
internal sealed partial class Evaluator
{
    /// <summary>loss.forward(x, y), softmax.call(x): what the maker of the object says that it does.</summary>
    private Term? EvaluateLayer(IInvocationOperation call, Term? receiver, ImmutableArray<Term> arguments)
    {
        if (!Layers.IsRun(call.TargetMethod.Name) || arguments.IsEmpty || call.Instance is not { } instance)
            return null;
        // activation.Apply(x) of a type without a forward is a method like any other.
        if (LayerOf(receiver, instance) is { } layer && !(layer is INamedTypeSymbol plain && Layers.ForwardOf(plain, arguments.Length) is null))
            return RunLayer(layer, arguments, call);
        // A module of the user's own: its base's call runs its forward.
        return call.TargetMethod.Name == "call" && instance.Type is INamedTypeSymbol own && Layers.ForwardOf(own, arguments.Length) is { } forward &&
            !SymbolEqualityComparer.Default.Equals(forward.ContainingType, call.TargetMethod.ContainingType) ? RunForward(forward, receiver, arguments, call) : null;
    }

    /// <summary>The same where the call did not bind.</summary>
    private Term? EvaluateUnboundLayer(string name, Term? receiver, IOperation instance, ImmutableArray<Term> arguments, IInvalidOperation call)
    {
        if (!Layers.IsRun(name) || arguments.IsEmpty)
            return null;
        if (LayerOf(receiver, instance) is { } layer)
            return RunLayer(layer, arguments, call);
        return instance.Type is INamedTypeSymbol own && Layers.ForwardOf(own, arguments.Length) is { } forward ? RunForward(forward, receiver, arguments, call) : null;
    }

    private object? LayerOf(Term? receiver, IOperation instance) => receiver switch
    {
        { Kind: TermKind.Function, Tag: LibraryFunction or LayerStack } => receiver.Tag,
        _ when instance is IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } member && _session.Layers.HeldBy(member.Member, _self, _token) is { } held => held,
        _ when instance.Type is INamedTypeSymbol type => _session.Facts.FindConstruction(type),
        _ => null,
    };

    private Term RunLayer(object layer, ImmutableArray<Term> arguments, IOperation at)
    {
        switch (layer)
        {
            case LibraryFunction { Kind: not FunctionKind.Chain } function:
                return Apply(function with { IsConstruction = false, Flag = LibraryFunction.Absent, Axis = LibraryFunction.Absent }, null, arguments, at);
            // What the last layer gets is what those before it have made of the input.
            case LayerStack stack:
                return RunLayer(stack.Last, ImmutableArray.Create(Terms.Opaque((stack.Site, "within"), arguments)), at);
            case INamedTypeSymbol own when Layers.ForwardOf(own, arguments.Length) is { } forward:
                return RunForward(forward, Terms.Root(new Allocation(own)), arguments, at) ?? Terms.Opaque(at.Syntax, arguments);
            default:
                return Terms.Opaque(at.Syntax, arguments);
        }
    }

    private Term? RunForward(IMethodSymbol forward, Term? receiver, ImmutableArray<Term> arguments, IOperation at) =>
        Inline(forward, receiver, arguments, at) ?? InlineTarget(forward, receiver, arguments, at);

    /// <summary>
    /// Runs every implementation of an abstract method: of a few, all of which give the same kind of normalised vector, it does not
    /// matter which one is meant.
    /// </summary>
    private Term? InlineAll(IMethodSymbol method, Term? receiver, ImmutableArray<Term> arguments, IOperation at)
    {
        (int mark, FlowState before) = (_events.Count, _state);
        (Term? first, FlowState? after) = (null, null);
        foreach (IMethodSymbol target in _session.Dispatch.AllTargetsOf(method))
        {
            _state = before.Clone();
            if (Inline(target, receiver, arguments, at) is not { } result || KindOf(result) is not { } kind || first is not null && KindOf(first) != kind)
            {
                _state = before;
                _events.RemoveRange(mark, _events.Count - mark);
                return null;
            }
            first ??= result;
            after = FlowState.Join(after, _state, at.Syntax);
        }
        _state = after ?? before;
        return first;

        static TermKind? KindOf(Term term)
        {
            ImmutableArray<Term> all = Terms.Alternatives(Terms.ArePieces(term) ? term[0] : term);
            return all[0].Kind is TermKind.Softmax or TermKind.LogSoftmax or TermKind.Sigmoid && all.All(t => t.Kind == all[0].Kind) ? all[0].Kind : null;
        }
    }

    // logits.select(1, i) of tensors that were stacked: a loop over i begins with the first of them. Of anything else a part is
    // followed only where it was computed here.
    private static Term RowOf(Term tensor, Term? index, IOperation at)
    {
        if (Terms.ArePieces(tensor))
            return index is { Kind: TermKind.Index } || index is not null && index.IsNumber(0) ? tensor[0] : Terms.Opaque(at.Syntax, Terms.Indices(tensor));
        return Terms.Alternatives(tensor).All(IsComputed) ? tensor : Terms.Opaque(at.Syntax, Terms.Indices(tensor));
    }

    // p.gather(1, y): they are probabilities still, but do not sum to 1.
    private static Term Picked(Term tensor, IOperation at)
    {
        Term? picked = null;
        foreach (Term alternative in Terms.Alternatives(tensor))
        {
            if (alternative.Kind is not (TermKind.Softmax or TermKind.LogSoftmax))
                return Terms.Opaque(at.Syntax, Terms.Indices(tensor));
            Term some = new(alternative.Kind, alternative.Operands, "picked", range: alternative.Range, origin: alternative.Origin);
            picked = picked is null ? some : Terms.Any(picked, some, (at.Syntax, "picked"));
        }
        return picked!;
    }

    /// <summary>The constant that a flag is given, or has by default; null where it is not known.</summary>
    private static bool? FlagOf(LibraryFunction function, IOperation at) => Layers.FlagOf(function, at);
}
