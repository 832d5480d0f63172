using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Planning;

/// <summary>A declared kernel with its plan.</summary>
internal sealed record PlannedKernel(KernelModel Model, KernelPlan Plan)
{
    /// <summary>Plans the kernel for the consumer's framework.</summary>
    public static PlannedKernel Of(KernelModel model, TargetFacts target) => new(model, KernelPlanner.Plan(model, target));

    /// <summary>The type of the labels that it reads and must check, or None.</summary>
    public LabelType ReadLabels => Plan.Truth == Truth.Labels ? Plan.Labels : LabelType.None;
}
