using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Witness;

/// <summary>
/// Sum, Average, Max and Min by the host's own operators: their accumulators, their treatment of NaN and of overflow, and
/// where they stop are those of the compiled code. They have one path for arrays and lists and another for everything
/// else, which differ in the sign of zero; so they are given the same.
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
            IEnumerable<object?> items = LinqCalls.Source(call);
            if (selects)
            {
                DelegateValue selector = Delegates.Of(call, 1);
                items = items.Select(item => selector.Call([item]));
            }

            ITypeSymbol type = call.Close(selects
                ? ((INamedTypeSymbol)call.Method.Parameters[1].Type).TypeArguments.Last()
                : ((INamedTypeSymbol)call.Method.Parameters[0].Type).TypeArguments[0]);
            bool isStored = !selects && call[0] is ArrayValue or ListValue;
            if (Machine.NullableArgument(type) is not { } inside) return Reduce(name, NumberKinds.Of(type), items, isStored);

            // Nulls are skipped; of nothing but nulls the sum is zero and the rest null.
            List<object?> present = [.. items.Where(item => item is not null)];
            return present.Count == 0 && name != "Sum" ? null : Reduce(name, NumberKinds.Of(inside), present, false);
        };
    }

    private static object Reduce(string name, NumberKind kind, IEnumerable<object?> items, bool isStored) => kind switch
    {
        NumberKind.Double => OfDouble(name, Source<double>(items, isStored)),
        NumberKind.Single => OfSingle(name, Source<float>(items, isStored)),
        NumberKind.Int32 => OfInt32(name, Source<int>(items, isStored)),
        NumberKind.Int64 => OfInt64(name, Source<long>(items, isStored)),
        NumberKind.Decimal => OfDecimal(name, Source<decimal>(items, isStored)),
        _ => name is "Max" or "Min" ? OfOther(name, kind, items) : throw Machine.Stuck($"{name} of {kind}"),
    };

    private static IEnumerable<T> Source<T>(IEnumerable<object?> items, bool isStored)
    {
        IEnumerable<T> typed = items.Select(item => (T)item!);
        return isStored ? typed.ToArray() : typed;
    }

    private static object OfDouble(string name, IEnumerable<double> items) => name switch
    {
        "Sum" => items.Sum(),
        "Average" => items.Average(),
        "Max" => items.Max(),
        _ => items.Min(),
    };

    private static object OfSingle(string name, IEnumerable<float> items) => name switch
    {
        "Sum" => items.Sum(),
        "Average" => items.Average(),
        "Max" => items.Max(),
        _ => items.Min(),
    };

    private static object OfInt32(string name, IEnumerable<int> items) => name switch
    {
        "Sum" => items.Sum(),
        "Average" => items.Average(),
        "Max" => items.Max(),
        _ => (object)items.Min(),
    };

    private static object OfInt64(string name, IEnumerable<long> items) => name switch
    {
        "Sum" => items.Sum(),
        "Average" => items.Average(),
        "Max" => items.Max(),
        _ => (object)items.Min(),
    };

    private static object OfDecimal(string name, IEnumerable<decimal> items) => name switch
    {
        "Sum" => items.Sum(),
        "Average" => items.Average(),
        "Max" => items.Max(),
        _ => items.Min(),
    };

    private static object OfOther(string name, NumberKind kind, IEnumerable<object?> source)
    {
        List<object?> items = [.. source];
        if (items.Count == 0) throw new InvalidOperationException();
        if (kind is NumberKind.None or NumberKind.Half) throw Machine.Stuck($"{name} of {kind}");
        return (name == "Max" ? items.Max(Comparer<object?>.Default) : items.Min(Comparer<object?>.Default))!;
    }

    private static object? Max(this List<object?> items, Comparer<object?> order) =>
        items.Aggregate((best, item) => order.Compare(item, best) > 0 ? item : best);

    private static object? Min(this List<object?> items, Comparer<object?> order) =>
        items.Aggregate((best, item) => order.Compare(item, best) < 0 ? item : best);
}
