using System.Collections;

namespace SoftmaxGen.Analyzers.Flow;

/// <summary>
/// A dictionary that is cheap to copy: the copies share their entries until one of them is written to. Most states of a body differ
/// from the one before by a variable or two.
/// </summary>
internal sealed class SharedMap<TKey, TValue> : IEnumerable<KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    private Dictionary<TKey, TValue> _entries;
    private bool _isShared;

    public SharedMap() => _entries = [];

    private SharedMap(Dictionary<TKey, TValue> entries)
    {
        _entries = entries;
        _isShared = true;
    }

    public int Count => _entries.Count;

    public IEnumerable<TKey> Keys => _entries.Keys;

    public TValue this[TKey key]
    {
        get => _entries[key];
        set
        {
            Own();
            _entries[key] = value;
        }
    }

    public SharedMap<TKey, TValue> Copy()
    {
        _isShared = true;
        return new(_entries);
    }

    /// <summary>Whether nothing has been written to either since one was copied from the other.</summary>
    public bool IsCopyOf(SharedMap<TKey, TValue> other) => ReferenceEquals(_entries, other._entries);

    public bool TryGetValue(TKey key, out TValue value) => _entries.TryGetValue(key, out value);

    public bool ContainsKey(TKey key) => _entries.ContainsKey(key);

    public void Remove(TKey key)
    {
        Own();
        _entries.Remove(key);
    }

    public Dictionary<TKey, TValue>.Enumerator GetEnumerator() => _entries.GetEnumerator();

    IEnumerator<KeyValuePair<TKey, TValue>> IEnumerable<KeyValuePair<TKey, TValue>>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Own()
    {
        if (!_isShared)
            return;
        _entries = new(_entries);
        _isShared = false;
    }
}
