using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Declarations;

/// <summary>
/// A method that carries a kernel attribute, read once for all checks. It may be wrong in every way: whatever could not
/// be read is null, and there is a check that says so.
/// </summary>
internal sealed class Declaration
{
    private Declaration(IMethodSymbol method, AttributeData attribute, KernelContract contract, CancellationToken ct)
    {
        Method = method;
        Contract = contract;
        Syntax = method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(ct);
        AttributeSyntax? attributeSyntax = attribute.ApplicationSyntaxReference?.GetSyntax(ct) as AttributeSyntax;
        AttributeName = attributeSyntax?.Name.GetLocation() ?? Location.None;
        Attributes = KernelAttributesOf(method);
        Options = DeclaredOptions.Read(attribute, attributeSyntax);
        Parameters = method.Parameters.Select(p => DeclaredParameter.Read(p, contract, ct)).ToImmutableArray();
        Classes = ClassesOf(this);
        Features = FeaturesOf(this);
    }

    /// <summary>The method; of a partial one, the part that defines it.</summary>
    public IMethodSymbol Method { get; }

    /// <summary>What declares it, usually a <see cref="MethodDeclarationSyntax"/>.</summary>
    public SyntaxNode? Syntax { get; }

    public KernelContract Contract { get; }

    /// <summary>Every kernel attribute of the method.</summary>
    public ImmutableArray<AttributeData> Attributes { get; }

    public DeclaredOptions Options { get; }

    public ImmutableArray<DeclaredParameter> Parameters { get; }

    /// <summary>C, given or counted in the labels' enum; null where it is neither, or out of range.</summary>
    public int? Classes { get; }

    /// <summary>F; null where it is missing or out of range, and for an operator without a linear layer.</summary>
    public int? Features { get; }

    /// <summary>The attribute's name in the source.</summary>
    public Location AttributeName { get; }

    /// <summary>The method's identifier.</summary>
    public Location MethodName =>
        MethodSyntax?.Identifier.GetLocation() ?? Method.Locations.FirstOrDefault() ?? Location.None;

    /// <summary>The method's syntax, or null where the attribute is on an accessor, a lambda or the like.</summary>
    public MethodDeclarationSyntax? MethodSyntax => Syntax as MethodDeclarationSyntax;

    /// <summary>The types around the method as the source nests them, innermost first.</summary>
    public IEnumerable<TypeDeclarationSyntax> ContainingTypes =>
        Syntax?.Ancestors().OfType<TypeDeclarationSyntax>() ?? Enumerable.Empty<TypeDeclarationSyntax>();

    public LanguageVersion LanguageVersion =>
        (Syntax?.SyntaxTree.Options as CSharpParseOptions)?.LanguageVersion ?? LanguageVersion.Default;

    public TargetKind? Target => (TargetKind?)Options.Number(OptionContracts.Target);

    public BatchLayoutKind? Layout => (BatchLayoutKind?)Options.Number(OptionContracts.Layout);

    public ReductionKind? Reduction => (ReductionKind?)Options.Number(OptionContracts.Reduction);

    /// <summary>T, as the first parameter of the contract says; null where it is missing or wrong.</summary>
    public ElementType? Element =>
        Contract.Roles.FirstOrDefault() is { } first && Find(first.Name) is { HoldsElements: true } parameter
            ? ElementTypes.Of(parameter.ElementSymbol)
            : null;

    /// <summary>The labels, where the method has them in a carrier that can hold them.</summary>
    public DeclaredParameter? Labels => Labelled(ParameterRole.Labels);

    /// <summary>The arg max that a loss writes, likewise.</summary>
    public DeclaredParameter? Predictions => Labelled(ParameterRole.Predictions);

    public static Declaration Read(
        IMethodSymbol method, AttributeData attribute, KernelContract contract, CancellationToken ct) =>
        new(method.PartialDefinitionPart ?? method, attribute, contract, ct);

    /// <summary>The kernel attributes of a method, those that stand at its return type by mistake among them.</summary>
    public static ImmutableArray<AttributeData> KernelAttributesOf(IMethodSymbol method) =>
        method.GetAttributes().Concat(method.GetReturnTypeAttributes())
            .Where(attribute => KernelContracts.Of(attribute.AttributeClass) is not null)
            .ToImmutableArray();

    /// <summary>The first parameter of that name, or null where there is none.</summary>
    public DeclaredParameter? Find(string name) => Parameters.FirstOrDefault(p => p.Symbol.Name == name);

    public bool Has(ParameterRole role) => Find(RoleNames.Of(role)) is not null;

    /// <summary>Whether it writes a gradient that could be added to.</summary>
    public bool HasGradient => Has(ParameterRole.Gradient) || (Contract.IsLinear
        && (Has(ParameterRole.WeightGradient) || Has(ParameterRole.BiasGradient) || Has(ParameterRole.InputGradient)));

    private DeclaredParameter? Labelled(ParameterRole role) =>
        Parameters.FirstOrDefault(parameter => parameter.HoldsLabels && parameter.Contract!.Role == role);

    private static int? FeaturesOf(Declaration declaration) =>
        declaration.Contract.IsLinear && declaration.Options.Find(OptionContracts.Features) is { Value: int features }
        && features >= 1 && features <= int.MaxValue / (declaration.Classes ?? 2)
            ? features
            : null;

    private static int? ClassesOf(Declaration declaration)
    {
        int? classes = declaration.Options.Find(OptionContracts.Classes) is { } given
            ? given.Value as int?
            : declaration.Labels?.ElementSymbol is INamedTypeSymbol { TypeKind: TypeKind.Enum } type
                ? EnumClasses.Read(type).Count
                : null;
        return classes >= 2 && classes <= declaration.Contract.MaxClasses ? classes : null;
    }
}
