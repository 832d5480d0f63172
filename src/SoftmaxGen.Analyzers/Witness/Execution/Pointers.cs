using Microsoft.CodeAnalysis.Operations;

namespace SoftmaxGen.Analyzers.Witness;

/// <summary>Arithmetic on pointers into arrays.</summary>
internal static class Pointers
{
    /// <summary>Applies an operator; null where it is not known.</summary>
    public static object? Apply(BinaryOperatorKind kind, object? x, object? y)
    {
        if (x is PointerValue a && y is PointerValue b)
        {
            if (a.Array != b.Array) return null;
            return kind == BinaryOperatorKind.Subtract ? a.Index - b.Index : Arithmetic.Binary(kind, a.Index, b.Index, false);
        }

        PointerValue? pointer = x as PointerValue ?? y as PointerValue;
        object? number = x is PointerValue ? y : x;
        if (pointer is null || number is null || NumberConversion.To(number, NumberKind.Int64, false) is not long offset) return null;
        return kind switch
        {
            BinaryOperatorKind.Add => new PointerValue(pointer.Array, pointer.Index + offset),
            BinaryOperatorKind.Subtract when x is PointerValue => new PointerValue(pointer.Array, pointer.Index - offset),
            _ => null,
        };
    }
}
