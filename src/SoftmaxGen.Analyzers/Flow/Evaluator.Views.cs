using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SoftmaxGen.Analyzers.Flow;

/// <summary>
/// Matrices of the user's own that have two ways to their cells: m[i, j], and one position in the array behind it, or a row and a
/// position in that. What has been written through one of them is read through the other: at the position of (i, j), whatever that is,
/// or at the row and the column of k.
/// </summary>
internal sealed partial class Evaluator
{
    private const string Cell = "[,]";
    private const string Position = "[]";
    private const string RowAndPosition = "[][]";

    private Term? SeenOtherwise(Place place, object site)
    {
        if (place.Root is not { Kind: TermKind.Root, Tag: Allocation } || place.Indices.IsEmpty)
            return null;
        if (place.Path == Cell && StoreOf(place.Root, _session.Stores.RowsBehind) is { } rows && WrittenTo(place.Root, rows, RowAndPosition) is { } inRows)
            return inRows.Read(place.Indices, site);
        if (place.Indices.Length == 2 && place.Path.EndsWith(RowAndPosition, StringComparison.Ordinal) && OwnerOf(place, RowAndPosition, _session.Stores.RowsBehind) is { } table &&
            _state.Memory.TryGetValue((table, Cell), out Content? whole))
            return whole.Read(place.Indices, site);
        if (place.Path == Cell && StoreOf(place.Root, _session.Stores.Behind) is { } store && WrittenTo(place.Root, store, Position) is { } positions)
        {
            Term position = PositionOf(place.Indices);
            return positions.Read(ImmutableArray.Create(position), site) is { } value
                ? Terms.Substitute(Terms.Substitute(value, RowOf(position), place.Indices[0]), ColumnOf(position), place.Indices[1]) : null;
        }
        if (place.Indices.Length == 1 && place.Path.EndsWith(Position, StringComparison.Ordinal) && OwnerOf(place, Position, _session.Stores.Behind) is { } owner && _state.Memory.TryGetValue((owner, Cell), out Content? cells))
        {
            ImmutableArray<Term> cell = ImmutableArray.Create(RowOf(place.Indices[0]), ColumnOf(place.Indices[0]));
            return cells.Read(cell, site) is { } value ? Terms.Substitute(value, PositionOf(cell), place.Indices[0]) : null;
        }
        return null;
    }

    // _rows[i][j] where this[i, j] gives that: one place by two names.
    private Place? CellOfRows(IArrayElementReferenceOperation element) =>
        element is { Indices.Length: 1, ArrayReference: IArrayElementReferenceOperation { Indices.Length: 1, ArrayReference: IMemberReferenceOperation { Instance: { } owner, Member: var rows } } row } &&
        rows.ContainingType is { TypeKind: TypeKind.Class or TypeKind.Struct } type && _session.Stores.RowsBehind(type) == rows.Name
            ? Place.Of(Evaluate(owner)).Element(ImmutableArray.Create(Evaluate(row.Indices[0]), Evaluate(element.Indices[0]))) : null;

    private static string? StoreOf(Term matrix, Func<INamedTypeSymbol, string?> behind) =>
        matrix.Tag is Allocation { Type: INamedTypeSymbol { DeclaringSyntaxReferences.IsEmpty: false } type } ? behind(type) : null;

    // What has been written to the array, where it stands in the matrix and where it is an array of the constructor's.
    private Content? WrittenTo(Term matrix, string store, string steps) =>
        _state.Memory.TryGetValue((matrix, "." + store + steps), out Content? cells) ||
        _state.Memory.TryGetValue((matrix, "." + store), out Content? reference) && reference.Base is { } array && FlowState.IsAllocation(array) &&
        _state.Memory.TryGetValue((array, steps), out cells) ||
        // With this[int i] => _rows[i] beside it, the rows are the matrix's own elements, as its cells are with this[params int[] at].
        _state.Memory.TryGetValue((matrix, steps), out cells) ? cells : null;

    private Term? OwnerOf(Place place, string steps, Func<INamedTypeSymbol, string?> behind)
    {
        if (place.Path != steps)
            return StoreOf(place.Root, behind) is { } store && place.Path == "." + store + steps ? place.Root : null;
        if (StoreOf(place.Root, behind) is not null)
            return place.Root;
        foreach (KeyValuePair<(Term Root, string Path), Content> cell in _state.Memory)
            if (place.Root.Equals(cell.Value.Base) && StoreOf(cell.Key.Root, behind) is { } own && cell.Key.Path == "." + own)
                return cell.Key.Root;
        return null;
    }

    private static Term PositionOf(ImmutableArray<Term> cell) => Terms.Opaque("position", cell);

    private static Term RowOf(Term position) => Terms.Opaque("row", ImmutableArray.Create(position));

    private static Term ColumnOf(Term position) => Terms.Opaque("column", ImmutableArray.Create(position));
}
