using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Declarations;

/// <summary>A parameter as the user wrote it, with the role that its name gives it.</summary>
/// <param name="Symbol">The parameter.</param>
/// <param name="Syntax">Its syntax, or null where it has none.</param>
/// <param name="Contract">What the attribute says of it, or null where the attribute does not know the name.</param>
/// <param name="Carrier">How its type carries its elements.</param>
/// <param name="ElementSymbol">The type of an element.</param>
internal sealed record DeclaredParameter(
    IParameterSymbol Symbol,
    ParameterSyntax? Syntax,
    RoleContract? Contract,
    Carrier Carrier,
    ITypeSymbol ElementSymbol)
{
    public Location Identifier =>
        Syntax?.Identifier.GetLocation() ?? Symbol.Locations.FirstOrDefault() ?? Location.None;

    public Location Type => Syntax?.Type?.GetLocation() ?? Identifier;

    /// <summary>The type as a message shows it.</summary>
    public string TypeName => Symbol.Type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);

    /// <summary>The element's type as a message shows it.</summary>
    public string ElementName => ElementSymbol.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);

    /// <summary>Whether its carrier is one that its role can have.</summary>
    public bool HasRightCarrier =>
        Contract is not null && (Carrier == Carrier.Scalar) == (Contract.Element is RoleElement.Scalar or RoleElement.Number);

    /// <summary>Whether its elements should be the kernel's T, in a carrier where they can be.</summary>
    public bool HoldsElements => HasRightCarrier && Contract!.Element is RoleElement.Element or RoleElement.Scalar;

    /// <summary>Whether it should be an <c>int</c>.</summary>
    public bool IsNumber => HasRightCarrier && Contract!.Element == RoleElement.Number;

    /// <summary>Whether its elements should be labels, in a carrier where they can be.</summary>
    public bool HoldsLabels => HasRightCarrier && Contract!.Element == RoleElement.Label;

    public static DeclaredParameter Read(IParameterSymbol symbol, KernelContract contract, CancellationToken ct)
    {
        (Carrier carrier, ITypeSymbol element) = CarrierReader.Read(symbol.Type);
        SyntaxNode? syntax = symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(ct);
        return new(symbol, syntax as ParameterSyntax, contract.Role(symbol.Name), carrier, element);
    }
}
