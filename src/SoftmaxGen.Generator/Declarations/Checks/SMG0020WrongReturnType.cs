using Microsoft.CodeAnalysis;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Declarations.Checks;

/// <summary>What is returned follows from the attribute, its Reduction and the parameters.</summary>
internal sealed class SMG0020WrongReturnType() : DeclarationCheck(Rule)
{
    private static readonly DiagnosticDescriptor Rule = new(
        "SMG0020",
        "The return type is wrong",
        "'{0}' must return {1}{2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SMG0020.md");

    public override IEnumerable<Finding> Find(Declaration declaration)
    {
        IMethodSymbol method = declaration.Method;
        (bool ReturnsElement, string Reason)? expected = Expect(declaration);
        if (expected is not { } value || (value.ReturnsElement ? ReturnsElement(declaration) : method.ReturnsVoid))
            yield break;

        string type = !value.ReturnsElement
            ? "void"
            : declaration.Element is { } element ? ElementTypes.Keyword(element) : "float, double or Half";
        yield return At(
            declaration.MethodSyntax?.ReturnType.GetLocation() ?? declaration.MethodName,
            method.Name,
            type,
            value.Reason);
    }

    private static bool ReturnsElement(Declaration declaration) =>
        declaration.Method.RefKind == RefKind.None
        && ElementTypes.Of(declaration.Method.ReturnType) is { } returned
        && returned == (declaration.Element ?? returned);

    private static (bool ReturnsElement, string Reason)? Expect(Declaration declaration)
    {
        switch (declaration.Contract.Returns)
        {
            case ReturnContract.ElementWithoutLogSumExp:
                return declaration.Has(ParameterRole.LogSumExp)
                    ? (false, ", for it writes 'logSumExp'")
                    : (true, ", for it has no 'logSumExp' to write");
            case ReturnContract.ReducedLoss when declaration.Reduction is { } reduction:
                return (reduction != ReductionKind.None, $" where Reduction is {reduction}");
            case ReturnContract.ReducedLoss:
                return null;
            default:
                return (false, "");
        }
    }
}
