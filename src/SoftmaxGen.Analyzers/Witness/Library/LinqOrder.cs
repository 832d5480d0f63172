using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Witness;

/// <summary>Sorting operators of Enumerable.</summary>
internal static class LinqOrder
{
    /// <summary>An operator that sorts by a key.</summary>
    public static LibraryCall Find(IMethodSymbol method)
    {
        bool descends = method.Name.EndsWith("Descending", StringComparison.Ordinal);
        bool refines = method.Name.StartsWith("ThenBy", StringComparison.Ordinal);
        return call =>
        {
            DelegateValue key = Delegates.Of(call, 1);
            Func<object?, object?> keyOf = item => Key(key.Call([item]));
            if (!refines)
            {
                IEnumerable<object?> source = LinqCalls.Source(call);
                return LinqCalls.Lazy(call, descends ? source.OrderByDescending(keyOf) : source.OrderBy(keyOf));
            }

            if (call[0] is not SequenceValue { Items: IOrderedEnumerable<object?> sorted }) throw Machine.Stuck("an unknown order");
            return LinqCalls.Lazy(call, descends ? sorted.ThenByDescending(keyOf) : sorted.ThenBy(keyOf));
        };
    }

    // Texts are sorted by culture, objects by what they say: neither is known here.
    private static object? Key(object? key) =>
        key is null || NumberKinds.Of(key) != NumberKind.None ? key : throw Machine.Stuck("an order of objects");
}
