using Microsoft.CodeAnalysis;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Declarations.Checks;

/// <summary>Without a returned loss there must be something to write.</summary>
internal sealed class SMG0030LossWithoutOutput() : DeclarationCheck(Rule)
{
    private static readonly DiagnosticDescriptor Rule = new(
        "SMG0030",
        "A loss that is not reduced has nowhere to go",
        "'{0}' returns nothing where Reduction is None, and so needs 'losses' or {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SMG0030.md");

    public override IEnumerable<Finding> Find(Declaration declaration)
    {
        if (declaration.Contract.Returns == ReturnContract.ReducedLoss
            && declaration.Reduction == ReductionKind.None
            && !declaration.Has(ParameterRole.Losses)
            && !declaration.HasGradient
            && !declaration.Has(ParameterRole.HessianDiagonal))
        {
            yield return At(
                declaration.MethodName, declaration.Method.Name, declaration.Contract.IsLinear ? "a gradient" : "'gradient'");
        }
    }
}
