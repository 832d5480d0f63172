using Microsoft.CodeAnalysis.Text;

namespace SoftmaxGen.Analyzers.Flow.Gate;

/// <summary>A set of names that finds its members in a text, one look at every character and almost none at every name.</summary>
internal sealed class NameTable
{
    private readonly string?[] _slots;
    private readonly int _mask;

    // For each first character below 128: which lengths its names have.
    private readonly ulong[] _lengths = new ulong[128];

    public NameTable(IEnumerable<string> names)
    {
        string[] all = names.Where(name => name.Length is > 0 and < 64 && name[0] < 128).Distinct(StringComparer.Ordinal).ToArray();
        int size = 64;
        while (size < all.Length * 4)
            size *= 2;
        _slots = new string?[size];
        _mask = size - 1;
        Count = all.Length;
        foreach (string name in all)
        {
            int slot = Hash(name.AsSpan()) & _mask;
            while (_slots[slot] is not null)
                slot = (slot + 1) & _mask;
            _slots[slot] = name;
            _lengths[name[0]] |= 1UL << name.Length;
        }
    }

    public int Count { get; }

    /// <summary>Where the names stand in a text, comments and strings included: only syntax can tell.</summary>
    public List<Hit> Scan(SourceText text)
    {
        List<Hit> hits = s_none;
        if (Count == 0)
            return hits;
        char[] characters = Buffer(text.Length);
        text.CopyTo(0, characters, 0, text.Length);
        ReadOnlySpan<char> rest = characters.AsSpan(0, text.Length);
        bool[] parts = s_parts;
        int position = 0;
        while (position < rest.Length)
        {
            char first = rest[position];
            if (first < 128 && !parts[first])
            {
                position++;
                continue;
            }
            int start = position++;
            while (position < rest.Length && (rest[position] is var c && (c >= 128 || parts[c])))
                position++;
            int count = position - start;
            // Almost every word ends here: no name begins like it and is as long.
            if (count >= 64 || first >= 128 || (_lengths[first] >> count & 1) == 0 || Find(rest.Slice(start, count)) is not { } name)
                continue;
            if (hits.Count == 0)
                hits = [];
            hits.Add(new(start, name));
        }
        return hits;
    }

    private string? Find(ReadOnlySpan<char> word)
    {
        for (int slot = Hash(word) & _mask; _slots[slot] is { } name; slot = (slot + 1) & _mask)
            if (word.SequenceEqual(name.AsSpan()))
                return name;
        return null;
    }

    private static int Hash(ReadOnlySpan<char> word)
    {
        int hash = 0;
        foreach (char c in word)
            hash = unchecked(hash * 31 + c);
        return hash;
    }

    private static readonly List<Hit> s_none = [];

    // A letter beyond ASCII counts as part of a name, whatever it is: none of our names has one.
    private static readonly bool[] s_parts = Enumerable.Range(0, 128)
        .Select(c => c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '_').ToArray();

    [ThreadStatic]
    private static char[]? s_buffer;

    private static char[] Buffer(int length)
    {
        // Large files are rare and their buffers are not kept.
        if (length > 1 << 18)
            return new char[length];
        if (s_buffer is null || s_buffer.Length < length)
            s_buffer = new char[Math.Max(length, 1 << 15)];
        return s_buffer;
    }
}

/// <summary>A name in a text.</summary>
internal readonly record struct Hit(int Position, string Name);
