using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Witness;

/// <summary>Constructors of library types.</summary>
internal static class Constructors
{
    /// <summary>A new object of a library type.</summary>
    public static object? Create(
        Machine machine, INamedTypeSymbol type, IMethodSymbol? constructor, object?[] arguments, TypeEnvironment types)
    {
        if (arguments.Length == 0 && type.IsValueType) return machine.Default(type, types);
        if (Views.IsView(type)) return View(machine, type, arguments);
        if (type.Name == "List" && type.Arity == 1) return List(machine, type, arguments);
        if (type.IsTupleType || (type.Name == "ValueTuple" && Views.InSystem(type))) return new Aggregate(type, arguments, true);
        if (NullableNumber(type) && arguments.Length == 1) return arguments[0];
        if (type.Name == "Index" && Views.InSystem(type) && arguments[0] is int index) return new IndexValue(index, arguments.Length > 1 && arguments[1] is true);
        if (type.Name == "Range" && Views.InSystem(type) && arguments.Length == 2 && arguments[0] is IndexValue start && arguments[1] is IndexValue end) return new RangeValue(start, end);
        if (type.SpecialType == SpecialType.System_Object) return new Aggregate(type, [], false);
        throw Machine.Stuck($"a new {type.Name}");
    }

    private static bool NullableNumber(INamedTypeSymbol type) => Machine.NullableArgument(type) is not null;

    private static SpanValue View(Machine machine, INamedTypeSymbol type, object?[] arguments)
    {
        SpanValue all = arguments[0] switch
        {
            null => new(null, 0, 0),
            ArrayValue array => SpanValue.Of(array),
            PointerValue pointer when arguments.Length == 2 && arguments[1] is int count => OfPointer(pointer, count),
            _ => throw Machine.Stuck($"a new {type.Name}"),
        };
        if (arguments.Length == 1 || arguments[0] is PointerValue) return all;
        return arguments.Length == 3 && arguments[1] is int start && arguments[2] is int length
            ? SpanCalls.Slice(machine, all, start, length)
            : throw Machine.Stuck($"a new {type.Name}");
    }

    private static SpanValue OfPointer(PointerValue pointer, int count) =>
        pointer.Index >= 0 && count >= 0 && pointer.Index + count <= pointer.Array.Cells.Length
            ? new(pointer.Array, (int)pointer.Index, count)
            : throw Machine.Stuck("a pointer outside its array");

    private static ListValue List(Machine machine, INamedTypeSymbol type, object?[] arguments)
    {
        if (arguments.Length > 1) throw Machine.Stuck("a new List");
        object? source = arguments.Length == 0 ? 0 : arguments[0];
        if (source is < 0) throw machine.Raise("System.ArgumentOutOfRangeException");
        List<object?> items = source is int ? [] : [.. machine.Items(source).Select(Aggregate.CopyOf)];
        machine.Allocate(items.Count + 1);
        return new(type.TypeArguments[0], items);
    }
}
