namespace SoftmaxGen.Analyzers.Witness;

/// <summary>A place that holds a value: what <c>ref</c>, <c>out</c> and assignment work on.</summary>
internal abstract class Location
{
    /// <summary>The value at the place; a struct is not copied by reading it here.</summary>
    public abstract object? Value { get; set; }
}

/// <summary>A local variable or parameter; closures share it.</summary>
internal sealed class Slot(object? value) : Location
{
    /// <inheritdoc/>
    public override object? Value { get; set; } = value;
}

/// <summary>An element of an array.</summary>
internal sealed class CellLocation(ArrayValue array, int index) : Location
{
    /// <inheritdoc/>
    public override object? Value
    {
        get => Array.Cells[Index];
        set => Array.Cells[Index] = value;
    }

    /// <summary>The storage, from which a pointer can be made.</summary>
    public ArrayValue Array { get; } = array;

    /// <summary>The flat index into the storage.</summary>
    public int Index { get; } = index;
}

/// <summary>A field of an object, a struct or a tuple.</summary>
internal sealed class FieldLocation(Aggregate owner, int index) : Location
{
    /// <inheritdoc/>
    public override object? Value
    {
        get => owner.Fields[index];
        set => owner.Fields[index] = value;
    }
}

/// <summary>A property or indexer: reading and writing run its accessors.</summary>
internal sealed class AccessorLocation(Func<object?> get, Action<object?> set) : Location
{
    /// <inheritdoc/>
    public override object? Value
    {
        get => get();
        set => set(value);
    }
}

/// <summary>Where a discard is written to.</summary>
internal sealed class Nowhere : Location
{
    /// <inheritdoc/>
    public override object? Value
    {
        get => null;
        set { }
    }
}
