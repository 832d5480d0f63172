using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SoftmaxGen.Analyzers.Flow;

internal sealed partial class Evaluator
{
    // Captures of an assignment's target: writing to the capture writes there.
    private readonly Dictionary<(ControlFlowGraph, CaptureId), IOperation> _targets = [];

    // ref locals: what is done to them is done to the place.
    private readonly Dictionary<ISymbol, Place> _aliases = new(SymbolEqualityComparer.Default);

    private Term Alias(ISymbol local, IOperation value)
    {
        if (IsOfItself(local, value))
        {
            _aliases.Remove(local);
            return _state.Variables[local] = Terms.Opaque(value.Syntax, LoopIndices());
        }
        Place? place = value is IPropertyReferenceOperation { Property.Name: "Current", Instance: { } enumerator } && Evaluate(enumerator) is { Kind: not TermKind.Sequence } collection
            ? Place.Of(collection).Element(ImmutableArray.Create(Terms.Index(_loops.Count > 0 ? _loops[_loops.Count - 1].Header : value.Syntax, "foreach")))
            : value is ILocalReferenceOperation other && _aliases.TryGetValue(other.Local, out Place same) ? same : PlaceOf(value);
        if (place is not { } known)
            return Evaluate(value);
        _aliases[local] = known;
        return ReadMemory(known, value);
    }

    private static bool IsTarget(IOperation operation) =>
        operation is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation
            or IArrayElementReferenceOperation;

    private Term ReadPlace(IOperation operation)
    {
        Term? self = null;
        switch (operation)
        {
            case ILocalReferenceOperation local:
                return _aliases.TryGetValue(local.Local, out Place alias) ? ReadMemory(alias, local) : Variable(local.Local);
            case IParameterReferenceOperation parameter:
                return Variable(parameter.Parameter);
            case IFlowCaptureReferenceOperation capture:
                return _state.Variables.TryGetValue((_frame.Body.Graph, capture.Id), out Term? captured) ? captured : Terms.Opaque(capture.Syntax);
            case IInstanceReferenceOperation:
                return _state.Variables[FlowState.This];
            case IFieldReferenceOperation { Instance: { } whole, Field: var field } when PartOf(self = Evaluate(whole), field.CorrespondingTupleField ?? field) is { } part:
                return part;
            // torch's max(dim) is a pair of the values and where they are; its values stand for it.
            case IFieldReferenceOperation { Field.ContainingType.IsTupleType: true } when self is { Kind: TermKind.Tuple or TermKind.Max or TermKind.Min }:
                return self;
            case IPropertyReferenceOperation property when EvaluateProperty(property, out self) is { } value:
                return value;
        }
        if (SequenceElement(operation, out Term? array) is { } element)
            return element;
        return PlaceOf(operation, array ?? self) is { } place ? ReadMemory(place, operation) : Terms.Opaque(operation.Syntax, LoopIndices());
    }

    private Term ReadMemory(Place place, IOperation operation)
    {
        if (_state.Read(place, operation.Syntax) is { } known)
            return known;
        if (SeenOtherwise(place, operation.Syntax) is { } same)
            return same;
        if (IsNumber(operation.Type) && IsStillZero(place))
            return Terms.Zero;
        if (!IsInteger(operation.Type) && (place.Path.EndsWith("]", StringComparison.Ordinal) || IsNumber(operation.Type)) && !IsBehindPointer(operation) && ElementOfComputed(place) is { } element)
            return element;
        return InMember(place, operation.Type) ?? place.Initial(RangeOf(operation.Type));
    }

    // What another method of the type has left there.
    private Term? InMember(in Place place, ITypeSymbol? type) =>
        _followsMembers && place.Path.Length > 0 && !IsInteger(type) && type?.SpecialType is not (SpecialType.System_Boolean or SpecialType.System_String)
            ? _session.Members.ValueAt(place, _self, IsRunning, _token) : null;

