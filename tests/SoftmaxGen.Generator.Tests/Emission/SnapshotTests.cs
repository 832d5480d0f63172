using SoftmaxGen.Generator.Emission;
using SoftmaxGen.Generator.Emission.Methods;
using SoftmaxGen.Generator.Model;
using SoftmaxGen.Generator.Planning;
using SoftmaxGen.Generator.Tests.Planning;

namespace SoftmaxGen.Generator.Tests.Emission;

/// <summary>The emitted text itself, for the eye of a reviewer.</summary>
public sealed class SnapshotTests
{
    [Fact]
    public void IndexLossInRows() => MatchKernel(Models.Loss(5), Models.Modern);

    [Fact]
    public void IndexLossInClasses() => MatchKernel(Models.Loss(1030, ElementType.Double), Models.Modern);

    [Fact]
    public void IndexLossInGroups() => MatchKernel(Models.Loss(75, ElementType.Double), Models.Modern);

    [Fact]
    public void IndexLossInBlocks() => MatchKernel(Models.Loss(21), Models.Modern);

    [Fact]
    public void IndexLossWithoutVectors() => MatchKernel(Models.Loss(3), Models.Portable);

    [Fact]
    public void SoftLossOfOneRow() => MatchKernel(
        Models.Of(
            KernelOperator.SoftmaxLoss,
            4,
            target: TargetKind.Soft,
            batch: 1,
            returns: true,
            roles: [ParameterRole.Logits, ParameterRole.Target, ParameterRole.Gradient]),
        Models.Modern);

    [Fact]
    public void IndexLossInColumns() => MatchKernel(
        Models.Loss(100) with { Shape = new BatchShape(BatchLayoutKind.ClassMajor) }, Models.Modern);

    [Fact]
    public void LossWithOptionsInColumns() => MatchKernel(
        Models.Loss(40) with
        {
            Batch = 1,
            Options = new KernelOptions(LabelSmoothing: 0.1, Temperature: 2, ZLoss: 0.01, Accumulate: true),
            Shape = new BatchShape(BatchLayoutKind.ChannelsFirst, 2),
        },
        Models.Modern);

    [Fact]
    public void LinearLoss() => MatchKernel(
        Models.Of(
            KernelOperator.LinearSoftmaxLoss,
            10,
            labels: LabelType.Int32,
            returns: true,
            features: 64,
            roles:
            [
                ParameterRole.Inputs, ParameterRole.Weights, ParameterRole.Bias, ParameterRole.Labels,
                ParameterRole.WeightGradient, ParameterRole.BiasGradient, ParameterRole.InputGradient,
            ]),
        Models.Modern);

    [Fact]
    public void ShardInClasses() => MatchKernel(
        Models.Of(
            KernelOperator.SoftmaxLoss,
            40,
            labels: LabelType.Int32,
            returns: true,
            roles:
            [
                ParameterRole.Logits, ParameterRole.Labels, ParameterRole.ClassOffset, ParameterRole.LogSumExp,
                ParameterRole.Gradient,
            ]),
        Models.Modern);

    [Fact]
    public void LinearPredictionWithoutVectors() => MatchKernel(
        Models.Of(
            KernelOperator.LinearPredict,
            3,
            ElementType.Double,
            labels: LabelType.Byte,
            features: 300,
            roles: [ParameterRole.Inputs, ParameterRole.Weights, ParameterRole.Labels, ParameterRole.Probabilities]),
        Models.Portable);

    [Fact]
    public void SplitLossWithoutVectors() => MatchKernel(Split(Models.Loss(3)), Models.Portable);

    [Fact]
    public void SplitMethod()
    {
        KernelModel model = Split(Models.Loss(9));
        ParameterModel[] arrays =
        [
            .. model.Method.Parameters.Select(p => p with { Carrier = Carrier.Array, TypeText = p.ElementText + "[]" }),
        ];
        model = model with { Method = model.Method with { Parameters = arrays.ToEquatableArray() } };
        Snapshot.Match("SplitMethod", MethodEmitter.Emit(model, KernelPlanner.Plan(model, Models.Modern)).Text);
    }

    [Fact]
    public void SplitLinearLoss() => MatchKernel(
        Split(Models.Of(
            KernelOperator.LinearSoftmaxLoss,
            100,
            labels: LabelType.Int32,
            returns: true,
            features: 40,
            roles:
            [
                ParameterRole.Inputs, ParameterRole.Weights, ParameterRole.Labels,
                ParameterRole.WeightGradient, ParameterRole.BiasGradient, ParameterRole.InputGradient,
            ])),
        Models.Modern);

    private static KernelModel Split(KernelModel model) =>
        model with { Options = model.Options with { Parallel = true } };

    [Fact]
    public void Helpers() => Snapshot.Match(
        "VectorMath",
        HelperEmitter.Emit([new HelperUse(Helper.ScaledExp, ElementType.Single)], Models.Modern)!.Text);

    [Fact]
    public void Guard() => Snapshot.Match("Guard", GuardEmitter.Emit([LabelType.Int32], Models.Modern).Text);

    [Fact]
    public void GuardWithoutSpans() =>
        Snapshot.Match("Guard_Portable", GuardEmitter.Emit([LabelType.Byte], Models.Portable).Text);

    [Fact]
    public void Method()
    {
        KernelModel model = Models.Loss(9);
        Snapshot.Match("Method", MethodEmitter.Emit(model, KernelPlanner.Plan(model, Models.Modern)).Text);
    }

    private static void MatchKernel(KernelModel model, TargetFacts target)
    {
        KernelPlan plan = KernelPlanner.Plan(model, target);
        Snapshot.Match(plan.Name, KernelEmitter.Emit(plan).Source.Text);
    }
}
