using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Flow.Facts;

/// <summary>
/// Nodes of a graph of the program's own (<c>class Exp : Node</c> with <c>Exp(Node x)</c>): making one is asking for what its class is
/// called, which its body works out later.
/// </summary>
internal static class OwnNodes
{
    private static readonly HashSet<string> Reshapes =
        ["AddDims", "AddDim", "ExpandDims", "Unsqueeze", "Squeeze", "Reshape", "Broadcast", "BroadcastTo", "Flatten", "NoGrad", "StopGradient", "Detach"];

    /// <summary>What a node computes of its first <paramref name="operands"/> arguments; null for any other object.</summary>
    public static LibraryFunction? FunctionOf(IMethodSymbol? constructor, out int operands)
    {
        operands = 0;
        if (constructor is not { MethodKind: MethodKind.Constructor, Parameters: { IsEmpty: false } parameters, ContainingType: { DeclaringSyntaxReferences.IsEmpty: false } type } ||
            parameters[0].Type is not INamedTypeSymbol { DeclaringSyntaxReferences.IsEmpty: false, TypeKind: TypeKind.Class or TypeKind.Interface } node || !IsA(type, node))
            return null;
        operands = parameters.TakeWhile(p => SymbolEqualityComparer.Default.Equals(p.Type, node)).Count();
        if (!parameters.Skip(operands).All(static p => IsAxis(p.Type)))
            return null;
        return Reshapes.Contains(type.Name) && operands == 1 ? Same : FunctionNames.Find(type.Name, operands, hasReceiver: false);
    }

    // What gives the very numbers that it is given, in whatever shape.
    private static readonly LibraryFunction Same = FunctionNames.Find("Detach", 0, hasReceiver: true)! with { Input = 0 };

    private static bool IsA(INamedTypeSymbol type, INamedTypeSymbol node)
    {
        for (INamedTypeSymbol? at = type.BaseType; at is not null; at = at.BaseType)
            if (SymbolEqualityComparer.Default.Equals(at, node))
                return true;
        return type.AllInterfaces.Contains(node, SymbolEqualityComparer.Default);
    }

    private static bool IsAxis(ITypeSymbol type) => type is IArrayTypeSymbol array ? IsAxis(array.ElementType)
        : type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Boolean;
}
