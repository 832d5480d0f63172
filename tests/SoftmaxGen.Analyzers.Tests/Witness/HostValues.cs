using System.Collections;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using SoftmaxGen.Analyzers.Witness;

namespace SoftmaxGen.Analyzers.Tests.Witness;

/// <summary>Carries values between the compiled and the interpreted world, and compares them bit for bit.</summary>
internal static class HostValues
{
    public static object? ToInterpreted(object? value, ITypeSymbol type) => value switch
    {
        Half half => HalfValue.Round((double)half),
        Array { Rank: 1 } array when type is IArrayTypeSymbol t =>
            new ArrayValue(t.ElementType, [.. array.Cast<object?>().Select(x => ToInterpreted(x, t.ElementType))]),
        Array { Rank: 2 } array when type is IArrayTypeSymbol t =>
            new ArrayValue(t.ElementType, [.. array.Cast<object?>()], [array.GetLength(0), array.GetLength(1)]),
        IList list when type is INamedTypeSymbol t =>
            new ListValue(t.TypeArguments[0], [.. list.Cast<object?>().Select(x => ToInterpreted(x, t.TypeArguments[0]))]),
        _ => value,
    };

    public static object? Copy(object? value) => value switch
    {
        Array array => CopyOf(array),
        IList list => Activator.CreateInstance(list.GetType(), list),
        _ => value,
    };

    /// <summary>What differs, with the path to it; null where nothing does.</summary>
    public static string? Difference(object? actual, object? expected, string path)
    {
        switch (expected)
        {
            case null: return actual is null ? null : $"{path}: {ValueText.Of(actual)}, compiled null";
            case string: return Equals(actual, expected) ? null : $"{path}: {ValueText.Of(actual)}, compiled \"{expected}\"";
            case ITuple tuple:
                return Sequence((actual as Aggregate)?.Fields, Enumerable.Range(0, tuple.Length).Select(i => tuple[i]), path);
            case Array { Rank: > 1 } array:
                return actual is ArrayValue same && same.LengthOf(0) == array.GetLength(0)
                    ? Sequence(same.Cells, array.Cast<object?>(), path)
                    : $"{path}: another shape";
            case IEnumerable items:
                return Sequence((actual as ArrayValue)?.Cells ?? (actual as ListValue)?.Items.ToArray(), items.Cast<object?>(), path);
            default:
                return Bits(actual) == Bits(expected) ? null : $"{path}: {actual} ({actual?.GetType().Name}), compiled {expected} ({expected.GetType().Name})";
        }
    }

    private static string? Sequence(IReadOnlyList<object?>? actual, IEnumerable<object?> expected, string path)
    {
        object?[] wanted = [.. expected];
        if (actual is null) return $"{path}: no sequence";
        if (actual.Count != wanted.Length) return $"{path}: {actual.Count} items, compiled {wanted.Length}";
        return wanted.Select((item, i) => Difference(actual[i], item, $"{path}[{i}]")).FirstOrDefault(d => d is not null);
    }

    // The type belongs to the bits; all NaN are one.
    private static string Bits(object? value) => value switch
    {
        null => "null",
        double x => double.IsNaN(x) ? "double NaN" : $"double {BitConverter.DoubleToInt64Bits(x):x}",
        float x => float.IsNaN(x) ? "float NaN" : $"float {BitConverter.SingleToInt32Bits(x):x}",
        Half x => Bits(HalfValue.Round((double)x)),
        HalfValue x => float.IsNaN(x.Value) ? "half NaN" : $"half {BitConverter.SingleToInt32Bits(x.Value):x}",
        decimal x => $"decimal {string.Join(",", decimal.GetBits(x))}",
        Enum x => Bits(Convert.ChangeType(x, Enum.GetUnderlyingType(x.GetType()))),
        _ => $"{value.GetType().Name} {value}",
    };

    private static Array CopyOf(Array array)
    {
        Array copy = (Array)array.Clone();
        if (copy.Rank == 1)
        {
            for (int i = 0; i < copy.Length; i++) copy.SetValue(Copy(copy.GetValue(i)), i);
        }

        return copy;
    }
}
