using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Planning;

/// <summary>Which kernels are faster in blocks, <see cref="Strategy.BlocksInLanes"/>, than with the strategy that any number of classes allows.</summary>
internal static class RowBlocks
{
    /// <summary>
    /// Rows of so many classes fill blocks better than they fill registers by themselves (Zen 3, 256 bits, index loss +
    /// gradient, ns per element, row by row against blocks: in float 17 classes 2.03 and 0.77, 21 1.67 and 0.73; in double 17 3.96
    /// and 2.06, 32 2.67 and 1.98), until they go in groups: <see cref="RowGroups"/>. With fewer, all classes of a block are held in registers
    /// at once. Columns gain whatever their number is (tests/SoftmaxGen.Benchmarks/README.md, class-major).
    /// </summary>
    private const int FewestClasses = 16;

    private const Terms OtherTerms = Terms.Smoothing | Terms.Focal | Terms.Softcap | Terms.Accumulate | Terms.Sharded;

    private const Outputs OtherOutputs = Outputs.HessianDiagonal | Outputs.Product | Outputs.Predictions;

    /// <summary>The bytes of an element.</summary>
    public static int SizeOf(KernelPlan plan) => plan.Element == ElementType.Single ? 4 : 8;

    /// <summary>The fewest rows that are ever a block: the lanes of 128 bits.</summary>
    private static int FewestRows(KernelPlan plan) => 16 / SizeOf(plan);

    private static bool FillsRows(KernelPlan plan) =>
        plan.Classes < RowGroups.FewestClasses(plan) && (plan.Batch == 0 || plan.Batch >= FewestRows(plan));

    /// <summary>Of columns, as many lie side by side as an image has positions, or the batch rows.</summary>
    private static bool FillsColumns(KernelPlan plan) =>
        plan.Shape.Layout == BatchLayoutKind.ChannelsFirst ? plan.Shape.Spatial >= FewestRows(plan)
        : plan.Batch == 0 || plan.Batch >= FewestRows(plan);

    /// <summary>Whether that plan's rows go in blocks.</summary>
    public static bool Pay(KernelPlan plan) =>
        plan.Strategy is Strategy.ClassesInLanes or Strategy.RowsInLanes or Strategy.ColumnsInLanes
        && plan.Classes >= FewestClasses
        && (plan.Shape.IsColumns ? FillsColumns(plan) : FillsRows(plan))
        && plan.Truth != Truth.Distribution
        && Suit(plan);

    /// <summary>
    /// Whether rows can go through the passes together: where no sum over the classes but that of a target's coefficients stands beside that
    /// of the exponentials, and each output is made of an exponential that was kept.
    /// </summary>
    public static bool Suit(KernelPlan plan) =>
        plan.Target.Vectors
        && plan.Operator is KernelOperator.Softmax or KernelOperator.LogSoftmax or KernelOperator.LogSumExp or KernelOperator.SoftmaxLoss
        && !plan.Has(OtherTerms)
        && !plan.Has(OtherOutputs);
}
