using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Witness;

/// <summary>
/// Calls the host's own mathematics, so that results agree to the bit with code compiled for it. Only functions from
/// numbers to a number are reached, which can do nothing else.
/// </summary>
internal static class HostMath
{
    private static readonly ConcurrentDictionary<string, Func<object?[], object?>?> Functions = new();

    /// <summary>The host's version of a static method of Math, MathF, a primitive type and their like.</summary>
    public static LibraryCall? Find(IMethodSymbol method)
    {
        if (!Views.InSystem(method.ContainingType) && method.ContainingType.Name != "BitOperations") return null;
        if (method.IsGenericMethod) return FindCreation(method);
        if (method.ContainingType.Name is not ("Math" or "MathF" or "BitConverter" or "Convert" or "BitOperations")
            && NumberKinds.Of(method.ContainingType) == NumberKind.None)
        {
            return null;
        }

        NumberKind result = NumberKinds.Of(method.ReturnType);
        NumberKind[] kinds = [.. method.Parameters.Select(p => p.RefKind == RefKind.None ? NumberKinds.Of(p.Type) : NumberKind.None)];
        if (result == NumberKind.None || kinds.Contains(NumberKind.None)) return null;
        Func<object?[], object?>? function = Find(method.ContainingType.Name, method.Name, kinds);
        return function is null ? null : call => function(call.Arguments);
    }

    /// <summary>A function of Unity's Mathf or math, computed as Unity does: in double, then rounded.</summary>
    public static LibraryCall? FindUnity(IMethodSymbol method)
    {
        string name = method.Name.Length == 0 ? "" : char.ToUpperInvariant(method.Name[0]) + method.Name.Substring(1);
        if (NumberKinds.Of(method.ReturnType) is not (NumberKind.Single or NumberKind.Double) || name == "Clamp01") return null;
        NumberKind[] kinds = [.. method.Parameters.Select(p => NumberKinds.Of(p.Type))];
        if (kinds.Any(kind => kind is not (NumberKind.Single or NumberKind.Double))) return null;
        Func<object?[], object?>? function = Find("Math", name, kinds);
        return function is null ? null : call => function(call.Arguments);
    }

    /// <summary>The function of a type with parameters of these kinds; null where the host has none.</summary>
    /// <param name="type">The simple name of the type.</param>
    /// <param name="name">The name of the function.</param>
    /// <param name="kinds">The kinds of the parameters.</param>
    public static Func<object?[], object?>? Find(string type, string name, NumberKind[] kinds)
    {
        string key = $"{type}.{name}({string.Join(",", kinds)})";
        return Functions.GetOrAdd(key, _ => Bind(type, name, kinds));
    }

    private static Func<object?[], object?>? Bind(string type, string name, NumberKind[] kinds)
    {
        if (kinds.Contains(NumberKind.Half) || type == "Half") return BindHalf(name, kinds);
        Type[]? types = TypesOf(kinds);
        if (types is null) return null;
        foreach (Type candidate in HostTypes(type))
        {
            MethodInfo? method = candidate.GetMethod(name, BindingFlags.Public | BindingFlags.Static, null, types, null);
            if (method is not null && method.GetParameters().Select(p => p.ParameterType).SequenceEqual(types)) return Bind(method);
        }

        // A host without MathF computes in double and rounds; most results are the same.
        return kinds.Contains(NumberKind.Single) && type is "MathF" or "Single" or "Math" && WidenedFunction(name, kinds) is { } widened
            ? widened
            : null;
    }

    private static Func<object?[], object?>? WidenedFunction(string name, NumberKind[] kinds)
    {
        NumberKind[] wide = [.. kinds.Select(kind => kind == NumberKind.Single ? NumberKind.Double : kind)];
        if (wide.SequenceEqual(kinds) || Find("Math", name, wide) is not { } function) return null;
        return arguments => function([.. arguments.Select(a => a is float x ? (double)x : a)]) switch
        {
            double result => (float)result,
            var result => result,
        };
    }

    // Half's functions are those of float, rounded.
    private static Func<object?[], object?>? BindHalf(string name, NumberKind[] kinds)
    {
        NumberKind[] wide = [.. kinds.Select(kind => kind == NumberKind.Half ? NumberKind.Single : kind)];
        if (Find("Single", name, wide) is not { } function) return null;
        return arguments => function([.. arguments.Select(a => a is HalfValue x ? x.Value : a)]) switch
        {
            float result => HalfValue.Round(result),
            var result => result,
        };
    }

    private static Func<object?[], object?> Bind(MethodInfo method)
    {
        ParameterInfo[] parameters = method.GetParameters();
        if (parameters.Length == 1 && method.ReturnType == parameters[0].ParameterType)
        {
            if (method.ReturnType == typeof(double))
            {
                var function = (Func<double, double>)method.CreateDelegate(typeof(Func<double, double>));
                return arguments => function((double)arguments[0]!);
            }

            if (method.ReturnType == typeof(float))
            {
                var function = (Func<float, float>)method.CreateDelegate(typeof(Func<float, float>));
                return arguments => function((float)arguments[0]!);
            }
        }

        if (parameters.Length == 2 && method.ReturnType == typeof(double) && parameters.All(p => p.ParameterType == typeof(double)))
        {
            var function = (Func<double, double, double>)method.CreateDelegate(typeof(Func<double, double, double>));
            return arguments => function((double)arguments[0]!, (double)arguments[1]!);
        }

        return arguments =>
        {
            try
            {
                return method.Invoke(null, arguments);
            }
            catch (TargetInvocationException exception) when (exception.InnerException is not null)
            {
                throw exception.InnerException;
            }
        };
    }

    // x.CreateChecked(y) and its like convert between numbers.
    private static LibraryCall? FindCreation(IMethodSymbol method)
    {
        NumberKind kind = NumberKinds.Of(method.ContainingType);
        string name = method.Name;
        if (kind == NumberKind.None || !GenericMath.IsCreation(name)) return null;
        return call => GenericMath.Create(name, kind, call[0]);
    }

    private static IEnumerable<Type> HostTypes(string name)
    {
        Type? own = name switch
        {
            "Math" => typeof(Math),
            "BitConverter" => typeof(BitConverter),
            "Convert" => typeof(Convert),
            "Single" => typeof(float),
            "MathF" => Type.GetType("System.MathF"),
            "BitOperations" => Type.GetType("System.Numerics.BitOperations"),
            _ => Type.GetType("System." + name),
        };
        if (own is not null) yield return own;
        if (name == "Single" && Type.GetType("System.MathF") is { } single) yield return single;
        if (name is "Single" or "Double" or "Decimal" or "Int32" or "Int64" or "UInt32" or "UInt64") yield return typeof(Math);
    }

    private static Type[]? TypesOf(NumberKind[] kinds)
    {
        Type[] types = new Type[kinds.Length];
        for (int i = 0; i < kinds.Length; i++)
        {
            object? zero = kinds[i] == NumberKind.Boolean ? false : NumberConversion.To(0, kinds[i], false);
            if (zero is null or HalfValue) return null;
            types[i] = zero.GetType();
        }

        return types;
    }
}
