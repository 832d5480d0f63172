using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SoftmaxGen.Analyzers.Witness;

/// <content>Conversions.</content>
internal sealed partial class Machine
{
    private object? EvalConversion(IConversionOperation conversion, Frame frame)
    {
        IOperation operand = conversion.Operand;
        object? value = Eval(operand, frame);
        ITypeSymbol target = frame.Types.Close(conversion.Type ?? throw Stuck("a conversion to nothing"), Compilation);
        ITypeSymbol? source = operand.Type is null ? null : frame.Types.Close(operand.Type, Compilation);
        if (conversion.OperatorMethod is { } method && IsOfUser(method))
        {
            return NullableArgument(target) is not null && value is null
                ? null
                : CallOperator(method, conversion.ConstrainedToType, [value], frame);
        }

        return Converted(value, source, target, conversion.IsChecked, conversion.IsTryCast, conversion.OperatorMethod);
    }

    private object? Converted(
        object? value, ITypeSymbol? source, ITypeSymbol target, bool isChecked, bool isTry, IMethodSymbol? method)
    {
        if (NullableArgument(target) is { } inside)
        {
            if (value is null) return null;
            target = inside;
        }

        NumberKind kind = NumberKinds.Of(target);
        if (kind != NumberKind.None) return ToNumber(value, source, target, kind, isChecked, isTry);
        if (Views.IsView(target)) return ToView(value);
        if (target is INamedTypeSymbol { IsTupleType: true } tuple && value is Aggregate { Type.IsTupleType: true } elements)
        {
            return ToTuple(elements, tuple, isChecked);
        }

        if (target is { Name: "Index" } && Views.InSystem(target)) return IndexOf(value);
        if (target is { TypeKind: TypeKind.Pointer }) return value is PointerValue or null ? value : throw Stuck("a pointer from a number");
        if (method is not null) throw Stuck($"a conversion to {target.Name}");
        if (target is { Name: "Expression" }) throw Stuck("an expression tree");
        if (source?.TypeKind == TypeKind.Enum && target.IsReferenceType) throw Stuck("a boxed enum");
        return ToReference(value, source, target, isTry);
    }

    private object? ToNumber(object? value, ITypeSymbol? source, ITypeSymbol target, NumberKind kind, bool isChecked, bool isTry)
    {
        if (value is null)
        {
            if (isTry) return null;
            throw Raise(NullableArgument(source) is not null ? "System.InvalidOperationException" : "System.NullReferenceException");
        }

        // Unboxing must find the very type.
        if (source is { IsReferenceType: true } or { SpecialType: SpecialType.System_ValueType })
        {
            if (target.TypeKind == TypeKind.Enum) throw Stuck("an unboxed enum");
            if (NumberKinds.Of(value) == kind) return value;
            return isTry ? null : throw Raise("System.InvalidCastException");
        }

        return NumberConversion.To(value, kind, isChecked) ?? throw Stuck($"a conversion to {target.Name}");
    }

    private static object ToView(object? value) => value switch
    {
        SpanValue view => view,
        ArrayValue array => SpanValue.Of(array),
        null => new SpanValue(null, 0, 0),
        _ => throw Stuck("a view of something that is no array"),
    };

    private Aggregate ToTuple(Aggregate elements, INamedTypeSymbol tuple, bool isChecked)
    {
        if (elements.Fields.Length != tuple.TupleElements.Length) throw Stuck("a conversion of tuples");
        object?[] fields = new object?[elements.Fields.Length];
        for (int i = 0; i < fields.Length; i++)
        {
            ITypeSymbol? from = (elements.Type as INamedTypeSymbol)?.TupleElements[i].Type;
            fields[i] = Converted(elements.Fields[i], from, tuple.TupleElements[i].Type, isChecked, false, null);
        }

        return new(tuple, fields, true);
    }

    private object? ToReference(object? value, ITypeSymbol? source, ITypeSymbol target, bool isTry)
    {
        if (value is null) return target.IsValueType && !isTry ? throw Raise("System.NullReferenceException") : null;
        value = Aggregate.CopyOf(value);
        if (source is null || SymbolEqualityComparer.Default.Equals(source, target) || IsUpcast(source, target)) return value;
        if (value is DelegateValue) return value;
        if (IsInstance(value, target, TypeEnvironment.Empty)) return value;
        return isTry ? null : throw Raise("System.InvalidCastException");
    }

    private bool IsUpcast(ITypeSymbol source, ITypeSymbol target) =>
        target.SpecialType is SpecialType.System_Object or SpecialType.System_Collections_IEnumerable
            || Compilation.HasImplicitConversion(source, target);
}
