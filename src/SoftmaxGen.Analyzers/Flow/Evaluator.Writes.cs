using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SoftmaxGen.Analyzers.Flow;

/// <summary>What is written: to variables, members and cells, a row or a table at a time, and to arrays that are made.</summary>
internal sealed partial class Evaluator
{
    private Term Assign(IOperation target, Term value, IOperation at)
    {
        switch (target)
        {
            case ILocalReferenceOperation local when _aliases.TryGetValue(local.Local, out Place alias):
                _state.Write(alias, value, FlowState.IsAllocation(alias.Root));
                return value;
            case ILocalReferenceOperation local:
                _state.Variables[local.Local] = value;
                return value;
            case IParameterReferenceOperation parameter:
                _state.Variables[parameter.Parameter] = value;
                return value;
            case IDeclarationExpressionOperation declaration:
                return Assign(declaration.Expression, value, at);
            case IDiscardOperation:
                return value;
            case IFlowCaptureReferenceOperation capture:
                _state.Variables[(_frame.Body.Graph, capture.Id)] = value;
                if (_targets.TryGetValue((_frame.Body.Graph, capture.Id), out IOperation? captured))
                    Assign(captured, value, at);
                return value;
            case IConversionOperation conversion:
                return Assign(conversion.Operand, value, at);
            case IInvocationOperation { TargetMethod: { ReturnsByRef: false, ReturnsByRefReadonly: false } }:
            case IInvalidOperation { Syntax: InvocationExpressionSyntax }:
                return value;
        }
        if (PlaceOf(target, Materialised(target)) is not { } place)
            return value;
        if (target is IMemberReferenceOperation { Instance: not null } store && _session.Stores.Is(store.Member))
        {
            Refill(place, value, target.Type, at);
            return value;
        }
        if (FlowState.IsAllocation(value))
        {
            ForgetBelow(place);
            // y[i] = new double[n]: a row has no identity of its own, it is y[i]. Of a row filled before, y[i] gets the contents.
            if (MoveObject(value, place, at) || !place.Indices.IsEmpty && (at is ISimpleAssignmentOperation { Value: IArrayCreationOperation } || CopyRow(value, place, at)))
                return value;
        }
        _state.Write(place, value, FlowState.IsAllocation(place.Root));
        return value;
    }

    // _data = values: the vector gets other elements; it has no identity beside them.
    private void Refill(Place place, Term value, ITypeSymbol? type, IOperation at)
    {
        Term? vector = VectorOf(value, type, at.Syntax);
        ForgetBelow(place);
        if (vector is not null && RankOf(value, type) == 1 && HoldsNumbers(type))
            Store(place.Initial(Interval.All), vector, at.Syntax);
    }

    private bool CopyRow(Term row, Place place, IOperation at)
    {
        if (!_state.Memory.TryGetValue((row, "[]"), out Content? content))
            return false;
        Term all = Terms.Index(at.Syntax, "row");
        if (content.Read(ImmutableArray.Create(all), at.Syntax) is not { } value)
            return false;
        _state.Write(place.Element(ImmutableArray.Create(all)), value, FlowState.IsAllocation(place.Root));
        _state.MapMemory(c => c.Leave(at.Syntax));
        return true;
    }

    // A place that is given a new array no longer holds what was written to the old one.
    private void ForgetBelow(Place place)
    {
        foreach ((Term Root, string Path) key in _state.Memory.Keys.ToList())
            if (key.Root.Equals(place.Root) && key.Path.Length > place.Path.Length && key.Path.StartsWith(place.Path, StringComparison.Ordinal))
                _state.Memory.Remove(key);
    }

    // A sequence that is written to becomes memory of its own. What the target is an element of, where that was found out.
    private Term? Materialised(IOperation target)
    {
        IOperation? array = target switch
        {
            IArrayElementReferenceOperation element => element.ArrayReference,
            IPropertyReferenceOperation { Arguments.Length: 1 } indexer => indexer.Instance,
            _ => null,
        };
        if (array is null || !IsTarget(array) && array is not IFlowCaptureReferenceOperation)
            return null;
        Term whole = Evaluate(array);
        if (whole.Kind != TermKind.Sequence)
            return whole;
        Assign(array, Allocate(whole, array.Syntax), array);
        return null;
    }

    private Term Allocate(Term sequence, object site)
    {
        Term root = Terms.Root(new Allocation(site, Path: _frame.Path));
        Term element = Terms.Substitute(sequence[0], sequence[1], Content.Slot(0));
        if (element is { Kind: TermKind.Tuple, Tag: string names })
            foreach ((string name, Term part) in names.Split(',').Zip(element.Operands, (name, part) => (name, part)))
                _state.Memory[(root, "[]." + name)] = Content.Of(part);
        else
            _state.Memory[(root, "[]")] = Content.Of(element);
        return root;
    }

    // A copy of an array of several dimensions: the cells of the new one hold what those of the old one do.
    private Term? CopyOfTable(Term table, ITypeSymbol? type, object site)
    {
        if (type is not IArrayTypeSymbol { Rank: > 1 and var rank } || table.Kind == TermKind.Sequence)
            return null;
        ImmutableArray<Term> cell = Enumerable.Range(0, rank).Select(k => Terms.Index((site, k), null)).ToImmutableArray();
        Place old = Place.Of(table).Element(cell), copy = Place.Of(Terms.Root(new Allocation(site, type, _frame.Path))).Element(cell);
        Term value = _state.Read(old, site) ?? (IsStillZero(old) ? Terms.Zero : InMember(old, null) ?? old.Initial(Interval.All));
        _state.Memory[(copy.Root, copy.Path)] = Content.Of(Content.Generalise(value, cell));
        return copy.Root;
    }

    private Term EvaluateArray(IArrayCreationOperation creation)
    {
        foreach (IOperation size in creation.DimensionSizes)
            Evaluate(size);
        Term root = Terms.Root(new Allocation(creation.Syntax, creation.Type, _frame.Path));
        ForgetBelow(Place.Of(root));
        if (creation.Initializer is { } initializer && creation.DimensionSizes.Length == 1)
            for (int i = 0; i < initializer.ElementValues.Length && i < 64; i++)
                _state.Write(Place.Of(root).Element(ImmutableArray.Create(Terms.Number(i))), Evaluate(initializer.ElementValues[i]), true);
        return root;
    }
}
