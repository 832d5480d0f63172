namespace SoftmaxGen.Analyzers.Witness;

/// <content>Enumeration.</content>
internal sealed partial class Machine
{
    /// <summary>The items of anything enumerable, lazily; each is paid for.</summary>
    public IEnumerable<object?> Items(object? source) => source switch
    {
        ArrayValue array => Each(array.Cells, 0, array.Cells.Length),
        SpanValue span => span.Array is null ? [] : Each(span.Array.Cells, span.Offset, span.Length),
        ListValue list => Each(list),
        SequenceValue sequence => sequence.Items,
        string text => text.Select(character => (object?)character),
        null => throw Raise("System.ArgumentNullException"),
        _ => throw Stuck("an unknown enumerable"),
    };

    private IEnumerable<object?> Each(object?[] cells, int offset, int length)
    {
        for (int i = 0; i < length; i++)
        {
            Step();
            yield return cells[offset + i];
        }
    }

    private IEnumerable<object?> Each(ListValue list)
    {
        int version = list.Version;
        for (int i = 0; i < list.Items.Count; i++)
        {
            Step();
            yield return list.Items[i];
            if (version != list.Version) throw Raise("System.InvalidOperationException");
        }
    }
}
