using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Witness;

/// <summary>Properties and indexers of library types.</summary>
internal static class LibraryProperties
{
    /// <summary>The value of a property.</summary>
    public static object? Get(
        Machine machine, IPropertySymbol property, object? owner, object?[] arguments, TypeEnvironment types)
    {
        if (property.IsStatic) return GetStatic(machine, property, types);
        if (Machine.NullableArgument(property.ContainingType) is not null) return OfNullable(machine, property.Name, owner);
        if (arguments.Length > 0)
        {
            return Place(machine, owner, arguments)?.Value ?? throw Machine.Stuck($"the indexer of {property.ContainingType.Name}");
        }

        return (owner, property.Name) switch
        {
            (ArrayValue array, "Length" or "Count") => array.Cells.Length,
            (ArrayValue array, "LongLength") => (long)array.Cells.Length,
            (ArrayValue array, "Rank") => array.Rank,
            (SpanValue span, "Length" or "Count") => span.Length,
            (SpanValue span, "IsEmpty") => Boxes.Of(span.Length == 0),
            (SpanValue span, "Span") => span,
            (SpanValue span, "Array") => span.Array,
            (SpanValue span, "Offset") => span.Offset,
            (ListValue list, "Count") => list.Items.Count,
            (string text, "Length") => text.Length,
            (ExceptionValue, "Message") => OpaqueText.Instance,
            _ => throw Machine.Stuck($"{property.ContainingType.Name}.{property.Name} is not known"),
        };
    }

    /// <summary>Writes a property.</summary>
    public static void Set(Machine machine, IPropertySymbol property, object? owner, object?[] arguments, object? value)
    {
        if (arguments.Length == 0 || Place(machine, owner, arguments) is not { } place)
        {
            throw Machine.Stuck($"{property.ContainingType.Name}.{property.Name} cannot be written");
        }

        place.Value = value;
    }

    /// <summary>The place of an element; null where the owner has none.</summary>
    public static Location? Place(Machine machine, object? owner, object?[] arguments)
    {
        if (arguments.Length != 1 || arguments[0] is not int index) return null;
        switch (owner)
        {
            case SpanValue span:
                return (uint)index < (uint)span.Length
                    ? new CellLocation(span.Array!, span.Offset + index)
                    : throw machine.Raise("System.IndexOutOfRangeException");
            case ArrayValue { Rank: 1 } array:
                return (uint)index < (uint)array.Cells.Length
                    ? new CellLocation(array, index)
                    : throw machine.Raise("System.IndexOutOfRangeException");
            case ListValue list:
                // Its accessors check, and an assignment calls one only after its value is known.
                return new AccessorLocation(
                    () => list.Items[Checked(machine, list, index)],
                    value => SetItem(list, Checked(machine, list, index), value));
            case string text:
                return (uint)index < (uint)text.Length
                    ? new Slot(text[index])
                    : throw machine.Raise("System.IndexOutOfRangeException");
            default:
                return null;
        }
    }

    private static int Checked(Machine machine, ListValue list, int index) =>
        (uint)index < (uint)list.Items.Count ? index : throw machine.Raise("System.ArgumentOutOfRangeException");

    private static void SetItem(ListValue list, int index, object? value)
    {
        list.Items[index] = value;
        list.Version++;
    }

    private static object? OfNullable(Machine machine, string name, object? owner) => name switch
    {
        "HasValue" => Boxes.Of(owner is not null),
        _ => owner ?? throw machine.Raise("System.InvalidOperationException"),
    };

    private static object? GetStatic(Machine machine, IPropertySymbol property, TypeEnvironment types)
    {
        string name = property.Name.Substring(property.Name.LastIndexOf('.') + 1);
        INamedTypeSymbol type = property.ContainingType;
        NumberKind kind = NumberKinds.Of(type);
        if (kind != NumberKind.None && GenericMath.Constant(kind, name) is { } constant) return constant;

        // Vector code usually has a scalar path beside it, and that one can be followed.
        if (name is "IsSupported" or "IsHardwareAccelerated" && property.Type.SpecialType == SpecialType.System_Boolean)
        {
            return Boxes.Of(false);
        }

        if (name == "Empty" && Views.IsView(type)) return new SpanValue(null, 0, 0);
        if (name == "Shared" && type.Name == "ArrayPool") return ArrayPoolCalls.Shared;
        if (name == "NewLine" && type.Name == "Environment") return OpaqueText.Instance;
        throw Machine.Stuck($"{type.Name}.{name} is not known");
    }
}
