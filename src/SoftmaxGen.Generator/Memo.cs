using System.Collections.Concurrent;

namespace SoftmaxGen.Generator;

/// <summary>
/// Remembers what was made of a value for as long as the value is in use. The steps of the pipeline compare place by place:
/// a kernel that is added or removed moves all that stand behind it, and without this each of them would be written anew.
/// </summary>
/// <remarks>What is made depends on the value alone, so that it does not matter who asks, how often, or from which thread.</remarks>
internal sealed class Memo<TKey, TValue>
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, TValue> known = new();

    /// <summary>What is made of the key.</summary>
    public TValue Of(TKey key, Func<TKey, TValue> make) => known.GetOrAdd(key, make);

    /// <summary>Forgets all but these.</summary>
    public void Keep(IEnumerable<TKey> used)
    {
        HashSet<TKey> kept = [.. used];
        foreach (TKey key in known.Keys)
        {
            if (!kept.Contains(key))
            {
                known.TryRemove(key, out _);
            }
        }
    }
}
