using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Generator.Declarations.Checks;

/// <summary>A parameter finds its role by its exact name.</summary>
internal sealed class SMG0011UnknownRole() : DeclarationCheck(Rule)
{
    private static readonly DiagnosticDescriptor Rule = new(
        "SMG0011",
        "The attribute knows no parameter of that name",
        "{0} knows no parameter '{1}': did you mean '{2}'? It knows {3}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SMG0011.md");

    public override IEnumerable<Finding> Find(Declaration declaration)
    {
        List<string> known = declaration.Contract.Roles.Select(role => role.Name).ToList();
        // What the method has already is not what the user meant, unless it has all.
        IEnumerable<string> free = known.Where(role => declaration.Find(role) is null).DefaultIfEmpty(known[0]);
        foreach (DeclaredParameter parameter in declaration.Parameters)
        {
            if (parameter.Contract is null)
            {
                string name = parameter.Symbol.Name;
                yield return At(
                    parameter.Identifier,
                    declaration.Contract.DisplayName,
                    name,
                    RoleNames.Nearest(name, free),
                    string.Join(", ", known));
            }
        }
    }
}
