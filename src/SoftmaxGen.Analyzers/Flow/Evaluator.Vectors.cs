using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Flow;

internal sealed partial class Evaluator
{
    /// <summary>
    /// A collection as its element at a position of its own; null for a number, and for a tensor whose type has no elements to index:
    /// that one stands for each of its elements itself.
    /// </summary>
    private Term? VectorOf(Term term, ITypeSymbol? type, object site)
    {
        if (term.Kind is TermKind.Sequence)
            return term;
        if (IsOneOfVectors(term))
        {
            Term position = Terms.Index(site, null);
            return Terms.Sequence(ElementOfAny(term, position, type, site), position);
        }
        int rank = RankOf(term, type);
        Place whole = Place.Of(term);
        if (rank == 0 && OnlyVectorIn(term) is { } member)
            (whole, rank) = member;
        if (rank == 0)
            return null;
        Term index = Terms.Index(site, null);
        var indices = ImmutableArray.CreateBuilder<Term>(rank);
        for (int k = 0; k < rank; k++)
            indices.Add(k == rank - 1 ? index : Terms.Index((site, k), null));
        Place place = whole.Element(indices.ToImmutable());
        _readsOverwritten |= _loops.Count > 0 && _state.Memory.TryGetValue((place.Root, place.Path), out Content? content) && content.IsBeingOverwritten;
        Term element = _state.Read(place, site) ?? SeenOtherwise(place, site) ?? (HoldsNumbers(type) && IsStillZero(place) ? Terms.Zero
            : (HoldsNumbers(type) ? ElementOfComputed(place) : null) ?? InMember(place, null) ?? place.Initial(Interval.All));
        return Terms.Sequence(element, index);
    }

    // A matrix of the user's own that was made here: the cells that it holds are its elements, if it holds one array of them.
    private (Place, int Rank)? OnlyVectorIn(Term made)
    {
        if (!FlowState.IsAllocation(made))
            return null;
        (Place, int)? only = null;
        foreach (KeyValuePair<(Term Root, string Path), Content> cell in _state.Memory)
            if (cell.Key.Root.Equals(made) && VectorAt(cell.Key.Path, cell.Value) is { } vector)
            {
                if (only is not null)
                    return null;
                only = vector;
            }
        return only;

        (Place, int)? VectorAt(string path, Content content)
        {
            int at = path.IndexOf('[');
            if (at > 0 && path.IndexOf('.', 1) < 0 && path.IndexOf('[', at + 1) < 0)
                return (Place.Of(made).Member(path.Substring(1, at - 1)), path.Length - at - 1);
            return at < 0 && content.Base is { } array && FlowState.IsAllocation(array) && RankOf(array, null) is > 0 and var rank ? (Place.Of(array), rank) : null;
        }
    }

    // One path has made a vector of exponentials, probabilities or shifted logits, another returns what it was given. Of other vectors the one or the
    // other is one that is not known.
    private bool IsOneOfVectors(Term term) => term.Kind == TermKind.Any && term.Operands.Any(t =>
        t.Kind == TermKind.Sequence ? IsTelling(t[0])
        : FlowState.IsAllocation(t) && (_state.Memory.TryGetValue((t, "[]"), out Content? content) || _state.Memory.TryGetValue((t, "[,]"), out content)) && content.Base is { } cell && IsTelling(cell));

    private static bool IsTelling(Term element) => element.HasExponential || Terms.Alternatives(element).Any(static e => e.Kind == TermKind.Sigmoid || e.Kind == TermKind.Add && e.Operands.Any(static o => Algebra.Coefficient(o).Other.Kind == TermKind.Max));

    private Term ElementOfAny(Term vectors, Term index, ITypeSymbol? type, object site)
    {
        Term? element = null;
        foreach (Term vector in vectors.Operands)
            if (VectorOf(vector, type, site) is { } one)
            {
                Term value = Terms.Substitute(one[0], one[1], index);
                element = element is null ? value : Terms.Any(element, value, (site, "any"));
            }
        return element!;
    }

    // The elements of a new array of structures are structures, and no zeros.
    private static bool HoldsNumbers(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => IsNumber(array.ElementType),
        INamedTypeSymbol { TypeArguments: { Length: 1 } element } => IsNumber(element[0]) || element[0].TypeKind == TypeKind.Error,
        _ => true,
    };

    /// <summary>How many indices a collection takes; 0 for what is none. What has been written by an index is one, whatever its type.</summary>
    private int RankOf(Term term, ITypeSymbol? type)
    {
        if (type is IArrayTypeSymbol array)
            return array.Rank;
        if (IsCollection(type))
            return type is INamedTypeSymbol named && IndexerRank(named) is > 1 and var rank ? rank : 1;
        if (term.Kind is not (TermKind.Root or TermKind.Load or TermKind.Opaque) || IsNumber(type) && type!.TypeKind != TypeKind.TypeParameter)
            return 0;
        Place place = Place.Of(term);
        return _state.Memory.ContainsKey((place.Root, place.Path + "[]")) ? 1 : _state.Memory.ContainsKey((place.Root, place.Path + "[,]")) ? 2 : 0;
    }

