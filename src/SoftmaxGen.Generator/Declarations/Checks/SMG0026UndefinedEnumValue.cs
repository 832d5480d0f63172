using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Generator.Declarations.Checks;

/// <summary>A cast can give a property a value that means nothing.</summary>
internal sealed class SMG0026UndefinedEnumValue() : DeclarationCheck(Rule)
{
    private static readonly DiagnosticDescriptor Rule = new(
        "SMG0026",
        "The value has no name in its enum",
        "{0} cannot be {1}: it is one of {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SMG0026.md");

    public override IEnumerable<Finding> Find(Declaration declaration)
    {
        foreach (DeclaredOption option in declaration.Options.Given)
        {
            if (option.IsUndefined)
            {
                yield return At(
                    option.Location,
                    option.Contract.Name,
                    Text((int)option.Value!),
                    string.Join(", ", option.Contract.Members));
            }
        }
    }
}
