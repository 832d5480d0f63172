using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Witness;

/// <summary>Methods of List and of the interfaces through which lists and arrays are used.</summary>
internal static class ListCalls
{
    /// <summary>An instance method.</summary>
    public static LibraryCall? Find(IMethodSymbol method) => method.Name switch
    {
        "Add" => call => Add(call),
        "AddRange" => AddRange,
        "Clear" => call => Change(call, list => list.Items.Clear(), 0),
        "Insert" => call => At(call, call.Int(0), 1, (list, index, site) => list.Items.Insert(index, site[1]), 1),
        "RemoveAt" => call => At(call, call.Int(0), 0, (list, index, _) => list.Items.RemoveAt(index), 0),
        "Reverse" when method.Parameters.IsEmpty => call => Change(call, list => list.Items.Reverse(), 0),
        "ToArray" => call => LinqCalls.ToArray(call.Machine, Source(call), ElementType(call)),
        "CopyTo" when method.Parameters.Length is 1 or 2 => CopyTo,
        "Contains" => call => Boxes.Of(call.Machine.Items(Source(call)).Contains(Comparable(call.Arguments[0]))),
        "IndexOf" when method.Parameters.Length == 1 => call =>
            call.Machine.Items(Source(call)).ToList().IndexOf(Comparable(call.Arguments[0])),
        "ForEach" => ForEach,
        "ConvertAll" => call => ConvertAll(call),
        "Exists" => call => Boxes.Of(Delegates.Any(call, Source(call), 0)),
        "AsReadOnly" => call => Source(call),
        _ => null,
    };

    private delegate void Step(ListValue list, int index, CallSite call);

    // A list compares items by Equals, which for anything but numbers and texts is not known here.
    private static object? Comparable(object? value) =>
        value is string || NumberKinds.Of(value) != NumberKind.None ? value : throw Machine.Stuck("a search for an object");

    private static object Source(CallSite call) => call.Receiver ?? throw call.Machine.Raise("System.NullReferenceException");

    private static ListValue List(CallSite call) => call.Receiver switch
    {
        ListValue list => list,
        ArrayValue => throw call.Machine.Raise("System.NotSupportedException"),
        _ => throw Machine.Stuck("a method of an unknown list"),
    };

    private static ITypeSymbol ElementType(CallSite call) => call.Receiver switch
    {
        ListValue list => list.ElementType,
        ArrayValue array => array.ElementType,
        _ => throw Machine.Stuck("a method of an unknown list"),
    };

    private static object? Change(CallSite call, Action<ListValue> change, int cells)
    {
        ListValue list = List(call);
        call.Machine.Allocate(cells);
        change(list);
        list.Version++;
        return null;
    }

    private static object? At(CallSite call, int index, int slack, Step step, int cells)
    {
        ListValue list = List(call);
        if (index < 0 || index >= list.Items.Count + slack) throw call.Machine.Raise("System.ArgumentOutOfRangeException");
        call.Machine.Allocate(cells);
        step(list, index, call);
        list.Version++;
        return null;
    }

    private static object? Add(CallSite call)
    {
        ListValue list = List(call);
        call.Machine.Allocate(1);
        list.Items.Add(Aggregate.CopyOf(call[0]));
        list.Version++;
        return null;
    }

    private static object? AddRange(CallSite call)
    {
        ListValue list = List(call);
        List<object?> items = [.. call.Machine.Items(call[0])];
        call.Machine.Allocate(items.Count);
        list.Items.AddRange(items);
        list.Version++;
        return null;
    }

    private static object? CopyTo(CallSite call)
    {
        if (call[0] is not ArrayValue target) throw Machine.Stuck("a copy to something that is no array");
        object?[] items = [.. call.Machine.Items(Source(call))];
        int start = call.Arguments.Length > 1 ? call.Int(1) : 0;
        ArrayCalls.CopyCells(call.Machine, new(target.ElementType, items), 0, target, start, items.Length);
        return null;
    }

    private static object? ForEach(CallSite call)
    {
        DelegateValue action = Delegates.Of(call, 0);
        foreach (object? item in call.Machine.Items(Source(call))) action.Call([item]);
        return null;
    }

    private static ListValue ConvertAll(CallSite call)
    {
        DelegateValue function = Delegates.Of(call, 0);
        List<object?> items = [];
        foreach (object? item in call.Machine.Items(Source(call))) items.Add(function.Call([item]));
        call.Machine.Allocate(items.Count);
        return new(call.Close(call.Method.TypeArguments[0]), items);
    }
}
