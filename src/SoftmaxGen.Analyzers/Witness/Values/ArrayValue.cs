using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Witness;

/// <summary>An array of one or more dimensions, stored flat.</summary>
/// <param name="elementType">The type of an element.</param>
/// <param name="cells">The elements, the last index running fastest.</param>
/// <param name="lengths">The length of each dimension; null for a vector.</param>
internal sealed class ArrayValue(ITypeSymbol elementType, object?[] cells, int[]? lengths = null)
{
    /// <summary>The type of an element.</summary>
    public ITypeSymbol ElementType { get; } = elementType;

    /// <summary>The elements, the last index running fastest.</summary>
    public object?[] Cells { get; } = cells;

    /// <summary>The number of dimensions.</summary>
    public int Rank => lengths?.Length ?? 1;

    /// <summary>The length of a dimension; -1 where there is none such.</summary>
    public int LengthOf(int dimension) =>
        dimension < 0 || dimension >= Rank ? -1 : lengths is null ? Cells.Length : lengths[dimension];

    /// <summary>The flat index; -1 where an index is out of range.</summary>
    public int IndexOf(int[] indices)
    {
        if (indices.Length != Rank) return -1;
        int flat = 0;
        for (int d = 0; d < indices.Length; d++)
        {
            int length = LengthOf(d);
            if ((uint)indices[d] >= (uint)length) return -1;
            flat = (flat * length) + indices[d];
        }

        return flat;
    }

    /// <summary>A new array of the same shape with these elements.</summary>
    public ArrayValue With(object?[] other) => new(ElementType, other, lengths);
}

/// <summary>A view of part of an array: Span, ReadOnlySpan, Memory, ReadOnlyMemory, ArraySegment.</summary>
internal sealed class SpanValue(ArrayValue? array, int offset, int length)
{
    /// <summary>The shared storage; null for an empty view.</summary>
    public ArrayValue? Array { get; } = array;

    /// <summary>Where the view begins.</summary>
    public int Offset { get; } = offset;

    /// <summary>How many elements it has.</summary>
    public int Length { get; } = length;

    /// <summary>The view of all of an array.</summary>
    public static SpanValue Of(ArrayValue? array) => new(array, 0, array?.Cells.Length ?? 0);

    /// <summary>An element; the caller has checked the index.</summary>
    public object? this[int index]
    {
        get => Array!.Cells[Offset + index];
        set => Array!.Cells[Offset + index] = value;
    }
}

/// <summary>A pointer into an array; null is the null pointer.</summary>
internal sealed class PointerValue(ArrayValue array, long index)
{
    /// <summary>The storage.</summary>
    public ArrayValue Array { get; } = array;

    /// <summary>The flat index, which may lie outside until it is followed.</summary>
    public long Index { get; } = index;
}

/// <summary>A <c>List&lt;T&gt;</c>.</summary>
internal sealed class ListValue(ITypeSymbol elementType, List<object?> items)
{
    /// <summary>The type of an item.</summary>
    public ITypeSymbol ElementType { get; } = elementType;

    /// <summary>The items.</summary>
    public List<object?> Items { get; } = items;

    /// <summary>Counts changes, since enumeration fails after one.</summary>
    public int Version { get; set; }
}

/// <summary>A sequence that is computed when it is enumerated, each time anew, as LINQ does.</summary>
internal sealed class SequenceValue(IEnumerable<object?> items, int depth)
{
    /// <summary>How many sequences it is computed from, one on top of the other.</summary>
    public int Depth { get; } = depth;

    /// <summary>The items, computed on enumeration.</summary>
    public IEnumerable<object?> Items { get; } = items;
}
