using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Witness;

/// <summary>Library methods that numeric code has around it: guards, output, texts, parallel loops.</summary>
internal static class PlainCalls
{
    /// <summary>A static method; null where it is not known.</summary>
    public static LibraryCall? FindStatic(string space, string type, IMethodSymbol method) => (space, type, method.Name) switch
    {
        ("System", "Console", "Write" or "WriteLine") => Nothing,
        ("System.Diagnostics", "Debug" or "Trace", _) when method.ReturnsVoid => Nothing,
        ("System.Diagnostics.Contracts", "Contract", _) when method.ReturnsVoid => Nothing,
        ("System", "ArgumentNullException", "ThrowIfNull") => call =>
            call[0] is null ? throw call.Machine.Raise("System.ArgumentNullException") : null,
        ("System", "ArgumentOutOfRangeException", _) => FindGuard(method.Name),
        ("System", "String", "IsNullOrEmpty") => call => Boxes.Of(Text(call[0]) is null or ""),
        ("System", "String", "Format" or "Join" or "Concat") => Opaque,
        ("System", "Object", "ReferenceEquals") => call => ReferenceEqual(call[0], call[1]),
        ("System", "GC", "AllocateUninitializedArray" or "AllocateArray") => call =>
            call.Machine.NewArray(call.Close(call.Method.TypeArguments[0]), call.Int(0)),
        ("System", "GC", _) when method.ReturnsVoid => Nothing,
        ("System.Threading.Tasks", "Parallel", "For") => ParallelFor,
        ("System.Threading.Tasks", "Parallel", "ForEach") => ParallelForEach,
        _ => null,
    };

    /// <summary>An instance method; null where it is not known.</summary>
    public static LibraryCall? FindInstance(INamedTypeSymbol type, IMethodSymbol method)
    {
        string name = method.Name;
        if (name == "ToString") return Opaque;
        if (type.Name == "ArrayPool") return ArrayPoolCalls.Find(name);
        if (type.SpecialType == SpecialType.System_Nullable_T && name == "GetValueOrDefault") return ValueOrDefault;
        return (name, method.Parameters.Length) switch
        {
            ("Equals", 1) => call => NumberKinds.Of(call.Receiver) != NumberKind.None && call[0] is { } other
                ? Boxes.Of(call.Receiver!.Equals(other))
                : throw Machine.Stuck("an Equals of objects"),
            ("CompareTo", 1) => call => NumberKinds.Of(call.Receiver) == NumberKinds.Of(call[0])
                && call.Receiver is IComparable comparable and not string
                    ? comparable.CompareTo(call[0])
                    : throw Machine.Stuck("a comparison of objects"),
            ("GetType", 0) => call => OpaqueText.Instance,
            _ => null,
        };
    }

    private static object? Nothing(CallSite call) => null;

    private static object? Opaque(CallSite call) => OpaqueText.Instance;

    private static string? Text(object? value) => value switch
    {
        null => null,
        string text => text,
        _ => throw Machine.Stuck("a formatted text is looked at"),
    };

    private static object ReferenceEqual(object? x, object? y) => (x, y) switch
    {
        (null, null) => Boxes.Of(true),
        (null, _) or (_, null) => Boxes.Of(false),
        (Aggregate { IsValue: false }, _) or (ArrayValue or ListValue, _) => Boxes.Of(ReferenceEquals(x, y)),
        _ => throw Machine.Stuck("a comparison of boxes"),
    };

    private static object? ValueOrDefault(CallSite call)
    {
        if (call.Receiver is { } value) return value;
        return call.Arguments.Length > 0
            ? call[0]
            : call.Machine.Default(call.Close(call.Method.ContainingType.TypeArguments[0]), TypeEnvironment.Empty);
    }

    private static LibraryCall? FindGuard(string name)
    {
        Func<int, bool>? wrong = name switch
        {
            "ThrowIfNegative" or "ThrowIfLessThan" => sign => sign < 0,
            "ThrowIfNegativeOrZero" or "ThrowIfLessThanOrEqual" => sign => sign <= 0,
            "ThrowIfZero" or "ThrowIfEqual" => sign => sign == 0,
            "ThrowIfNotEqual" => sign => sign != 0,
            "ThrowIfGreaterThan" => sign => sign > 0,
            "ThrowIfGreaterThanOrEqual" => sign => sign >= 0,
            _ => null,
        };
        if (wrong is null) return null;
        bool withZero = name is "ThrowIfNegative" or "ThrowIfNegativeOrZero" or "ThrowIfZero";
        return call =>
        {
            NumberKind kind = NumberKinds.Of(call[0]);
            object? other = withZero ? NumberConversion.To(0, kind, false) : call[1];
            if (kind.IsFloating() || NumberKinds.Of(other) != kind || call[0] is not IComparable value) throw Machine.Stuck("a guard of no integer");
            return wrong(value.CompareTo(other)) ? throw call.Machine.Raise("System.ArgumentOutOfRangeException") : null;
        };
    }

    // In order and on one thread: one of the ways in which it can run.
    private static object? ParallelFor(CallSite call)
    {
        if (call.Arguments.Length != 3 || call.Method.Parameters[2].Type is not INamedTypeSymbol { Name: "Action", Arity: 1 })
        {
            throw Machine.Stuck("a parallel loop with a state");
        }

        DelegateValue body = Delegates.Of(call, 2);
        for (int i = call.Int(0); i < call.Int(1); i++) body.Call([i]);
        return null;
    }

    private static object? ParallelForEach(CallSite call)
    {
        if (call.Arguments.Length != 2 || call.Method.Parameters[1].Type is not INamedTypeSymbol { Name: "Action", Arity: 1 })
        {
            throw Machine.Stuck("a parallel loop with a state");
        }

        DelegateValue body = Delegates.Of(call, 1);
        foreach (object? item in call.Machine.Items(call[0])) body.Call([item]);
        return null;
    }
}
