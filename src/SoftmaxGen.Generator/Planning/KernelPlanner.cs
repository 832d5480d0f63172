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
    public static KernelPlan Plan(KernelModel declared, TargetFacts target)
    {
        KernelModel model = HasNoNeighbours(declared) ? declared with { Shape = BatchShape.Dense } : declared;
        return model.Element == ElementType.Half ? Converted(model, target) : Computed(model, target);
    }

    /// <summary>Whether no two rows ever lie side by side: an image of one position, and a batch of one row, lie as any row does.</summary>
    private static bool HasNoNeighbours(KernelModel model) => model.Shape.Layout switch
    {
        BatchLayoutKind.ChannelsFirst => model.Shape.Spatial == 1,
        BatchLayoutKind.ClassMajor => model.Batch == 1,
        _ => false,
    };

    /// <summary>
    /// The plan for a kernel whose elements are converted: the one it calls has blocks of any number of rows, and what is
    /// asked of the whole batch is asked before. Threads take blocks of the batch, never parts of a block.
    /// </summary>
    private static KernelPlan Converted(KernelModel model, TargetFacts target)
    {
        KernelModel block = model with { Element = model.Element.Computed(), Batch = 0, Shape = BlockShape(model.Shape) };
        KernelPlan inner = Computed(block, target);
        KernelPlan whole = Computed(model, target);

        // What is asked of the logits of a linear layer is asked of those of each block.
        Terms terms = !model.IsLinear ? inner.Terms & ~(Terms.Throw | Terms.Mass | Terms.Parallel)
            : (inner.Terms & ~Terms.Parallel) | Terms.Blockwise | (whole.Terms & Terms.Parallel);
        return whole with
        {
            Strategy = Strategy.Converted,
            Widths = new[] { 0 }.ToEquatableArray(),
            Calls = new[] { inner with { Terms = terms } }.ToEquatableArray(),
        };
    }

    /// <summary>How a block lies: rows without gaps, or columns.</summary>
    private static BatchShape BlockShape(BatchShape shape) =>
        shape.IsColumns ? new BatchShape(BatchLayoutKind.ClassMajor) : BatchShape.Dense;

    private static KernelPlan Computed(KernelModel model, TargetFacts target)
    {
        Strategy strategy = StrategyOf(model);
        KernelPlan plan = new(
            model.Operator,
            model.Element,
            model.Classes,
            model.Batch,
            strategy,
            TruthOf(model),
            model.Labels,
            model.Predictions,
            PlannedTerms.Of(model),
            PlannedOutputs.Of(model),
            WidthsOf(model, strategy, target).ToEquatableArray(),
            model.Shape,
            model.Features,
            EquatableArray<KernelPlan>.Empty,
            target);
        if (RowGroups.Pay(plan))
        {
            plan = plan with { Strategy = Strategy.RowsTogether };
        }
        else if (RowBlocks.Pay(plan))
        {
            plan = plan with
            {
                Strategy = Strategy.BlocksInLanes,
                Widths = WidthsOf(model, Strategy.BlocksInLanes, target).ToEquatableArray(),
            };
        }

        plan = model.IsLinear ? plan with { Calls = CallsOf(model, target).ToEquatableArray() } : plan;
        return Parts.Splits(model, plan) ? plan with { Terms = plan.Terms | Terms.Parallel }
            : plan;
    }

    private static Strategy StrategyOf(KernelModel model) => model.Operator switch
    {
        KernelOperator.LinearSoftmaxLoss or KernelOperator.LinearPredict => Strategy.Panels,

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
        !model.IsLoss ? Truth.None
        : model.Target == TargetKind.Index ? Truth.Labels
        : Truth.Distribution;

    /// <summary>
    /// The kernels that a linear layer calls with the logits of a block of rows: what they write is the block's, and
    /// what sums over the blocks, or must be asked before the first, is left to the layer.
    /// </summary>
    private static IEnumerable<KernelPlan> CallsOf(KernelModel model, TargetFacts target)
    {
        KernelModel part = model with { Features = 0, Batch = 0, Options = model.Options with { Accumulate = false } };
        Outputs outputs = PlannedOutputs.Of(model);
        KernelPlan PlanPart(KernelOperator op, Outputs written)
        {
            KernelPlan plan = Plan(part with { Operator = op }, target);
            return plan with { Outputs = written, Terms = plan.Terms & ~(Terms.Throw | Terms.Bias | Terms.Parallel) };
        }

        if (model.Operator == KernelOperator.LinearSoftmaxLoss)
        {
            Outputs gradient = (outputs & Outputs.LinearGradients) != 0 ? Outputs.Gradient : Outputs.None;
            Outputs losses = outputs & (Outputs.Losses | Outputs.Total);
            return (gradient | losses) == 0 ? [] : [PlanPart(KernelOperator.SoftmaxLoss, gradient | losses)];
        }

        KernelPlan argMax = PlanPart(KernelOperator.ArgMax, Outputs.Labels) with { Terms = Terms.None };
        return (outputs & Outputs.Probabilities) == 0
            ? [argMax]
            : [argMax, PlanPart(KernelOperator.Softmax, Outputs.Probabilities) with { Labels = LabelType.None }];
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
            Strategy.BlocksInLanes when !model.Shape.IsColumns => model.Classes,
            Strategy.RowsInLanes or Strategy.ColumnsInLanes or Strategy.BlocksInLanes => model.Shape.Layout switch
            {
                BatchLayoutKind.ChannelsFirst => model.Shape.Spatial,
                _ => model.Batch == 0 ? int.MaxValue : model.Batch,
            },
            Strategy.ClassesInLanes => model.Classes,
            Strategy.Panels => int.MaxValue,
            _ => 0,
        };
        return new[] { 512, 256, 128, 0 }.Where(bits => bits == 0 || (target.Vectors && bits / elementBits <= fill));
    }
}
