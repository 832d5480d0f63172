using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SoftmaxGen.Generator.Declarations.Checks;

/// <summary>
/// Modifiers and parts of a signature that leave no room for a plain body, or that spans cannot live in.
/// </summary>
internal sealed class SMG0009UnsupportedMethodShape() : DeclarationCheck(Rule)
{
    private static readonly DiagnosticDescriptor Rule = new(
        "SMG0009",
        "A kernel method cannot have that modifier or shape",
        "'{0}' cannot be {1}: {2} writes a plain body for it",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SMG0009.md");

    public override bool LeavesNoRoom => true;

    public override IEnumerable<Finding> Find(Declaration declaration)
    {
        if (declaration.MethodSyntax is not { } syntax)
            yield break;

        foreach (SyntaxToken modifier in syntax.Modifiers)
        {
            if (modifier.Kind() is SyntaxKind.AsyncKeyword or SyntaxKind.ExternKeyword or SyntaxKind.AbstractKeyword)
                yield return Refuse(modifier.GetLocation(), modifier.Text);
        }

        if (syntax.ExplicitInterfaceSpecifier is { } specifier)
            yield return Refuse(specifier.GetLocation(), "an explicit interface implementation");

        if (declaration.Method.IsVararg)
            yield return Refuse(syntax.ParameterList.GetLocation(), "of variable arguments");

        Finding Refuse(Location location, string shape) =>
            At(location, declaration.Method.Name, shape, declaration.Contract.DisplayName);
    }
}
