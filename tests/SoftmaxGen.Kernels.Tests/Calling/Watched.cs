using System.Buffers;
using System.Collections.Concurrent;

namespace SoftmaxGen.Kernels.Tests.Calling;

/// <summary>
/// Memory that knows which threads have asked for it. Whoever asks again waits until a second thread has asked, so that no
/// thread does all the work before another one has begun.
/// </summary>
internal sealed class Watched<T>(T[] items, TimeSpan patience) : MemoryManager<T>
    where T : unmanaged
{
    private readonly ConcurrentDictionary<int, bool> threads = new();
    private readonly ManualResetEventSlim second = new();
    private int asked;

    /// <summary>How many threads have asked.</summary>
    public int Threads => threads.Count;

    /// <summary>The memory; to make it is not to ask.</summary>
    public override Memory<T> Memory => CreateMemory(items.Length);

    /// <inheritdoc />
    public override Span<T> GetSpan()
    {
        threads[Environment.CurrentManagedThreadId] = true;
        if (threads.Count > 1)
        {
            second.Set();
        }
        else if (Interlocked.Increment(ref asked) > 1)
        {
            // The first to ask is the caller, who checks the length.
            second.Wait(patience);
        }

        return items;
    }

    /// <inheritdoc />
    public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void Unpin() => throw new NotSupportedException();

    /// <inheritdoc />
    protected override void Dispose(bool disposing) => second.Dispose();
}
