using Microsoft.CodeAnalysis;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Declarations.Checks;

/// <summary>A fixed batch must be one that a span can hold.</summary>
internal sealed class SMG0027BatchOutOfRange() : DeclarationCheck(Rule)
{
    private static readonly DiagnosticDescriptor Rule = new(
        "SMG0027",
        "Batch is out of range",
        "Batch is {0}, and can be 0 (any number of rows) to {1} here",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SMG0027.md");

    public override IEnumerable<Finding> Find(Declaration declaration)
    {
        if (declaration.Options.Find(OptionContracts.Batch) is not { Value: int batch } option)
            yield break;

        long classes = declaration.Classes ?? 1;
        long row = declaration.Contract.Operator == KernelOperator.SoftmaxJacobian ? classes * classes
            : declaration.Contract.IsLinear ? Math.Max(classes, declaration.Features ?? 1)
            : Math.Max(classes * Positive(declaration, OptionContracts.Spatial), Positive(declaration, OptionContracts.RowStride));
        long most = int.MaxValue / row;
        if (batch < 0 || batch > most)
            yield return At(option.Location, Text(batch), Text(most));
    }

    private static long Positive(Declaration declaration, string option) =>
        Math.Max(1, declaration.Options.Number(option) ?? 1);
}
