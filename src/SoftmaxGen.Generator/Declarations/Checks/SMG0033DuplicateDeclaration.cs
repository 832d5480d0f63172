using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Generator.Declarations.Checks;

/// <summary>Two declarations of one signature would get two bodies.</summary>
internal sealed class SMG0033DuplicateDeclaration() : DeclarationCheck(Rule)
{
    private static readonly DiagnosticDescriptor Rule = new(
        "SMG0033",
        "The method is declared twice",
        "There is another declaration of '{0}' with the same parameters",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SMG0033.md");

    public override bool LeavesNoRoom => true;

    public override IEnumerable<Finding> Find(Declaration declaration)
    {
        IMethodSymbol method = declaration.Method;
        if (method.ContainingType is null)
            yield break;

        foreach (IMethodSymbol other in method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>())
        {
            if (!Same(other, method)
                && !Same(other, method.PartialImplementationPart)
                && other.PartialDefinitionPart is null
                && other.Parameters.Select(TypeOf).SequenceEqual(method.Parameters.Select(TypeOf)))
            {
                yield return At(declaration.MethodName, method.Name);
                yield break;
            }
        }
    }

    private static bool Same(IMethodSymbol left, IMethodSymbol? right) =>
        SymbolEqualityComparer.Default.Equals(left, right);

    // As text, which is what names the generated file.
    private static string TypeOf(IParameterSymbol parameter) => parameter.Type.ToDisplayString(TypeTexts.Format);
}
