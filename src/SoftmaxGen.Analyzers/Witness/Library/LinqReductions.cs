using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Witness;

/// <summary>
/// Sum, Average, Max and Min. The items are collected and handed to the host's own operator: its accumulators, its
/// treatment of NaN and of overflow are those of the compiled code.
/// </summary>
internal static class LinqReductions
{
    /// <summary>A reduction; null where it is not known.</summary>
    public static LibraryCall? Find(IMethodSymbol method)
    {
        string name = method.Name;
        bool selects = method.Parameters.Length == 2;
        if (selects && method.Parameters[1].Type is not INamedTypeSymbol { Name: "Func" }) return null;
        return call =>
        {
            DelegateValue? selector = selects ? Delegates.Of(call, 1) : null;
            List<object?> items = [];
            foreach (object? item in LinqCalls.Source(call)) items.Add(selector is null ? item : selector.Call([item]));
            ITypeSymbol type = call.Close(selects
                ? ((INamedTypeSymbol)call.Method.Parameters[1].Type).TypeArguments.Last()
                : ((INamedTypeSymbol)call.Method.Parameters[0].Type).TypeArguments[0]);
            if (Machine.NullableArgument(type) is not { } inside) return Reduce(name, NumberKinds.Of(type), items);

            // Nulls are skipped; of nothing but nulls the sum is zero and the rest null.
            items.RemoveAll(item => item is null);
            return items.Count == 0 && name != "Sum" ? null : Reduce(name, NumberKinds.Of(inside), items);
        };
    }

    private static object Reduce(string name, NumberKind kind, List<object?> items) => kind switch
    {
        NumberKind.Double => OfDouble(name, [.. items.Cast<double>()]),
        NumberKind.Single => OfSingle(name, [.. items.Cast<float>()]),
        NumberKind.Int32 => OfInt32(name, [.. items.Cast<int>()]),
        NumberKind.Int64 => OfInt64(name, [.. items.Cast<long>()]),
        NumberKind.Decimal => OfDecimal(name, [.. items.Cast<decimal>()]),
        _ => name is "Max" or "Min" ? OfOther(name, kind, items) : throw Machine.Stuck($"{name} of {kind}"),
    };

    private static object OfDouble(string name, double[] items) => name switch
    {
        "Sum" => items.Sum(),
        "Average" => items.Average(),
        "Max" => items.Max(),
        _ => items.Min(),
    };

    private static object OfSingle(string name, float[] items) => name switch
    {
        "Sum" => items.Sum(),
        "Average" => items.Average(),
        "Max" => items.Max(),
        _ => items.Min(),
    };

    private static object OfInt32(string name, int[] items) => name switch
    {
        "Sum" => items.Sum(),
        "Average" => items.Average(),
        "Max" => items.Max(),
        _ => (object)items.Min(),
    };

    private static object OfInt64(string name, long[] items) => name switch
    {
        "Sum" => items.Sum(),
        "Average" => items.Average(),
        "Max" => items.Max(),
        _ => (object)items.Min(),
    };

    private static object OfDecimal(string name, decimal[] items) => name switch
    {
        "Sum" => items.Sum(),
        "Average" => items.Average(),
        "Max" => items.Max(),
        _ => items.Min(),
    };

    private static object OfOther(string name, NumberKind kind, List<object?> items)
    {
        if (items.Count == 0) throw new InvalidOperationException();
        if (kind is NumberKind.None or NumberKind.Half) throw Machine.Stuck($"{name} of {kind}");
        return (name == "Max" ? items.Max(Comparer<object?>.Default) : items.Min(Comparer<object?>.Default))!;
    }

    private static object? Max(this List<object?> items, Comparer<object?> order) =>
        items.Aggregate((best, item) => order.Compare(item, best) > 0 ? item : best);

    private static object? Min(this List<object?> items, Comparer<object?> order) =>
        items.Aggregate((best, item) => order.Compare(item, best) < 0 ? item : best);
}
