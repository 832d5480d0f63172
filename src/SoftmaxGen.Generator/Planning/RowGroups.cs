using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Planning;

/// <summary>Which kernels are faster with a group of rows at a time, <see cref="Strategy.RowsTogether"/>, and how large a group is.</summary>
internal static class RowGroups
{
    /// <summary>
    /// With fewer classes, more of the last register is empty than blocks lose by transposing (Sapphire Rapids, index loss + gradient, groups
    /// as a part of the time of blocks, in float at 512, 256 and 128 bits: 17 classes 1.28, 1.15, -; 21 1.11, 0.98, -; 24 1.02, 0.92, 0.84; 26
    /// 0.96, 0.96, 0.80; 31 0.84, 0.90, 0.82; in double 17 1.11, 1.15, 0.86; 20 1.00, 1.01, 0.85; 24 0.86, 0.93, 0.85; 33 0.94, 1.00, 0.81; 39
    /// 0.81, 0.94, 0.83; the loss alone of 24 in float 1.12 and 0.98).
    /// </summary>
    private const int FewestClassesOfSingle = 26;

    /// <summary>As above, in double.</summary>
    private const int FewestClassesOfDouble = 24;

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
