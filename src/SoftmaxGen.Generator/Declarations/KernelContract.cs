using System.Collections.Immutable;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Declarations;

/// <summary>What a kernel method returns.</summary>
internal enum ReturnContract
{
    Void,

    /// <summary>T without a <c>logSumExp</c> parameter, void with one.</summary>
    ElementWithoutLogSumExp,

    /// <summary>T where the losses are reduced, void where they are not.</summary>
    ReducedLoss,

    /// <summary>Void: what is made of a loss that is not itself wanted.</summary>
    VoidOfLoss,
}

/// <summary>One row of the public contract: a kernel attribute with the parameters that it knows.</summary>
/// <param name="AttributeName">The attribute's class.</param>
/// <param name="Operator">What it computes.</param>
/// <param name="Returns">What the method returns.</param>
/// <param name="Roles">The parameters, the first of them the one that T is read off.</param>
internal sealed record KernelContract(
    string AttributeName, KernelOperator Operator, ReturnContract Returns, ImmutableArray<RoleContract> Roles)
{
    /// <summary>The attribute as a user writes it, for messages.</summary>
    public string DisplayName { get; } =
        "[" + AttributeName.Substring(0, AttributeName.Length - "Attribute".Length) + "]";

    /// <summary>The greatest <c>Classes</c>.</summary>
    public int MaxClasses => Operator == KernelOperator.SoftmaxJacobian ? 46_340 : 1_048_576;

    /// <summary>Whether a linear layer makes the logits.</summary>
    public bool IsLinear => Operator is KernelOperator.LinearSoftmaxLoss or KernelOperator.LinearPredict;

    /// <summary>Whether the operator is about a loss, which its rows reduce to one.</summary>
    public bool IsLoss => Returns is ReturnContract.ReducedLoss or ReturnContract.VoidOfLoss;

    /// <summary>The parameter of that name, or null where the attribute knows none.</summary>
    public RoleContract? Role(string name) => Roles.FirstOrDefault(role => role.Name == name);
}
