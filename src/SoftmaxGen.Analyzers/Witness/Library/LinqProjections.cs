using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Witness;

/// <summary>The operators of Enumerable that take a function, with or without the index.</summary>
internal static class LinqProjections
{
    /// <summary>An operator; null where it is not known.</summary>
    public static LibraryCall? Find(IMethodSymbol method)
    {
        bool indexed = method.Parameters[1].Type is INamedTypeSymbol { TypeArguments.Length: 3 };
        return method.Name switch
        {
            "Select" when indexed => call =>
            {
                DelegateValue f = Delegates.Of(call, 1);
                return LinqCalls.Lazy(call, LinqCalls.Source(call).Select((item, index) => f.Call([item, index])));
            },
            "Select" => call =>
            {
                DelegateValue f = Delegates.Of(call, 1);
                return LinqCalls.Lazy(call, LinqCalls.Source(call).Select(item => f.Call([item])));
            },
            "Where" when indexed => call =>
            {
                DelegateValue f = Delegates.Of(call, 1);
                return LinqCalls.Lazy(call, LinqCalls.Source(call).Where((item, index) => Answer(f.Call([item, index]))));
            },
            "Where" => call =>
            {
                DelegateValue f = Delegates.Of(call, 1);
                return LinqCalls.Lazy(call, LinqCalls.Source(call).Where(item => Delegates.Holds(f, item)));
            },
            "TakeWhile" when !indexed => call =>
            {
                DelegateValue f = Delegates.Of(call, 1);
                return LinqCalls.Lazy(call, LinqCalls.Source(call).TakeWhile(item => Delegates.Holds(f, item)));
            },
            "SkipWhile" when !indexed => call =>
            {
                DelegateValue f = Delegates.Of(call, 1);
                return LinqCalls.Lazy(call, LinqCalls.Source(call).SkipWhile(item => Delegates.Holds(f, item)));
            },
            "SelectMany" when !indexed => SelectMany,
            _ => null,
        };
    }

    private static object? SelectMany(CallSite call)
    {
        DelegateValue inner = Delegates.Of(call, 1);
        DelegateValue? result = call.Arguments.Length > 2 ? Delegates.Of(call, 2) : null;
        Machine machine = call.Machine;
        return LinqCalls.Lazy(call, LinqCalls.Source(call).SelectMany(
            item => machine.Items(inner.Call([item])), (item, part) => result is null ? part : result.Call([item, part])));
    }

    private static bool Answer(object? value) => value as bool? ?? throw Machine.Stuck("a predicate without an answer");
}
