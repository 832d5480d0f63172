using Microsoft.CodeAnalysis;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Declarations;

/// <summary>Reads how a parameter's type carries its elements.</summary>
internal static class CarrierReader
{
    /// <summary>The carrier and its element; any type that carries none is a scalar, its own element.</summary>
    public static (Carrier Carrier, ITypeSymbol Element) Read(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { IsSZArray: true } array => (Carrier.Array, array.ElementType),
        INamedTypeSymbol
        {
            Arity: 1,
            ContainingType: null,
            ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true },
        } named => named.Name switch
        {
            "Span" => (Carrier.Span, named.TypeArguments[0]),
            "ReadOnlySpan" => (Carrier.ReadOnlySpan, named.TypeArguments[0]),
            "Memory" => (Carrier.Memory, named.TypeArguments[0]),
            "ReadOnlyMemory" => (Carrier.ReadOnlyMemory, named.TypeArguments[0]),
            _ => (Carrier.Scalar, type),
        },
        _ => (Carrier.Scalar, type),
    };

    /// <summary>Whether what it carries cannot be written.</summary>
    public static bool IsReadOnly(Carrier carrier) => carrier is Carrier.ReadOnlySpan or Carrier.ReadOnlyMemory;
}