    // Of a type that is missing, and of a list of objects: where it is indexed elsewhere, what is summed are its elements.
    private Term? UnboundVector(Term term, ITypeSymbol? type, object site)
    {
        bool isKnown = type is null ? term.Kind != TermKind.Opaque : type.TypeKind != TypeKind.Error && !IsEnumerable(type);
        if (isKnown || term.Kind is not (TermKind.Root or TermKind.Load or TermKind.Opaque))
            return null;
        Term index = Terms.Index(site, null);
        Place place = Place.Of(term).Element(ImmutableArray.Create(index));
        return Terms.Sequence(_state.Read(place, site) ?? place.Initial(Interval.All), index);
    }

    private static bool IsEnumerable(ITypeSymbol type) =>
        type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T ||
        type.AllInterfaces.Any(i => i.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T);

    // Set while an operand is read whose cells a running loop is writing; taken by the next recorded event.
    private bool _readsOverwritten;

    /// <summary>A register of numbers, all of which have the same done to them: it stands for one of them.</summary>
    private static bool IsRegister(ITypeSymbol? type) => type is INamedTypeSymbol { Arity: 1, TypeKind: TypeKind.Struct, Name: "Vector" or "Vector64" or "Vector128" or "Vector256" or "Vector512" } register &&
        register.ContainingNamespace?.ToString() is "System.Numerics" or "System.Runtime.Intrinsics";

    internal static bool IsCollection(ITypeSymbol? type) => type switch
    {
        null => false,
        _ when IsRegister(type) => false,
        IArrayTypeSymbol => true,
        INamedTypeSymbol named => ValueShapes.Of(named) == ValueShape.Collection || IndexerRank(named) > 0,
        // where T : IVector<T>, which lists numbers; numbers are constrained to interfaces, too.
        ITypeParameterSymbol parameter => parameter.ConstraintTypes.Any(static c => c.AllInterfaces.Any(static i =>
            i.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T && IsNumber(i.TypeArguments[0]))),
        _ => false,
    };

    private static bool IsReadOnly(ITypeSymbol? type) => type is INamedTypeSymbol named &&
        (named.Name is "ReadOnlySpan" or "ReadOnlyMemory" or "IEnumerable" || named.Name.StartsWith("IReadOnly", StringComparison.Ordinal) || named.Name.StartsWith("Immutable", StringComparison.Ordinal));

    // A vector or a matrix of some library: v[i] or m[i, j] is a number. The least number of indices that it takes; 0 where it takes none.
    private static int IndexerRank(INamedTypeSymbol type)
    {
        int rank = 0;
        for (INamedTypeSymbol? at = type; at is not null && at.SpecialType == SpecialType.None; at = at.BaseType)
            foreach (ISymbol member in at.GetMembers("this[]"))
                if (member is IPropertySymbol { Parameters.Length: 1 or 2 } indexer && indexer.Parameters.All(p => IsInteger(p.Type)) && IsNumber(indexer.Type) &&
                    (rank == 0 || indexer.Parameters.Length < rank))
                    rank = indexer.Parameters.Length;
        return rank;
    }

    private Term Lift(IOperation at, Term operand, ITypeSymbol? type, Func<Term, Term> apply) =>
        VectorOf(operand, type, at.Syntax) is { } vector ? Terms.Sequence(apply(vector[0]), vector[1]) : apply(operand);

    // Element by element; a number goes with every element of the other operand.
    private Term Lift(IOperation at, FunctionKind function, Term a, ITypeSymbol? typeA, Term b, ITypeSymbol? typeB, Func<Term, Term, Term> apply)
    {
        Term? first = VectorOf(a, typeA, at.Syntax), second = VectorOf(b, typeB, at.Syntax);
        Term? index = first?[1] ?? second?[1];
        Term x = first?[0] ?? a;
        Term y = second is null ? b : Terms.Substitute(second[0], second[1], index!);
        Term result = _state.Refined(Terms.Bounded(apply(x, y)));
        // A quotient that turned out to be a sigmoid, a power that is an exponential: made here.
        if (result is { Kind: TermKind.Exp or TermKind.Sigmoid or TermKind.Softmax, Origin: null })
            result = result.WithOrigin(at);
        Record(at, function, ImmutableArray.Create(x, y), result, null);
        return index is null ? result : Terms.Sequence(result, index);
    }

    private void Record(IOperation at, FunctionKind function, ImmutableArray<Term> arguments, Term result, LibraryFunction? library)
    {
        bool overwritten = _readsOverwritten;
        _readsOverwritten = false;
        if (_muted > 0)
            return;
        _events.Add(new Evaluated(at, function, arguments, result)
        {
            Library = library,
            CallSite = _frame.CallSite,
            Method = _frame.Body.Owner,
            Loops = _loops.Select(l => (object)l.Header).ToImmutableArray(),
            ReadsOverwritten = overwritten,
        });
    }

    /// <summary>Writes a vector into a destination, cell by cell.</summary>
    private void Store(Term destination, Term vector, object site)
    {
        Term index = Terms.Index(site, "store");
        Term value = vector.Kind == TermKind.Sequence ? Terms.Substitute(vector[0], vector[1], index) : vector;
        Place place = Place.Of(destination).Element(ImmutableArray.Create(index));
        _state.Write(place, value, FlowState.IsAllocation(place.Root));
        _state.MapMemory(c => c.Leave(site));
    }
}
