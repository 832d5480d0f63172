using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Generator.Declarations.Checks;

/// <summary>A name gives one role to one parameter.</summary>
internal sealed class SMG0014DuplicateRole() : DeclarationCheck(Rule)
{
    private static readonly DiagnosticDescriptor Rule = new(
        "SMG0014",
        "Two parameters have the same role",
        "There is another parameter '{0}', and a role can be given once only",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SMG0014.md");

    public override bool LeavesNoRoom => true;

    public override IEnumerable<Finding> Find(Declaration declaration)
    {
        foreach (IGrouping<string, DeclaredParameter> role in declaration.Parameters.GroupBy(p => p.Symbol.Name))
        {
            foreach (DeclaredParameter parameter in role.Skip(1))
                yield return At(parameter.Identifier, role.Key);
        }
    }
}
