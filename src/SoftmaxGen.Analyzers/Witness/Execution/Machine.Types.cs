using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace SoftmaxGen.Analyzers.Witness;

/// <content>Types: tests and defaults.</content>
internal sealed partial class Machine
{
    /// <summary>The default of a type.</summary>
    public object? Default(ITypeSymbol? type, TypeEnvironment types)
    {
        if (type is null) return null;
        type = types.Close(type, Compilation);
        if (type.IsReferenceType || type.TypeKind == TypeKind.Pointer || NullableArgument(type) is not null) return null;
        if (ZeroOf(NumberKinds.Of(type)) is { } zero) return zero;
        if (type is not INamedTypeSymbol named) throw Stuck($"the default of {type.Name}");
        if (named.IsTupleType)
        {
            Allocate(named.TupleElements.Length);
            return new Aggregate(named, [.. named.TupleElements.Select(element => Default(element.Type, types))], true);
        }

        if (Views.IsView(named)) return new SpanValue(null, 0, 0);
        return named.DeclaringSyntaxReferences.IsEmpty ? throw Stuck($"the default of {type.Name}") : Blank(named);
    }

    /// <summary>An object whose fields have their defaults; no constructor has run.</summary>
    public Aggregate Blank(INamedTypeSymbol type)
    {
        TypeLayout layout = _code.LayoutOf(type);
        if (type.IsValueType && layout.Fields.Any(SharesMemory)) throw Stuck($"{type.Name}, whose fields share memory");
        Allocate(layout.Fields.Count + 1);
        TypeEnvironment types = TypeEnvironment.Empty.With(type);
        object?[] fields = new object?[layout.Fields.Count];
        for (int i = 0; i < fields.Length; i++)
        {
            // A field of a type that nothing here can hold hinders only those who read it.
            ITypeSymbol field = types.Close(layout.Fields[i].Type, Compilation);
            fields[i] = IsKnown(field) ? Default(field, types) : null;
        }

        return new(type, fields, type.IsValueType);
    }

    // What is written through one field of a union or an inline array is read through another.
    private static bool SharesMemory(IFieldSymbol field) =>
        field.GetAttributes().Any(a => a.AttributeClass?.Name == "FieldOffsetAttribute") ||
        field.ContainingType.GetAttributes().Any(a => a.AttributeClass?.Name == "InlineArrayAttribute");

    /// <summary>The type of an element where a value type may be null; else null.</summary>
    public static ITypeSymbol? NullableArgument(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } named
            ? named.TypeArguments[0]
            : null;

    /// <summary>Whether the value is of the type, as the operator <c>is</c> says.</summary>
    public bool IsInstance(object? value, ITypeSymbol type, TypeEnvironment types)
    {
        if (value is null) return false;
        type = types.Close(type, Compilation);
        type = NullableArgument(type) ?? type;
        ITypeSymbol actual = TypeOf(value);
        if (type is ITypeParameterSymbol || type.TypeKind == TypeKind.Error) throw Stuck("a test for an unknown type");
        if (SymbolEqualityComparer.Default.Equals(actual, type)) return true;
        if (type.TypeKind == TypeKind.Enum) throw Stuck("a test for an enum");
        Conversion conversion = ((CSharpCompilation)Compilation).ClassifyConversion(actual, type);
        return conversion is { IsIdentity: true } or { IsImplicit: true, IsReference: true } or { IsBoxing: true };
    }

    private static bool IsKnown(ITypeSymbol type) =>
        !type.IsValueType || NumberKinds.Of(type) != NumberKind.None || NullableArgument(type) is not null
            || (type is INamedTypeSymbol named
                && (named.IsTupleType || Views.IsView(named) || !named.DeclaringSyntaxReferences.IsEmpty));

    private ITypeSymbol TypeOf(object value)
    {
        SpecialType special = value switch
        {
            string => SpecialType.System_String,
            OpaqueText => SpecialType.System_String,
            HalfValue => SpecialType.None,
            _ => SpecialTypeOf(NumberKinds.Of(value)),
        };
        if (special != SpecialType.None) return Compilation.GetSpecialType(special);
        return value switch
        {
            HalfValue => Named("System.Half"),
            Aggregate aggregate => aggregate.Type,
            ArrayValue array => Compilation.CreateArrayTypeSymbol(array.ElementType, array.Rank),
            ListValue list => Named("System.Collections.Generic.List`1").Construct(list.ElementType),
            ExceptionValue { Type: { } type } => type,
            _ => throw Stuck("a test of a value of unknown type"),
        };
    }

    private INamedTypeSymbol Named(string name) =>
        Compilation.GetTypeByMetadataName(name) ?? throw Stuck($"{name} is missing");

    private static SpecialType SpecialTypeOf(NumberKind kind) => kind switch
    {
        NumberKind.Boolean => SpecialType.System_Boolean,
        NumberKind.Char => SpecialType.System_Char,
        NumberKind.SByte => SpecialType.System_SByte,
        NumberKind.Byte => SpecialType.System_Byte,
        NumberKind.Int16 => SpecialType.System_Int16,
        NumberKind.UInt16 => SpecialType.System_UInt16,
        NumberKind.Int32 => SpecialType.System_Int32,
        NumberKind.UInt32 => SpecialType.System_UInt32,
        NumberKind.Int64 => SpecialType.System_Int64,
        NumberKind.UInt64 => SpecialType.System_UInt64,
        NumberKind.Single => SpecialType.System_Single,
        NumberKind.Double => SpecialType.System_Double,
        NumberKind.Decimal => SpecialType.System_Decimal,
        _ => SpecialType.None,
    };

    private static object? ZeroOf(NumberKind kind) => kind switch
    {
        NumberKind.None => null,
        NumberKind.Boolean => Boxes.Of(false),
        _ => NumberConversion.To(0, kind, false),
    };

    private object EvalIsType(IIsTypeOperation test, Frame frame) =>
        Boxes.Of(IsInstance(Eval(test.ValueOperand, frame), test.TypeOperand, frame.Types) != test.IsNegated);
}
