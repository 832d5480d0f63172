using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Generator.Declarations.Checks;

/// <summary>A method has one body, and so one kernel.</summary>
internal sealed class SMG0003MultipleKernels() : DeclarationCheck(Rule)
{
    private static readonly DiagnosticDescriptor Rule = new(
        "SMG0003",
        "The method has more than one kernel attribute",
        "'{0}' already has a kernel attribute, and a method can implement one kernel only",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SMG0003.md");

    public override bool IsDecisive => true;

    public override IEnumerable<Finding> Find(Declaration declaration)
    {
        foreach (AttributeData attribute in declaration.Attributes.Skip(1))
        {
            SyntaxReference? reference = attribute.ApplicationSyntaxReference;
            Location location = reference is null
                ? declaration.MethodName
                : Location.Create(reference.SyntaxTree, reference.Span);
            yield return At(location, declaration.Method.Name);
        }
    }
}
