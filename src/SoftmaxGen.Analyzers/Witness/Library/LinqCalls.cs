using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Witness;

/// <summary>Enumerable, as lazy as in .NET: the host's own operators run over interpreted items and lambdas.</summary>
internal static class LinqCalls
{
    /// <summary>An operator of Enumerable; null where it is not known.</summary>
    public static LibraryCall? Find(IMethodSymbol method)
    {
        int count = method.Parameters.Length;
        return method.Name switch
        {
            "Sum" or "Average" or "Max" or "Min" when count <= 2 => LinqReductions.Find(method),
            "Select" or "Where" or "SelectMany" or "TakeWhile" or "SkipWhile" => LinqProjections.Find(method),
            "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending" when count == 2 => LinqOrder.Find(method),
            "Range" => Range,
            "Repeat" => Repeat,
            "Empty" => _ => new SequenceValue([], 0),
            "AsEnumerable" or "Cast" or "OfType" => method.Name == "AsEnumerable" ? call => call[0] : null,
            "ToArray" => call => ToArray(call.Machine, call[0], call.Close(call.Method.TypeArguments[0])),
            "ToList" => ToList,
            "Zip" => Zip(count),
            "Concat" => call => Lazy(call, Source(call).Concat(call.Machine.Items(call[1]))),
            "Append" => call => Lazy(call, Source(call).Concat([call[1]])),
            "Prepend" => call => Lazy(call, new[] { call[1] }.Concat(Source(call))),
            "Reverse" => call => Lazy(call, Source(call).Reverse()),
            "Skip" => call => Lazy(call, Source(call).Skip(call.Int(1))),
            "Take" when method.Parameters[1].Type.SpecialType == SpecialType.System_Int32 =>
                call => Lazy(call, Source(call).Take(call.Int(1))),
            "Distinct" when count == 1 => call => Lazy(call, Source(call).Select(Comparable).Distinct()),
            _ => LinqScalars.Find(method),
        };
    }

    /// <summary>The items of the first argument.</summary>
    public static IEnumerable<object?> Source(CallSite call) => call.Machine.Items(call[0]);

    /// <summary>The items of anything enumerable in a new array.</summary>
    public static ArrayValue ToArray(Machine machine, object? source, ITypeSymbol elementType)
    {
        object?[] items = [.. machine.Items(source).Select(Aggregate.CopyOf)];
        machine.Allocate(items.Length + 1);
        return new(elementType, items);
    }

    /// <summary>The item, if it is one whose equality is known.</summary>
    public static object? Comparable(object? item) =>
        item is null or string || NumberKinds.Of(item) != NumberKind.None ? item : throw Machine.Stuck("a comparison of objects");

    /// <summary>A sequence over the arguments of a call; not too many on top of each other, since each takes stack.</summary>
    public static SequenceValue Lazy(CallSite call, IEnumerable<object?> items)
    {
        int depth = call.Arguments.Max(argument => (argument as SequenceValue)?.Depth ?? 0) + 1;
        return depth > 64 ? throw Machine.Stuck("sequences nested too deeply") : new(items, depth);
    }

    private static object? Range(CallSite call)
    {
        (int start, int count) = (call.Int(0), call.Int(1));
        if (count < 0 || (long)start + count - 1 > int.MaxValue) throw call.Machine.Raise("System.ArgumentOutOfRangeException");
        return Lazy(call, Count(call.Machine, count, i => start + i));
    }

    private static object? Repeat(CallSite call)
    {
        (object? item, int count) = (call[0], call.Int(1));
        if (count < 0) throw call.Machine.Raise("System.ArgumentOutOfRangeException");
        return Lazy(call, Count(call.Machine, count, _ => item));
    }

    private static IEnumerable<object?> Count(Machine machine, int count, Func<int, object?> item)
    {
        for (int i = 0; i < count; i++)
        {
            machine.Step();
            yield return item(i);
        }
    }

    private static object? ToList(CallSite call)
    {
        List<object?> items = [.. Source(call).Select(Aggregate.CopyOf)];
        call.Machine.Allocate(items.Count + 1);
        return new ListValue(call.Close(call.Method.TypeArguments[0]), items);
    }

    private static LibraryCall? Zip(int count) => count switch
    {
        3 => call =>
        {
            // A third sequence instead of a function makes triples, which hardly anybody writes.
            if (call[2] is not DelegateValue function) throw Machine.Stuck("a zip of three");
            return Lazy(call, Source(call).Zip(call.Machine.Items(call[1]), (a, b) => function.Call([a, b])));
        },
        2 => call =>
        {
            ITypeSymbol tuple = call.Machine.Compilation.CreateTupleTypeSymbol(
                ImmutableArray.Create(call.Close(call.Method.TypeArguments[0]), call.Close(call.Method.TypeArguments[1])));
            return Lazy(call, 
                Source(call).Zip(call.Machine.Items(call[1]), (a, b) => (object?)new Aggregate(tuple, [a, b], true)));
        },
        _ => null,
    };
}
