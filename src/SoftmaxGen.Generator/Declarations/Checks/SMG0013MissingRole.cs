using Microsoft.CodeAnalysis;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Declarations.Checks;

/// <summary>A parameter that the kernel cannot do without.</summary>
internal sealed class SMG0013MissingRole() : DeclarationCheck(Rule)
{
    private static readonly DiagnosticDescriptor Rule = new(
        "SMG0013",
        "A required parameter is missing",
        "{0} needs a parameter '{1}' of shape {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SMG0013.md");

    public override IEnumerable<Finding> Find(Declaration declaration)
    {
        foreach (RoleContract role in declaration.Contract.Roles)
        {
            if (IsRequired(role.Need, declaration) && declaration.Find(role.Name) is null)
                yield return At(declaration.MethodName, declaration.Contract.DisplayName, role.Name, ShapeOf(role));
        }
    }

    private static bool IsRequired(RoleNeed need, Declaration declaration) => need switch
    {
        RoleNeed.Required => true,
        // Where the other kind of truth is there instead, SMG0024 says so.
        RoleNeed.WithIndexTarget => declaration.Target == TargetKind.Index && !declaration.Has(ParameterRole.Target),
        RoleNeed.WithRowTarget =>
            declaration.Target is TargetKind.OneHot or TargetKind.Soft && !declaration.Has(ParameterRole.Labels),
        _ => false,
    };

    private static string ShapeOf(RoleContract role) => role.Role switch
    {
        ParameterRole.Labels => "[N]",
        ParameterRole.Inputs => "[N, F]",
        ParameterRole.Weights => "[C, F]",
        ParameterRole.Jacobian => "[N, C, C]",
        _ => "[N, C]",
    };
}
