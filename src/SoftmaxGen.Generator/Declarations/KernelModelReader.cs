using Microsoft.CodeAnalysis;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Declarations;

/// <summary>Turns a declaration that has passed every check into values.</summary>
internal static class KernelModelReader
{
    public static KernelModel Read(Declaration declaration) => new(
        declaration.Contract.Operator!.Value,
        declaration.Element!.Value,
        declaration.Classes!.Value,
        declaration.Options.Number(OptionContracts.Batch)!.Value,
        declaration.Target!.Value,
        declaration.Contract.IsLoss ? declaration.Reduction!.Value : ReductionKind.None,
        declaration.Options.Number(OptionContracts.IgnoreIndex)!.Value,
        declaration.Labels is { } labels ? LabelTypes.Of(labels.ElementSymbol) : LabelType.None,
        ReadMethod(declaration));

    private static MethodModel ReadMethod(Declaration declaration)
    {
        IMethodSymbol method = declaration.Method;
        EquatableArray<ContainingType> containingTypes = ContainingTypeReader.Read(method);
        return new(
            ContainingTypeReader.NamespaceOf(method),
            containingTypes,
            ModifierText.Of(declaration.MethodSyntax!.Modifiers),
            ReturnsValue: !method.ReturnsVoid,
            Identifiers.Escape(method.Name),
            declaration.Parameters.Select(ReadParameter).ToEquatableArray(),
            DocumentationComments.IsOn(declaration.MethodSyntax),
            HintNames.Of(method, containingTypes));
    }

    private static ParameterModel ReadParameter(DeclaredParameter parameter) => new(
        parameter.Symbol.Name,
        parameter.Contract!.Role!.Value,
        parameter.Carrier,
        parameter.ElementSymbol.ToDisplayString(TypeTexts.Format),
        parameter.Symbol.Type.ToDisplayString(TypeTexts.Format),
        ModifierText.Of(parameter.Syntax!.Modifiers));
}
