using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Flow.Facts;

/// <summary>What names mean that have one meaning only, for methods whose bodies cannot be read.</summary>
internal static class FunctionNames
{
    private static readonly Lazy<FactTable> Table = new(() => new FactTable(FactSources.Names.Value));

    /// <summary>All names of functions whose calls make a body worth analysing.</summary>
    public static IEnumerable<FactLine> Lines => Table.Value.Lines;

    /// <summary>Whether a method of that name promises what it computes, so that its body can be held to it.</summary>
    public static bool IsContract(string name) =>
        Table.Value.OfType("") is { } names && names.TryGetValue(name, out ImmutableArray<FactLine> lines) &&
        lines[0].Function.Kind is FunctionKind.Softmax or FunctionKind.LogSoftmax or FunctionKind.Sigmoid or FunctionKind.LogSumExp or FunctionKind.Softplus;

    /// <summary>What gives the same numbers in another shape.</summary>
    public static HashSet<string> Reshapes { get; } =
        ["Expand", "ExpandDims", "AddDims", "Broadcast", "BroadcastTo", "Unsqueeze", "Squeeze", "Reshape", "View", "Flatten", "Tile"];

    /// <summary>By name and number of arguments, the receiver not counted.</summary>
    public static LibraryFunction? Find(string name, int argumentCount, bool hasReceiver)
    {
        FactLine? line = hasReceiver || argumentCount > 0 ? Line(name, argumentCount) : null;
        return line is null ? null : Adapt(line, argumentCount, hasReceiver);
    }

    /// <summary>By a method that is known: the number of its operands and its result must fit.</summary>
    public static LibraryFunction? Find(IMethodSymbol method)
    {
        // A method that gives a reference names a place, and computes nothing.
        if (method.ReturnsVoid || method.ReturnsByRef || method.ReturnsByRefReadonly || method.IsGenericMethod && method.ReturnType is ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method } result &&
            !method.Parameters.Any(parameter => SymbolEqualityComparer.Default.Equals(parameter.Type, result)))
            return null;
        method = method.ReducedFrom ?? method;
        int count = method.Parameters.Count(parameter => !parameter.IsOptional);
        if (Line(method.Name, count) is not { } line)
            return null;
        bool hasReceiver = !method.IsStatic && method.ContainingType is { } type && ValueShapes.Of(type) != ValueShape.Other;
        if (count == 0 && !hasReceiver)
            return null;
        LibraryFunction function = Adapt(line, count, hasReceiver);
        // x.softmax(1), x.Sum(0): the receiver is the operand, and what is given is an axis.
        if (hasReceiver && !function.IsBinary && count > 0 && IsAxis(method.Parameters[0].Type))
            function = function with { Input = LibraryFunction.Receiver, Axis = 0 };
        ITypeSymbol? operand = function.Input == LibraryFunction.Receiver ? method.ContainingType
            : function.Input < method.Parameters.Length ? method.Parameters[function.Input].Type : null;
        if (operand is null)
            return null;
        ValueShape from = ValueShapes.Of(operand), to = ValueShapes.Of(method.ReturnType);
        bool fits = line.Fit switch
        {
            ResultFit.Number => to != ValueShape.Other && from is ValueShape.Collection or ValueShape.Unknown,
            ResultFit.Collection => to is ValueShape.Collection or ValueShape.Unknown && from is ValueShape.Collection or ValueShape.Unknown,
            ResultFit.Same => from != ValueShape.Other && (from == to || from == ValueShape.Unknown || to == ValueShape.Unknown),
            _ => from != ValueShape.Other && to != ValueShape.Other,
        };
        return !fits ? null : function.Shape != FunctionShape.Lifted ? function : from switch
        {
            ValueShape.Number => function with { Shape = FunctionShape.Scalar },
            ValueShape.Collection => function with { Shape = FunctionShape.Elementwise },
            _ => function,
        };
    }

    /// <summary>Whether a parameter names axes or a shape, or is a switch, and no operand.</summary>
    public static bool IsAxis(ITypeSymbol type) => type is IArrayTypeSymbol array ? IsAxis(array.ElementType)
        : type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Boolean;

    private static FactLine? Line(string name, int argumentCount)
    {
        if (!Table.Value.KnowsMethod(name) || Table.Value.OfType("") is not { } names)
            return null;
        foreach (FactLine line in names[name])
            if (line.ParameterCount == argumentCount || line.ParameterCount < 0 && argumentCount <= 3)
                return line;
        return null;
    }

    // A unary function that is given nothing is one of its receiver, and so is a binary one that is given a single operand.
    private static LibraryFunction Adapt(FactLine line, int argumentCount, bool hasReceiver)
    {
        LibraryFunction function = line.Function with { IsByName = true };
        bool binary = function.IsBinary;
        // p.Clip(1e-7, 1 - 1e-7): both are bounds.
        if (function.Kind == FunctionKind.Clamp && hasReceiver && argumentCount == 2)
            return function with { Input = LibraryFunction.Receiver, Second = 0, Third = 1 };
        return hasReceiver && (argumentCount == 0 || binary && argumentCount == 1)
            ? function with { Input = LibraryFunction.Receiver, Second = binary ? 0 : function.Second }
            : function;
    }
}
