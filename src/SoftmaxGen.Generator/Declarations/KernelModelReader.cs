using Microsoft.CodeAnalysis;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Declarations;

/// <summary>Turns a declaration that has passed every check into values.</summary>
internal static class KernelModelReader
{
    public static KernelModel Read(Declaration declaration) => new(
        declaration.Contract.Operator,
        declaration.Element!.Value,
        declaration.Classes!.Value,
        declaration.Features ?? 0,
        declaration.Options.Number(OptionContracts.Batch)!.Value,
        declaration.Target!.Value,
        declaration.Contract.IsLoss ? declaration.Reduction!.Value : ReductionKind.None,
        declaration.Options.Number(OptionContracts.IgnoreIndex)!.Value,
        TypeOf(declaration.Labels),
        TypeOf(declaration.Predictions),
        ReadOptions(declaration.Options),
        ReadShape(declaration),
        ReadMethod(declaration));

    private static LabelType TypeOf(DeclaredParameter? labels) =>
        labels is null ? LabelType.None : LabelTypes.Of(labels.ElementSymbol);

    private static KernelOptions ReadOptions(DeclaredOptions options) => new(
        options.Real(OptionContracts.LabelSmoothing)!.Value,
        options.Real(OptionContracts.Temperature)!.Value,
        options.Real(OptionContracts.Softcap)!.Value,
        options.Real(OptionContracts.ZLoss)!.Value,
        options.Real(OptionContracts.FocalGamma)!.Value,
        options.Flag(OptionContracts.Accumulate),
        (EdgeCaseKind)options.Number(OptionContracts.EdgeCases)!.Value,
        options.Flag(OptionContracts.Parallel));

    private static BatchShape ReadShape(Declaration declaration)
    {
        int stride = declaration.Options.Number(OptionContracts.RowStride)!.Value;
        return new(
            (BatchLayoutKind)declaration.Options.Number(OptionContracts.Layout)!.Value,
            declaration.Options.Number(OptionContracts.Spatial)!.Value,
            stride == declaration.Classes ? 0 : stride);
    }

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
        parameter.Contract!.Role,
        parameter.Carrier,
        parameter.ElementSymbol.ToDisplayString(TypeTexts.Format),
        parameter.Symbol.Type.ToDisplayString(TypeTexts.Format),
        ModifierText.Of(parameter.Syntax!.Modifiers));
}
