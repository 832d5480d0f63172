using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Flow.Facts;

/// <summary>
/// Nodes of a graph of the program's own (<c>class Exp : Node</c> with <c>Exp(Node x)</c>): making one is asking for what its class is
/// called, which its body works out later.
/// </summary>
internal static class OwnNodes
{
    /// <summary>What a node computes of its first <paramref name="operands"/> arguments; null for any other object.</summary>
    public static LibraryFunction? FunctionOf(IMethodSymbol? constructor, out int operands)
    {
        operands = 0;
        if (constructor is not { MethodKind: MethodKind.Constructor, Parameters: { IsEmpty: false } parameters, ContainingType: { DeclaringSyntaxReferences.IsEmpty: false } type } ||
            parameters[0].Type is not INamedTypeSymbol { DeclaringSyntaxReferences.IsEmpty: false, TypeKind: TypeKind.Class or TypeKind.Interface } node || !IsA(type, node))
            return null;
        operands = parameters.TakeWhile(p => SymbolEqualityComparer.Default.Equals(p.Type, node)).Count();
        if (!parameters.Skip(operands).All(static p => FunctionNames.IsAxis(p.Type)))
            return null;
        return operands == 1 && (FunctionNames.Reshapes.Contains(type.Name) || type.Name is "NoGrad" or "StopGradient" or "Detach") ? Same : FunctionNames.Find(type.Name, operands, hasReceiver: false);
    }

    private static readonly LibraryFunction Same = new(FunctionKind.Identity, FunctionShape.Elementwise);

    private static bool IsA(INamedTypeSymbol type, INamedTypeSymbol node)
    {
        for (INamedTypeSymbol? at = type.BaseType; at is not null; at = at.BaseType)
            if (SymbolEqualityComparer.Default.Equals(at, node))
                return true;
        return type.AllInterfaces.Contains(node, SymbolEqualityComparer.Default);
    }
}
