using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Declarations;

/// <summary>The table of the public contract, as data.</summary>
internal static class KernelContracts
{
    /// <summary>The namespace of the attributes and enums.</summary>
    public const string Namespace = "SoftmaxGen";

    private static readonly RoleContract RowLabels =
        new("labels", ParameterRole.Labels, RoleNeed.WithIndexTarget, IsWritten: false, RoleElement.Label);

    private static readonly RoleContract RowTarget =
        new("target", ParameterRole.Target, RoleNeed.WithRowTarget, IsWritten: false, RoleElement.Element);

    private static readonly RoleContract ClassWeights =
        new("classWeights", ParameterRole.ClassWeights, RoleNeed.Optional, IsWritten: false, RoleElement.Element);

    private static readonly RoleContract Bias =
        new("bias", ParameterRole.Bias, RoleNeed.Optional, IsWritten: false, RoleElement.Element);

    /// <summary>Every kernel attribute, in the order of the contract.</summary>
    public static ImmutableArray<KernelContract> All { get; } = ImmutableArray.Create(
        Map(KernelOperator.Softmax, In(ParameterRole.Logits), Out(ParameterRole.Probabilities)),
        Map(KernelOperator.LogSoftmax, In(ParameterRole.Logits), Out(ParameterRole.LogProbabilities)),
        Map(
            KernelOperator.SoftmaxBackward,
            In(ParameterRole.Probabilities), In(ParameterRole.Upstream), Out(ParameterRole.Gradient)),
        Map(
            KernelOperator.LogSoftmaxBackward,
            In(ParameterRole.LogProbabilities), In(ParameterRole.Upstream), Out(ParameterRole.Gradient)),
        Map(KernelOperator.SoftmaxJacobian, In(ParameterRole.Probabilities), Out(ParameterRole.Jacobian)),
        Built(
            KernelOperator.LogSumExp, ReturnContract.ElementWithoutLogSumExp,
            In(ParameterRole.Logits), Out(ParameterRole.LogSumExp, RoleNeed.Optional)),
        Built(
            KernelOperator.SoftmaxLoss, ReturnContract.ReducedLoss,
            In(ParameterRole.Logits), RowLabels, RowTarget,
            Out(ParameterRole.Gradient, RoleNeed.Optional), Out(ParameterRole.Losses, RoleNeed.Optional),
            Out(ParameterRole.Probabilities, RoleNeed.Optional), Out(ParameterRole.LogSumExp, RoleNeed.Optional),
            new("scale", ParameterRole.Scale, RoleNeed.Optional, IsWritten: false, RoleElement.Scalar),
            ClassWeights,
            new("sampleWeights", ParameterRole.SampleWeights, RoleNeed.Optional, IsWritten: false, RoleElement.Element),
            new("predictions", ParameterRole.Predictions, RoleNeed.Optional, IsWritten: true, RoleElement.Label),
            Out(ParameterRole.HessianDiagonal, RoleNeed.Optional),
            new("classOffset", ParameterRole.ClassOffset, RoleNeed.Optional, IsWritten: false, RoleElement.Number)),
        Built(
            KernelOperator.NllLoss, ReturnContract.ReducedLoss,
            In(ParameterRole.LogProbabilities), RowLabels,
            Out(ParameterRole.Gradient, RoleNeed.Optional), Out(ParameterRole.Losses, RoleNeed.Optional),
            ClassWeights),
        Built(
            KernelOperator.SoftmaxLossHessianVector, ReturnContract.VoidOfLoss,
            In(ParameterRole.Logits), RowLabels, RowTarget, In(ParameterRole.Vector), Out(ParameterRole.Product)),
        Built(
            KernelOperator.LinearSoftmaxLoss, ReturnContract.ReducedLoss,
            In(ParameterRole.Inputs), In(ParameterRole.Weights), RowLabels, RowTarget, Bias,
            Out(ParameterRole.WeightGradient, RoleNeed.Optional), Out(ParameterRole.BiasGradient, RoleNeed.Optional),
            Out(ParameterRole.InputGradient, RoleNeed.Optional), Out(ParameterRole.Losses, RoleNeed.Optional),
            Out(ParameterRole.Logits, RoleNeed.Optional)),
        Map(
            KernelOperator.LinearPredict, In(ParameterRole.Inputs), In(ParameterRole.Weights), Bias,
            new("labels", ParameterRole.Labels, RoleNeed.Required, IsWritten: true, RoleElement.Label),
            Out(ParameterRole.Probabilities, RoleNeed.Optional)),
        Map(
            KernelOperator.ArgMax, In(ParameterRole.Logits),
            new("labels", ParameterRole.Labels, RoleNeed.Required, IsWritten: true, RoleElement.Label)));

    private static readonly ImmutableDictionary<string, KernelContract> ByName =
        All.ToImmutableDictionary(contract => contract.AttributeName);

    /// <summary>The contract of an attribute class, or null where it is none of ours.</summary>
    public static KernelContract? Of(INamedTypeSymbol? attributeClass) =>
        attributeClass is
        {
            Arity: 0,
            ContainingType: null,
            ContainingNamespace: { Name: Namespace, ContainingNamespace.IsGlobalNamespace: true },
        }
        && ByName.TryGetValue(attributeClass.Name, out KernelContract? contract)
            ? contract
            : null;

    private static KernelContract Map(KernelOperator kernel, params RoleContract[] roles) =>
        Built(kernel, ReturnContract.Void, roles);

    private static KernelContract Built(KernelOperator kernel, ReturnContract returns, params RoleContract[] roles) =>
        new(kernel + "Attribute", kernel, returns, roles.ToImmutableArray());

    private static RoleContract In(ParameterRole role) =>
        new(RoleNames.Of(role), role, RoleNeed.Required, IsWritten: false, RoleElement.Element);

    private static RoleContract Out(ParameterRole role, RoleNeed need = RoleNeed.Required) =>
        new(RoleNames.Of(role), role, need, IsWritten: true, RoleElement.Element);
}
