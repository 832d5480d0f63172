using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Flow;

/// <summary>
/// Matrices of the user's own that have two ways to their cells: m[i, j], and one position in the array behind it. What has been
/// written through one of them is read through the other: at the position of (i, j), whatever that is, or at the row and the column of k.
/// </summary>
internal sealed partial class Evaluator
{
    private const string Cell = "[,]";
    private const string Position = "[]";

    private Term? SeenOtherwise(Place place, object site)
    {
        if (place.Root is not { Kind: TermKind.Root, Tag: Allocation } || place.Indices.IsEmpty)
            return null;
        if (place.Path == Cell && StoreOf(place.Root) is { } store && PositionsOf(place.Root, store) is { } positions)
        {
            Term position = PositionOf(place.Indices);
            return positions.Read(ImmutableArray.Create(position), site) is { } value
                ? Terms.Substitute(Terms.Substitute(value, RowOf(position), place.Indices[0]), ColumnOf(position), place.Indices[1]) : null;
        }
        if (place.Indices.Length == 1 && place.Path.EndsWith(Position, StringComparison.Ordinal) && OwnerOf(place) is { } owner && _state.Memory.TryGetValue((owner, Cell), out Content? cells))
        {
            ImmutableArray<Term> cell = ImmutableArray.Create(RowOf(place.Indices[0]), ColumnOf(place.Indices[0]));
            return cells.Read(cell, site) is { } value ? Terms.Substitute(value, PositionOf(cell), place.Indices[0]) : null;
        }
        return null;
    }

    private string? StoreOf(Term matrix) =>
        matrix.Tag is Allocation { Type: INamedTypeSymbol { DeclaringSyntaxReferences.IsEmpty: false } type } ? _session.Stores.Behind(type) : null;

    // What has been written to the array, where it stands in the matrix and where it is an array of the constructor's.
    private Content? PositionsOf(Term matrix, string store) =>
        _state.Memory.TryGetValue((matrix, "." + store + Position), out Content? positions) ||
        _state.Memory.TryGetValue((matrix, "." + store), out Content? reference) && reference.Base is { } array && FlowState.IsAllocation(array) &&
        _state.Memory.TryGetValue((array, Position), out positions) ? positions : null;

    private Term? OwnerOf(Place place)
    {
        if (place.Path != Position)
            return StoreOf(place.Root) is { } store && place.Path == "." + store + Position ? place.Root : null;
        foreach (KeyValuePair<(Term Root, string Path), Content> cell in _state.Memory)
            if (place.Root.Equals(cell.Value.Base) && StoreOf(cell.Key.Root) is { } own && cell.Key.Path == "." + own)
                return cell.Key.Root;
        return null;
    }

    private static Term PositionOf(ImmutableArray<Term> cell) => Terms.Opaque("position", cell);

    private static Term RowOf(Term position) => Terms.Opaque("row", ImmutableArray.Create(position));

    private static Term ColumnOf(Term position) => Terms.Opaque("column", ImmutableArray.Create(position));
}
