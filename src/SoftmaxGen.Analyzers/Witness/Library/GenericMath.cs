using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Witness;

/// <summary>Static members of numbers that code reaches through a type parameter, such as <c>T.Exp</c> and <c>T.Zero</c>.</summary>
internal static class GenericMath
{
    /// <summary>Whether the method makes a number of one type from another.</summary>
    public static bool IsCreation(string name) => name is "CreateChecked" or "CreateSaturating" or "CreateTruncating";

    /// <summary>Calls a static method of a number type.</summary>
    public static object? Call(
        Machine machine, NumberKind kind, IMethodSymbol method, object?[] arguments, TypeEnvironment types)
    {
        if (IsCreation(method.Name)) return Create(method.Name, kind, arguments[0]);
        NumberKind[] kinds = [.. arguments.Select(NumberKinds.Of)];
        if (kinds.Contains(NumberKind.None)) throw Machine.Stuck($"{kind}.{method.Name} is not known");
        Func<object?[], object?> function = HostMath.Find(kind.ToString(), method.Name, kinds)
            ?? throw Machine.Stuck($"{kind}.{method.Name} is not known");
        return function(arguments);
    }

    /// <summary>A number of this kind from another.</summary>
    public static object Create(string name, NumberKind kind, object? value)
    {
        if (value is null or bool) throw Machine.Stuck("a number from something that is none");
        bool wraps = name == "CreateTruncating" && !NumberKinds.Of(value).IsFloating() && value is not decimal;
        try
        {
            return NumberConversion.To(value, kind, !wraps) ?? throw Machine.Stuck("a number from something that is none");
        }
        catch (OverflowException) when (name != "CreateChecked")
        {
            throw Machine.Stuck("a saturating conversion");
        }
    }

    /// <summary>A constant of a number type; null where it has none of this name.</summary>
    public static object? Constant(NumberKind kind, string name)
    {
        object? whole = name switch
        {
            "Zero" or "AdditiveIdentity" => 0,
            "One" or "MultiplicativeIdentity" => 1,
            "NegativeOne" => -1,
            "Radix" => 2,
            _ => null,
        };
        if (whole is not null) return name == "Radix" ? whole : NumberConversion.To(whole, kind, false);
        double? real = name switch
        {
            "E" => Math.E,
            "Pi" => Math.PI,
            "Tau" => 2 * Math.PI,
            "NaN" => double.NaN,
            "PositiveInfinity" => double.PositiveInfinity,
            "NegativeInfinity" => double.NegativeInfinity,
            "NegativeZero" => -0.0,
            _ => null,
        };
        if (kind.IsFloating() && real is { } value) return NumberConversion.To(value, kind, false);
        return (kind, name) switch
        {
            (NumberKind.Double, "Epsilon") => double.Epsilon,
            (NumberKind.Double, "MaxValue") => double.MaxValue,
            (NumberKind.Double, "MinValue") => double.MinValue,
            (NumberKind.Single, "Epsilon") => float.Epsilon,
            (NumberKind.Single, "MaxValue") => float.MaxValue,
            (NumberKind.Single, "MinValue") => float.MinValue,
            (NumberKind.Half, "Epsilon") => HalfValue.Round(Math.Pow(2, -24)),
            (NumberKind.Half, "MaxValue") => HalfValue.Round(65504),
            (NumberKind.Half, "MinValue") => HalfValue.Round(-65504),
            (NumberKind.Int32, "MaxValue") => int.MaxValue,
            (NumberKind.Int32, "MinValue") => int.MinValue,
            (NumberKind.Int64, "MaxValue") => long.MaxValue,
            (NumberKind.Int64, "MinValue") => long.MinValue,
            _ => null,
        };
    }
}
