using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Witness;

/// <summary>The operators of Enumerable that yield one item, a count or an answer.</summary>
internal static class LinqScalars
{
    /// <summary>An operator; null where it is not known.</summary>
    public static LibraryCall? Find(IMethodSymbol method)
    {
        bool has = method.Parameters.Length == 2 && method.Parameters[1].Type is INamedTypeSymbol { Name: "Func" };
        bool plain = method.Parameters.Length == 1;
        return method.Name switch
        {
            "Count" => call => Chosen(call, has).Count(),
            "LongCount" => call => Chosen(call, has).LongCount(),
            "Any" => call => Boxes.Of(Chosen(call, has).Any()),
            "All" => call =>
            {
                DelegateValue predicate = Delegates.Of(call, 1);
                return Boxes.Of(LinqCalls.Source(call).All(item => Delegates.Holds(predicate, item)));
            },
            "First" => call => Chosen(call, has).First(),
            "Last" => call => Chosen(call, has).Last(),
            "Single" => call => Chosen(call, has).Single(),
            "FirstOrDefault" when plain || has => call => OrDefault(call, Chosen(call, has).Take(1)),
            "LastOrDefault" when plain || has => call => OrDefault(call, Chosen(call, has).Reverse().Take(1)),
            "ElementAt" when method.Parameters[1].Type.SpecialType == SpecialType.System_Int32 => ElementAt,
            "Aggregate" => Aggregated,
            "Contains" when method.Parameters.Length == 2 => call =>
                Boxes.Of(LinqCalls.Source(call).Contains(LinqCalls.Comparable(call[1]))),
            "SequenceEqual" when method.Parameters.Length == 2 => call =>
                Boxes.Of(LinqCalls.Source(call).Select(LinqCalls.Comparable).SequenceEqual(call.Machine.Items(call[1]))),
            _ => null,
        };
    }

    private static IEnumerable<object?> Chosen(CallSite call, bool hasPredicate)
    {
        if (!hasPredicate) return LinqCalls.Source(call);
        DelegateValue predicate = Delegates.Of(call, 1);
        return LinqCalls.Source(call).Where(item => Delegates.Holds(predicate, item));
    }

    private static object? OrDefault(CallSite call, IEnumerable<object?> items)
    {
        List<object?> found = [.. items];
        return found.Count > 0 ? found[0] : call.Machine.Default(call.Close(call.Method.TypeArguments[0]), TypeEnvironment.Empty);
    }

    private static object? ElementAt(CallSite call)
    {
        int index = call.Int(1);
        if (index < 0) throw call.Machine.Raise("System.ArgumentOutOfRangeException");
        List<object?> found = [.. LinqCalls.Source(call).Skip(index).Take(1)];
        return found.Count > 0 ? found[0] : throw call.Machine.Raise("System.ArgumentOutOfRangeException");
    }

    private static object? Aggregated(CallSite call)
    {
        IEnumerable<object?> source = LinqCalls.Source(call);
        if (call.Arguments.Length == 2)
        {
            DelegateValue only = Delegates.Of(call, 1);
            return source.Aggregate((x, y) => only.Call([x, y]));
        }

        DelegateValue function = Delegates.Of(call, 2);
        object? result = source.Aggregate(call[1], (x, y) => function.Call([x, y]));
        return call.Arguments.Length == 4 ? Delegates.Of(call, 3).Call([result]) : result;
    }
}
