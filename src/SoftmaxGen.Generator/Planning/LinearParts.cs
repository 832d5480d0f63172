namespace SoftmaxGen.Generator.Planning;

/// <summary>
/// How the work of a linear layer is shared by threads. Its products of matrices are cut by columns, whose sums do not
/// touch each other, and by blocks of rows where the rows of the result are those of the batch; the sums over the batch,
/// which the gradients of the weights are, run through the blocks in their order, whoever owns the column. So every number
/// is computed as on one thread, and has its bits.
/// </summary>
internal static class LinearParts
{
    /// <summary>The rows whose logits are computed, turned into a gradient and used up before the next.</summary>
    public const int BlockRows = 256;

    /// <summary>The columns of a task: the widest panel, so that no width lays one out for less.</summary>
    public const int Columns = 32;

    /// <summary>The classes of a task of the gradient of the weights: as many as make the copying of its panel cheap.</summary>
    public const int Classes = 96;

    /// <summary>
    /// From so many products of an input and a weight on (each of forward, weights, inputs counts) two threads are faster
    /// than one; below, the caller's thread does all by itself. The docs of <c>Parallel</c> tell it.
    /// </summary>
    public const int LeastProducts = 16_000_000;

    /// <summary>A group's inputs and logits should stay in the second-level cache until its gradients are made.</summary>
    private const int CachedElements = 1 << 18;

    /// <summary>The longest scratch memory, but for a block of more.</summary>
    private const int MostScratch = 1 << 20;

    /// <summary>Whether the product with a result so wide is cut by columns.</summary>
    public static bool Cuts(int columns) => columns > Columns;

    /// <summary>How many tasks share the columns of a result.</summary>
    public static int Cuttings(int columns) => (columns - 1) / Columns + 1;

    /// <summary>How many tasks share the classes of the gradient of the weights.</summary>
    public static int CuttingsOfClasses(KernelPlan plan) => (plan.Classes - 1) / Classes + 1;

    /// <summary>The rows of a task of the kernels of the logits: a part of theirs, so that a block's total has the same bits.</summary>
    public static int LossRows(KernelPlan plan) => Math.Min(BlockRows, plan.Calls.Count == 0 ? BlockRows : Parts.RowsOf(plan.Calls[0]));

    /// <summary>The blocks of a group, which is done with before the next begins.</summary>
    public static int BlocksOfGroup(KernelPlan plan) =>
        Math.Min(Math.Max(4, CachedElements / BlockRows / (plan.Features + plan.Classes)), MostBlocks(plan));

    /// <summary>The blocks of a group on a machine with many processors.</summary>
    public static int MostBlocks(KernelPlan plan) => Math.Max(1, MostScratch / BlockRows / plan.Classes);

    /// <summary>The fewest rows that are split.</summary>
    public static int LeastRows(KernelPlan plan)
    {
        int matrices = 1 + (plan.Has(Outputs.WeightGradient) ? 1 : 0) + (plan.Has(Outputs.InputGradient) ? 1 : 0);
        long products = (long)matrices * plan.Classes * plan.Features;
        int rows = (int)((LeastProducts - 1) / products) + 1;
        return Math.Max(Cuts(plan.Classes) ? 1 : 2 * BlockRows, rows);
    }
}