    /// <summary>
    /// A cell of a tensor that was computed here, p[i] and p.Data[i] of a softmax: the tensor's term stands for each of its elements
    /// already. Null where the cell is something else, as that of a gradient is.
    /// </summary>
    private static Term? ElementOfComputed(Place place)
    {
        // p.Data of a value that carries its gradient beside it.
        if (place.Path is ".Data" or ".data" or ".Value" or ".value" or ".Val" or ".val" && IsComputed(place.Root))
            return place.Root;
        if (!place.Path.EndsWith("]", StringComparison.Ordinal) || place.Path.IndexOf("rad", StringComparison.Ordinal) >= 0 || place.Path.IndexOf("iff", StringComparison.Ordinal) >= 0)
            return null;
        if (place.Root.Kind == TermKind.Sequence && place.Path[0] == '.' && IsComputed(place.Root[0]))
            return Terms.Substitute(place.Root[0], place.Root[1], place.Indices[place.Indices.Length - 1]);
        return IsComputed(place.Root) || IsClamped(place.Root) || place.Root is { Kind: TermKind.Sum } sum && sum[1].Kind == TermKind.Exp ? place.Root : null;
    }

    // row[j] of row = m + i * n: an address is computed, but it is no tensor.
    private static bool IsBehindPointer(IOperation operation) =>
        operation is { Kind: OperationKind.None or OperationKind.Invalid, Syntax: ElementAccessExpressionSyntax or PrefixUnaryExpressionSyntax } && PartsInOrder(operation) is { Length: > 0 } parts && parts[0].Type is IPointerTypeSymbol;

    // Of two operands a maximum is one element by element, and no reduction.
    private static bool IsClamped(Term term) => term is { Kind: TermKind.Max or TermKind.Min, Operands.Length: 2, Bound.IsEmpty: true };

    internal static bool IsComputed(Term term) => term.Kind is TermKind.Softmax or TermKind.LogSoftmax or TermKind.Sigmoid or TermKind.Exp or TermKind.Log
        or TermKind.Tanh or TermKind.Add or TermKind.Multiply or TermKind.Divide;

    private static Interval RangeOf(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Byte or SpecialType.System_UInt16
        or SpecialType.System_UInt32 or SpecialType.System_UInt64 ? Interval.NonNegative : Interval.All;

    /// <summary>The place that an expression names; null when it names none that can be followed.</summary>
    /// <param name="operation">The expression.</param>
    /// <param name="of">What the element is one of, or whose property it is, where that has been evaluated already.</param>
    private Place? PlaceOf(IOperation operation, Term? of = null)
    {
        switch (operation)
        {
            case IMemberReferenceOperation { Instance: { } owner, Member: IFieldSymbol or IPropertySymbol { IsIndexer: false } } store when _session.Stores.Is(store.Member):
                return Place.Of(of ?? Evaluate(owner));
            case IFieldReferenceOperation field:
                return field.Instance is null ? new Place(Terms.Root("static"), "." + field.Field.ContainingType?.Name + "." + field.Field.Name, ImmutableArray<Term>.Empty)
                    : Place.Of(of ?? Evaluate(field.Instance)).Member(field.Field.Name);
            case IPropertyReferenceOperation { Arguments.IsEmpty: true } property:
                return property.Instance is null ? new Place(Terms.Root("static"), "." + property.Property.ContainingType?.Name + "." + property.Property.Name, ImmutableArray<Term>.Empty)
                    : Place.Of(of ?? Evaluate(property.Instance)).Member(property.Property.Name);
            case IPropertyReferenceOperation { Instance: { } instance } indexer:
                return Place.Of(of ?? Evaluate(instance)).Element(IndicesOf(indexer).Select(Evaluate).ToImmutableArray());
            case IArrayElementReferenceOperation element when CellOfRows(element) is { } cell:
                return cell;
            case IArrayElementReferenceOperation element:
                return Place.Of(of ?? Evaluate(element.ArrayReference)).Element(element.Indices.Select(Evaluate).ToImmutableArray());
            case IFlowCaptureReferenceOperation capture when _targets.TryGetValue((_frame.Body.Graph, capture.Id), out IOperation? target):
                return PlaceOf(target);
            case IConversionOperation conversion:
                return PlaceOf(conversion.Operand);
            case IInvocationOperation call:
                return ReferencePlace(call);
            default:
                return UntypedElement(operation, of);
        }
    }

    // Of this[params int[] at] the numbers that are given, and not the array that holds them.
    private static IEnumerable<IOperation> IndicesOf(IPropertyReferenceOperation indexer) => indexer.Arguments.SelectMany(static given =>
        given.Value is IArrayCreationOperation { Initializer.ElementValues: { IsEmpty: false } numbers } ? numbers : ImmutableArray.Create(given.Value));

    private Term? ReadUntyped(IOperation operation)
    {
        if (operation.Syntax is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } && IsValuesOfPair(name) && PartsInOrder(operation) is { Length: 1 } pair &&
            Evaluate(pair[0]) is { Kind: TermKind.Max or TermKind.Min } extreme)
            return extreme;
        return SequenceElement(operation, out Term? array) ?? (UntypedElement(operation, array) is { } cell ? ReadMemory(cell, operation) : null);
    }

