using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Planning;

/// <summary>Decides how a declared kernel is computed on the consumer's framework.</summary>
internal static class KernelPlanner
{
    /// <summary>
    /// Up to so many classes, rows lie in lanes: a register for each class of a block leaves room for temporaries where
    /// there are 32 of them. Beyond it a row by itself fills the widest register.
    /// </summary>
    public const int MostClassesAcrossRegisters = 16;

    /// <summary>The plan for that kernel on that framework.</summary>
    public static KernelPlan Plan(KernelModel model, TargetFacts target)
    {
        Strategy strategy = StrategyOf(model);
        return new KernelPlan(
            model.Operator,
            model.Element,
            model.Classes,
            model.Batch,
            strategy,
            TruthOf(model),
            model.Labels,
            model.Predictions,
            PlannedTerms.Of(model),
            OutputsOf(model),
            WidthsOf(model, strategy, target).ToEquatableArray(),
            model.Shape,
            target);
    }

    private static Strategy StrategyOf(KernelModel model) => model.Operator switch
    {
        // One element of a row is read; of a smoothed label, all.
        KernelOperator.NllLoss when model.Options.LabelSmoothing == 0 => Strategy.Gather,
        KernelOperator.NllLoss when !model.Shape.IsColumns && model.Classes > MostClassesAcrossRegisters =>
            Strategy.ClassesInLanes,

        // Every row of a Jacobian is as long as the classes, however few rows there are.
        KernelOperator.SoftmaxJacobian => Strategy.ClassesInLanes,
        KernelOperator.NllLoss => Strategy.ColumnsInLanes,
        _ => model.Classes <= MostClassesAcrossRegisters ? Strategy.RowsInLanes
            : model.Shape.IsColumns ? Strategy.ColumnsInLanes
            : Strategy.ClassesInLanes,
    };

    private static Truth TruthOf(KernelModel model) =>
        model.Operator is not (KernelOperator.SoftmaxLoss or KernelOperator.NllLoss or KernelOperator.SoftmaxLossHessianVector)
            ? Truth.None
        : model.Target == TargetKind.Index ? Truth.Labels
        : Truth.Distribution;

    private static Outputs OutputsOf(KernelModel model)
    {
        Outputs fixedOutputs = model.Operator switch
        {
            KernelOperator.Softmax => Outputs.Probabilities,
            KernelOperator.LogSoftmax => Outputs.LogProbabilities,
            KernelOperator.SoftmaxBackward or KernelOperator.LogSoftmaxBackward => Outputs.Gradient,
            KernelOperator.SoftmaxJacobian => Outputs.Jacobian,
            KernelOperator.LogSumExp => Outputs.None,
            KernelOperator.ArgMax => Outputs.Labels,
            KernelOperator.SoftmaxLossHessianVector => Outputs.Product,
            KernelOperator.NllLoss => OptionalOutputs(model, ParameterRole.Gradient, ParameterRole.Losses),
            KernelOperator.SoftmaxLoss => OptionalOutputs(
                model,
                ParameterRole.Gradient,
                ParameterRole.Losses,
                ParameterRole.Probabilities,
                ParameterRole.Predictions,
                ParameterRole.HessianDiagonal),
            _ => throw new ArgumentOutOfRangeException(nameof(model), model.Operator, "Not a kernel operator."),
        };
        Outputs logSumExp = model.Operator is KernelOperator.LogSumExp or KernelOperator.SoftmaxLoss && !model.IsSharded
            ? OptionalOutputs(model, ParameterRole.LogSumExp)
            : Outputs.None;
        return fixedOutputs | logSumExp | (model.Method.ReturnsValue ? Outputs.Total : Outputs.None);
    }

    private static Outputs OptionalOutputs(KernelModel model, params ParameterRole[] roles)
    {
        Outputs outputs = Outputs.None;
        foreach (ParameterRole role in roles.Where(model.Has))
        {
            outputs |= role switch
            {
                ParameterRole.Gradient => Outputs.Gradient,
                ParameterRole.Losses => Outputs.Losses,
                ParameterRole.Probabilities => Outputs.Probabilities,
                ParameterRole.LogSumExp => Outputs.LogSumExp,
                ParameterRole.Predictions => Outputs.Predictions,
                ParameterRole.HessianDiagonal => Outputs.HessianDiagonal,
                _ => throw new ArgumentOutOfRangeException(nameof(roles), role, "Not an optional output."),
            };
        }

        return outputs;
    }

    /// <summary>A width is emitted where a register of it can be filled: with rows of a fixed batch, or with classes.</summary>
    private static IEnumerable<int> WidthsOf(KernelModel model, Strategy strategy, TargetFacts target)
    {
        int elementBits = model.Element == ElementType.Single ? 32 : 64;
        int fill = strategy switch
        {
            // A few rows apart from each other fill no piece that could be transposed.
            Strategy.RowsInLanes when model.Shape.RowStride > 0 && model.Classes < 128 / elementBits => 0,
            // Log-probabilities of a few classes, read once: nothing to gain.
            Strategy.ColumnsInLanes when !model.Shape.IsColumns => 0,
            Strategy.RowsInLanes or Strategy.ColumnsInLanes => model.Shape.Layout switch
            {
                BatchLayoutKind.ChannelsFirst => model.Shape.Spatial,
                _ => model.Batch == 0 ? int.MaxValue : model.Batch,
            },
            Strategy.ClassesInLanes => model.Classes,
            _ => 0,
        };
        return new[] { 512, 256, 128, 0 }.Where(bits => bits == 0 || (target.Vectors && bits / elementBits <= fill));
    }
}
