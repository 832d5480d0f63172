using System.Runtime.InteropServices;

namespace SoftmaxGen.Kernels.Tests.Calling;

/// <summary>
/// Items in the middle of a longer array. What lies around them is known, so that a write beyond either end is
/// seen, and the odd distance keeps them from any alignment that an array would have by luck.
/// </summary>
/// <typeparam name="T">An element or a label.</typeparam>
internal sealed class Guarded<T>
    where T : unmanaged
{
    /// <summary>Longer than any register, so that a whole stray store is caught.</summary>
    private const int Around = 33;

    private const byte Pattern = 0x5A;

    private readonly T[] all;
    private readonly int start;

    /// <param name="length">How many items.</param>
    /// <param name="alone">Whether they make up the whole array, as an array parameter needs it.</param>
    public Guarded(int length, bool alone)
    {
        start = alone ? 0 : Around;
        all = new T[length + 2 * start];
        MemoryMarshal.AsBytes(all.AsSpan()).Fill(Pattern);
        Items = new Memory<T>(all, start, length);
    }

    /// <summary>The items.</summary>
    public Memory<T> Items { get; }

    /// <summary>Whether all that lies around the items is as it was.</summary>
    public bool IsIntact => IsUntouched(all.AsSpan(0, start)) && IsUntouched(all.AsSpan(all.Length - start));

    /// <summary>Whether the items themselves were never written either.</summary>
    public bool IsUnwritten => IsUntouched(all);

    /// <summary>Whether those of the items were never written.</summary>
    public bool IsUntouched(Func<int, bool> chosen)
    {
        for (int i = 0; i < Items.Length; i++)
        {
            if (chosen(i) && !IsUntouched(Items.Span.Slice(i, 1)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsUntouched(ReadOnlySpan<T> items) => !MemoryMarshal.AsBytes(items).ContainsAnyExcept(Pattern);
}
