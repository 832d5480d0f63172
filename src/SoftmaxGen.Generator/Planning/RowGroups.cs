using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Planning;

/// <summary>Which kernels are faster with a group of rows at a time, <see cref="Strategy.RowsTogether"/>, and how large a group is.</summary>
internal static class RowGroups
{
    /// <summary>
    /// With fewer classes, or with a last register that is mostly empty, blocks win (Sapphire Rapids, index loss + gradient, ns per element,
    /// blocks against groups at 512 and at 256 bits, in float: 17 classes 0.56 and 0.69, 0.65 and 0.72; 28 0.47 and 0.41, 0.53 and 0.55; 32
    /// 0.45 and 0.36, 0.55 and 0.50; 33 0.51 and 0.48, 0.57 and 0.58).
    /// </summary>
    private const int FewestClassesOfSingle = 32;

    /// <summary>As above, in double: 17 classes 1.04 and 1.23, 1.32 and 1.61; 33 0.91 and 0.90, 1.39 and 1.40; 41 0.90 and 0.84, 1.29 and 1.28.</summary>
    private const int FewestClassesOfDouble = 40;

    /// <summary>
    /// Up to rows of so many bytes, groups win (as above, in float; against blocks, 64 classes at 512, 256 and 128 bits: 0.40 and 0.29, 0.50
    /// and 0.42, 0.80 and 0.66; against one row after the other at 512 bits: 200 classes 0.35 and 0.27, 500 0.27 and 0.24, 1000 0.27 and 0.24;
    /// in double 500 0.88 and 0.78). A longer row hides its own latencies, and a group of them no longer stays in the first-level cache.
    /// </summary>
    private const int MostBytes = 4096;

    /// <summary>A quarter of a small first-level cache: the logits of a group with more than the fewest rows.</summary>
    private const int GroupBytes = 8 * 1024;

    /// <summary>Whether that plan's rows go in groups.</summary>
    public static bool Pay(KernelPlan plan) =>
        plan.Strategy == Strategy.ClassesInLanes
        && plan.Classes >= FewestClasses(plan)
        && plan.Classes * RowBlocks.SizeOf(plan) <= MostBytes
        && (plan.Batch == 0 || plan.Batch >= FewestRows(plan))
        && RowBlocks.Suit(plan);

    /// <summary>With fewer classes rows go in blocks; those with a target cannot, and would go one by one.</summary>
    public static int FewestClasses(KernelPlan plan) => plan.Truth == Truth.Distribution ? KernelPlanner.MostClassesAcrossRegisters + 1
        : plan.Element == ElementType.Single ? FewestClassesOfSingle
        : FewestClassesOfDouble;

    /// <summary>The rows of a group at a width of so many bits: as many as fill a register, or, of long rows, a piece of 128 bits.</summary>
    public static int Rows(KernelPlan plan, int bits)
    {
        int rows = bits / 8 / RowBlocks.SizeOf(plan);
        return rows * plan.Classes * RowBlocks.SizeOf(plan) <= GroupBytes ? rows : FewestRows(plan);
    }

    /// <summary>The rows whose sums over lanes are made at once: those that fill a piece of 128 bits.</summary>
    public static int FewestRows(KernelPlan plan) => 16 / RowBlocks.SizeOf(plan);
}
