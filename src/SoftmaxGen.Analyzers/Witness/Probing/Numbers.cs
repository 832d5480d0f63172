namespace SoftmaxGen.Analyzers.Witness;

/// <summary>The floating point numbers inside a value.</summary>
internal static class Numbers
{
    private const int Nesting = 4;
    private const int Limit = 4096;

    /// <summary>The numbers, in order.</summary>
    public static double[] Of(object? value)
    {
        List<double> numbers = [];
        Collect(value, numbers, 0);
        return [.. numbers];
    }

    /// <summary>Whether there are any.</summary>
    public static bool HasFloating(object? value) => Of(value).Length > 0;

    /// <summary>Whether it is a buffer of whole numbers that are not all zeros.</summary>
    public static bool HasFilled(object? value) => value switch
    {
        ArrayValue array => array.Cells.Any(static x => x is ArrayValue ? HasFilled(x) : x is not 0 and not 0L),
        ListValue list => list.Items.Any(static x => x is not 0 and not 0L),
        SpanValue { Array: { } storage } => HasFilled(storage),
        PointerValue pointer => HasFilled(pointer.Array),
        _ => false,
    };

    /// <summary>The numbers of an object's fields, to be compared with those after a run.</summary>
    public static double[] Snapshot(object? value) => Of(value);

    /// <summary>Whether any is NaN or infinite.</summary>
    public static bool Break(IEnumerable<double> numbers) => numbers.Any(x => double.IsNaN(x) || double.IsInfinity(x));

    private static void Collect(object? value, List<double> numbers, int depth)
    {
        if (depth > Nesting || numbers.Count >= Limit) return;
        switch (value)
        {
            case double or float or HalfValue:
                numbers.Add(NumberConversion.ToDouble(value)!.Value);
                break;
            case ArrayValue array:
                foreach (object? cell in array.Cells) Collect(cell, numbers, depth + 1);
                break;
            case SpanValue { Array: { } storage } span:
                for (int i = 0; i < span.Length; i++) Collect(storage.Cells[span.Offset + i], numbers, depth + 1);
                break;
            case PointerValue pointer:
                Collect(pointer.Array, numbers, depth + 1);
                break;
            case ListValue list:
                foreach (object? item in list.Items) Collect(item, numbers, depth + 1);
                break;
            case Aggregate aggregate:
                foreach (object? field in aggregate.Fields) Collect(field, numbers, depth + 1);
                break;
            case Location place:
                Collect(place.Value, numbers, depth);
                break;
        }
    }
}
