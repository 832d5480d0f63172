using Microsoft.CodeAnalysis;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Declarations.Checks;

/// <summary>Index reads labels; OneHot and Soft read a target.</summary>
internal sealed class SMG0024TargetMismatch() : DeclarationCheck(Rule)
{
    private static readonly DiagnosticDescriptor Rule = new(
        "SMG0024",
        "Target and parameters are at odds",
        "Target.{0} takes '{1}', not '{2}'",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SMG0024.md");

    public override IEnumerable<Finding> Find(Declaration declaration)
    {
        if (!declaration.Contract.IsLoss || declaration.Target is not { } target)
            yield break;

        (ParameterRole right, ParameterRole wrong) = target == TargetKind.Index
            ? (ParameterRole.Labels, ParameterRole.Target)
            : (ParameterRole.Target, ParameterRole.Labels);
        string[] arguments = { target.ToString(), RoleNames.Of(right), RoleNames.Of(wrong) };
        if (declaration.Contract.Role(RoleNames.Of(right)) is null)
        {
            Location? argument = declaration.Options.Find(OptionContracts.Target)?.Location;
            yield return At(argument ?? declaration.AttributeName, arguments);
        }
        else if (declaration.Find(RoleNames.Of(wrong)) is { Contract: not null } parameter)
        {
            yield return At(parameter.Identifier, arguments);
        }
    }
}
