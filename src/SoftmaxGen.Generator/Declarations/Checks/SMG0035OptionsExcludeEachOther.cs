using Microsoft.CodeAnalysis;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Declarations.Checks;

/// <summary>Options that have no meaning together, or none for the parameters that are there.</summary>
internal sealed class SMG0035OptionsExcludeEachOther() : DeclarationCheck(Rule)
{
    private static readonly DiagnosticDescriptor Rule = new(
        "SMG0035",
        "The option has no meaning here",
        "{0} has no meaning here: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SMG0035.md");

    public override IEnumerable<Finding> Find(Declaration declaration)
    {
        if (Given(declaration, OptionContracts.FocalGamma) is { } focal)
        {
            if (declaration.Target is { } target and not TargetKind.Index)
                yield return At(focal, OptionContracts.FocalGamma, $"it is defined by the label's probability, and Target.{target} has no label");
            else if (Given(declaration, OptionContracts.LabelSmoothing) is not null)
                yield return At(focal, OptionContracts.FocalGamma, "with LabelSmoothing there is not one probability to focus on");
            else if (declaration.Has(ParameterRole.HessianDiagonal))
                yield return At(focal, OptionContracts.FocalGamma, "'hessianDiagonal' is defined for the cross-entropy alone");
        }

        if (declaration.Options.Flag(OptionContracts.Accumulate) && !declaration.HasGradient)
        {
            yield return At(
                declaration.Options.Find(OptionContracts.Accumulate)!.Location,
                OptionContracts.Accumulate,
                declaration.Contract.IsLinear ? "there is no gradient to add to" : "there is no 'gradient' to add to");
        }

        foreach (Finding finding in (declaration.Contract.IsLinear ? FindLinear(declaration) : FindLayouts(declaration)).Concat(FindShards(declaration)))
            yield return finding;
    }

    /// <summary>The inputs of a linear layer are row-major, and so is what it hands to the kernels of its logits.</summary>
    private IEnumerable<Finding> FindLinear(Declaration declaration)
    {
        foreach (string name in new[] { OptionContracts.Layout, OptionContracts.Spatial, OptionContracts.RowStride })
        {
            if (declaration.Options.Find(name) is { Value: int value } option && !value.Equals(option.Contract.Default))
                yield return At(option.Location, name, "the inputs of a linear layer are rows of features, one after the other");
        }
    }

    /// <summary>What would need the classes of the other shards.</summary>
    private IEnumerable<Finding> FindShards(Declaration declaration)
    {
        string offset = RoleNames.Of(ParameterRole.ClassOffset);
        if (declaration.Find(offset) is not { Contract: not null } shard)
            yield break;

        if (declaration.Target is TargetKind.OneHot or TargetKind.Soft)
            yield return At(shard.Identifier, offset, "a shard is told the truth by labels alone, Target.Index");

        if (Given(declaration, OptionContracts.LabelSmoothing) is { } smoothing)
            yield return At(smoothing, OptionContracts.LabelSmoothing, "a shard does not know how many classes there are in all");

        if (Given(declaration, OptionContracts.FocalGamma) is { } focal)
            yield return At(focal, OptionContracts.FocalGamma, "only the label's own shard knows its probability");

        foreach ((ParameterRole role, string reason) in WholeRoles)
        {
            if (declaration.Find(RoleNames.Of(role)) is { Contract: not null } parameter)
                yield return At(parameter.Identifier, RoleNames.Of(role), reason);
        }
    }

    private static readonly (ParameterRole Role, string Reason)[] WholeRoles =
    [
        (ParameterRole.ClassWeights, "a shard has no weight for a label of another one: give it as 'sampleWeights'"),
        (ParameterRole.Predictions, "the greatest logit of a shard is no prediction"),
    ];

    private IEnumerable<Finding> FindLayouts(Declaration declaration)
    {
        if (declaration.Layout is not { } layout)
            yield break;

        if (layout != BatchLayoutKind.RowMajor && declaration.Contract.Operator == KernelOperator.SoftmaxJacobian)
        {
            yield return At(
                declaration.Options.Find(OptionContracts.Layout)!.Location,
                OptionContracts.Layout,
                "a Jacobian is a matrix for each row, row-major");
        }

        if (layout != BatchLayoutKind.ChannelsFirst
            && declaration.Options.Find(OptionContracts.Spatial) is { Value: > 1 } spatial)
        {
            yield return At(spatial.Location, OptionContracts.Spatial, "only BatchLayout.ChannelsFirst has positions");
        }

        if ((layout != BatchLayoutKind.RowMajor || declaration.Contract.Operator == KernelOperator.SoftmaxJacobian)
            && declaration.Options.Find(OptionContracts.RowStride) is { Value: int and not 0 } stride)
        {
            yield return At(stride.Location, OptionContracts.RowStride, "only rows of [N, C] lie a stride apart");
        }
    }

    /// <summary>Where an option stands that is not at its default.</summary>
    private static Location? Given(Declaration declaration, string option) =>
        declaration.Options.Find(option) is { Value: double value } found && !value.Equals(found.Contract.Default)
            ? found.Location
            : null;
}