    // torch's max(dim) is a pair: the values, and where they are.
    private static bool IsValuesOfPair(string member) => member is "values" or "Values" or "Item1";

    // p[i] and *p of a pointer, v[i] and v.Output of a type that is missing: operations without a kind of their own.
    private Place? UntypedElement(IOperation operation, Term? of)
    {
        if (operation.Kind is not (OperationKind.None or OperationKind.Invalid))
            return null;
        ImmutableArray<IOperation> parts = PartsInOrder(operation);
        return operation.Syntax switch
        {
            ElementAccessExpressionSyntax when parts.Length > 1 => Place.Of(of ?? Evaluate(parts[0])).Element(parts.Skip(1).Select(Evaluate).ToImmutableArray()),
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PointerIndirectionExpression } when parts.Length == 1 =>
                Place.Of(Evaluate(parts[0])).Element(ImmutableArray.Create(Terms.Zero)),
            // v.Data of a type that is missing; of v.Exp() the part before the dot is the receiver.
            MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access when call.Expression == access && parts.Length == 1 =>
                Place.Of(Evaluate(parts[0])),
            MemberAccessExpressionSyntax access when parts.Length == 1 => Place.Of(Evaluate(parts[0])).Member(access.Name.Identifier.ValueText),
            IdentifierNameSyntax name when parts.IsEmpty => TwiceDeclared(name),
            _ => null,
        };
    }

    // Data in a class that several files declare, each for itself: whichever is meant, it is the member by that name.
    private Place? TwiceDeclared(IdentifierNameSyntax name) =>
        _session.Compilation.ContainsSyntaxTree(name.SyntaxTree) && _session.ModelOf(name.SyntaxTree).GetSymbolInfo(name, _token) is { CandidateReason: CandidateReason.Ambiguous } found &&
        found.CandidateSymbols.FirstOrDefault() is IFieldSymbol or IPropertySymbol ? MemberPlace(found.CandidateSymbols[0], _state) : null;

    // Of code that does not bind the parts come in no order to rely on.
    private static ImmutableArray<IOperation> PartsInOrder(IOperation operation) => operation.ChildOperations.OrderBy(p => p.Syntax.SpanStart).ToImmutableArray();

    /// <summary>The place of a member of <c>this</c>, or of a static one.</summary>
    private static Place? MemberPlace(ISymbol member, FlowState state) => member.IsStatic
        ? new Place(Terms.Root("static"), "." + member.ContainingType?.Name + "." + member.Name, ImmutableArray<Term>.Empty)
        : state.Variables.TryGetValue(FlowState.This, out Term? self) ? Place.Of(self).Member(member.Name) : null;

    // s[i] of a sequence that was made element by element. Of another array the place is to be found, without evaluating it again: in
    // x[i][j][k] each of them would double the work.
    private Term? SequenceElement(IOperation operation, out Term? whole)
    {
        whole = null;
        (IOperation? array, IOperation? index) = operation switch
        {
            IArrayElementReferenceOperation { Indices.Length: 1 } element => (element.ArrayReference, element.Indices[0]),
            IPropertyReferenceOperation { Arguments.Length: 1 or 2, Instance: { } instance } indexer => (instance, IndicesOf(indexer).Last()),
            // Of a type that is missing, or found by a method that is; of a matrix, the column.
            { Kind: OperationKind.None or OperationKind.Invalid, Syntax: ElementAccessExpressionSyntax } when PartsInOrder(operation) is { Length: > 1 } parts => (parts[0], parts[parts.Length - 1]),
            _ => (null, null),
        };
        if (array is null || (whole = Evaluate(array)).Kind != TermKind.Sequence && !IsOneOfVectors(whole))
            return null;
        Term place = Evaluate(index!);
        Term cell = whole.Kind == TermKind.Sequence ? Terms.Substitute(whole[0], whole[1], place) : ElementOfAny(whole, place, array.Type, operation.Syntax);
        return operation is IPropertyReferenceOperation at && IndicesOf(at).ToImmutableArray() is { Length: 2 } indices ? InRow(cell, Evaluate(indices[0])) : cell;
    }

    // m[i, j] of a matrix that was taken for one vector (see VectorOf): its rows have no index of their own there.
    private static Term InRow(Term cell, Term row)
    {
        foreach (Term index in Terms.Indices(cell))
            if (index.Tag is LoopIndex { Loop: ValueTuple<object, int> { Item2: 0 } })
                cell = Terms.Substitute(cell, index, row);
        return cell;
    }

    private Term Variable(ISymbol symbol)
    {
        if (_state.Variables.TryGetValue(symbol, out Term? term))
            return term;
        // A parameter on entry, or a local of an enclosing body that is not being run.
        ITypeSymbol? type = MemberType(symbol);
        term = Terms.Root(symbol).WithRange(RangeOf(type));
        if (symbol is ILocalSymbol { HasConstantValue: true, ConstantValue: { } constant } && NumberOf(constant) is { } number)
            term = Terms.Number(number);
        _state.Variables[symbol] = term;
        return term;
    }

    // What the property is one of is evaluated once: in a.b.c.d each step would double the work.
    private Term? EvaluateProperty(IPropertyReferenceOperation property, out Term? self)
    {
        self = null;
        string name = property.Property.Name;
        // T.One, ops.Zero: the constants of generic math, under whatever interface.
        if (name is "One" or "Zero" && property.Arguments.IsEmpty && IsNumber(property.Type))
            return name == "One" ? Terms.One : Terms.Zero;
        if (property.Arguments.IsEmpty && property.Instance is { } instance)
        {
            if (name is "Length" or "Count" or "LongLength")
                return _state.Refined(Terms.Length(Evaluate(instance)));
            // The element at which a foreach stands, and the wrappers that change nothing.
            if (name == "Current")
                return CurrentOf(Evaluate(instance), property);
            if (IsValuesOfPair(name) && Evaluate(instance) is { Kind: TermKind.Max or TermKind.Min } extreme)
                return extreme;
            // An entry of a dictionary stands for its value, as an element of it does.
            if (name is "Value" && property.Property.ContainingType is { Name: "KeyValuePair" })
                return Evaluate(instance);
            if (name is "Values" && instance.Type is INamedTypeSymbol { Arity: 2 } dictionary && IsCollection(dictionary))
                return VectorOf(Evaluate(instance), dictionary, property.Syntax);
            if (name == "Result" && instance.Type is { Name: "Task" or "ValueTask" } && Evaluate(instance) is { Kind: not TermKind.Opaque } done)
                return done;
            if (name is "Span" or "Value" or "Data" && property.Property.ContainingNamespace?.ToString() == "System")
                return Evaluate(instance);
        }
        if (!property.Arguments.IsEmpty || property.Property.GetMethod is not { } getter)
            return null;
        self = property.Instance is { } receiver ? Evaluate(receiver) : null;
        if (self is not null && PartOf(self, property.Property) is { } part)
            return part;
        return _session.IsAutoProperty(property.Property) ? null : Inline(getter, self, ImmutableArray<Term>.Empty, property);
    }

    // How many indices an element has of what a foreach goes through, where it is more than one.
    private readonly Dictionary<Term, int> _ranks = [];

    private Term Enumerated(Term collection, IOperation operation)
    {
        while (operation is IConversionOperation conversion)
            operation = conversion.Operand;
        if (operation.Type is IArrayTypeSymbol { Rank: > 1 and var rank })
            _ranks[collection] = rank;
        return collection;
    }

    private Term CurrentOf(Term enumerator, IOperation operation)
    {
        object loop = _loops.Count > 0 ? _loops[_loops.Count - 1].Header : operation.Syntax;
        Term index = Terms.Index(loop, "foreach");
        if (enumerator.Kind == TermKind.Sequence)
            return Terms.Substitute(enumerator[0], enumerator[1], index);
        var indices = ImmutableArray.Create(index);
        if (_ranks.TryGetValue(enumerator, out int rank))
            for (int k = 1; k < rank; k++)
                indices = indices.Add(Terms.Index(loop, ("foreach", k)));
        return ReadMemory(Place.Of(enumerator).Element(indices), operation);
    }
}
