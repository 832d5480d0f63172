using System.Collections;

namespace SoftmaxGen.Analyzers.Flow;

/// <summary>
/// A dictionary that is cheap to copy, and whose copies are cheap to write to and to compare: they share what they began with, and each
/// keeps beside it what it has been given since. Most states of a body differ from the one before by a variable or two.
/// Entries come in the order in which they were added.
/// </summary>
internal sealed class SharedMap<TKey, TValue> : IEnumerable<KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    // More than these are not copied with every write, but become part of what is shared.
    private const int MostOwn = 12;

    private static readonly Dictionary<TKey, TValue> s_none = [];

    // Never written to.
    private Dictionary<TKey, TValue> _shared = s_none;

    // What has been written since, and whether a copy has it, too.
    private Dictionary<TKey, TValue> _own = s_none;
    private bool _isCopied = true;
    private int _added;

    public int Count => _shared.Count + _added;

    public IEnumerable<TKey> Keys => this.Select(entry => entry.Key);

    public TValue this[TKey key]
    {
        get => TryGetValue(key, out TValue value) ? value : throw new KeyNotFoundException();
        set
        {
            Own();
            if (!_own.ContainsKey(key) && !_shared.ContainsKey(key))
                _added++;
            _own[key] = value;
        }
    }

    public SharedMap<TKey, TValue> Copy()
    {
        _isCopied = true;
        return new() { _shared = _shared, _own = _own, _added = _added };
    }

    /// <summary>Whether nothing has been written to either since one was copied from the other.</summary>
    public bool IsCopyOf(SharedMap<TKey, TValue> other) => ReferenceEquals(_shared, other._shared) && ReferenceEquals(_own, other._own);

    /// <summary>Whether the two differ in nothing but what <see cref="Unlike"/> gives of either.</summary>
    public bool IsRelatedTo(SharedMap<TKey, TValue> other) => ReferenceEquals(_shared, other._shared);

    /// <summary>The entries that the other one may not have, or may have with another value.</summary>
    public IEnumerable<KeyValuePair<TKey, TValue>> Unlike(SharedMap<TKey, TValue> other) => IsRelatedTo(other) ? _own : this;

    /// <summary>What this shares with a map that it is related to.</summary>
    public SharedMap<TKey, TValue> SharedPart() => new() { _shared = _shared };

    public bool TryGetValue(TKey key, out TValue value) => _own.Count > 0 && _own.TryGetValue(key, out value) || _shared.TryGetValue(key, out value);

    public bool ContainsKey(TKey key) => _shared.ContainsKey(key) || _own.Count > 0 && _own.ContainsKey(key);

    public void Remove(TKey key)
    {
        if (!ContainsKey(key))
            return;
        Dictionary<TKey, TValue> rest = Merged();
        rest.Remove(key);
        (_shared, _own, _isCopied, _added) = (rest, s_none, true, 0);
    }

    public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator()
    {
        (Dictionary<TKey, TValue> shared, Dictionary<TKey, TValue> own) = (_shared, _own);
        foreach (KeyValuePair<TKey, TValue> entry in shared)
            yield return own.Count > 0 && own.TryGetValue(entry.Key, out TValue value) ? new(entry.Key, value) : entry;
        foreach (KeyValuePair<TKey, TValue> entry in own)
            if (!shared.ContainsKey(entry.Key))
                yield return entry;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Own()
    {
        if (!_isCopied)
            return;
        if (_own.Count > MostOwn)
            (_shared, _own, _added) = (Merged(), [], 0);
        else
            _own = new(_own);
        _isCopied = false;
    }

    private Dictionary<TKey, TValue> Merged()
    {
        var all = new Dictionary<TKey, TValue>(_shared);
        foreach (KeyValuePair<TKey, TValue> entry in _own)
            all[entry.Key] = entry.Value;
        return all;
    }
}
