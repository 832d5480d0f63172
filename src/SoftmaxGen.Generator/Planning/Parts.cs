using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Planning;

/// <summary>
/// The parts of a batch: the rows whose losses are summed before they join the total (a two-level tree, whose error does
/// not grow with N), and what threads take in turn. They depend on the kernel alone, never on the machine, so that a total
/// has the same bits however many threads there are, and without any.
/// </summary>
internal static class Parts
{
    /// <summary>
    /// From so many elements [N, C] on two threads are faster than one, in every kernel that was measured (the docs of
    /// <c>Parallel</c> say how); below, the caller's thread does all by itself.
    /// </summary>
    public const int LeastElements = 131_072;

    /// <summary>The rows of a part where there are few classes.</summary>
    private const int MostRows = 1024;

    /// <summary>About so many elements make a part: microseconds of work, hundreds of times what handing it over takes.</summary>
    private const int Elements = 16_384;

    /// <summary>Where rows lie side by side, threads should seldom meet in the same cache line.</summary>
    private const int LeastColumns = 64;

    /// <summary>The rows of a part, a power of two. What is written beside a total has no say in its bits.</summary>
    public static int RowsOf(KernelPlan plan)
    {
        if (plan.Strategy == Strategy.Converted)
        {
            return RowsOf(plan.Calls[0]);
        }

        // One element of a row is read, or two: a few rows would not be worth their sum.
        if (plan.Strategy == Strategy.Gather)
        {
            return MostRows;
        }

        int least = plan.Shape.IsColumns ? LeastColumns : 1;
        int rows = MostRows;
        while (rows > least && (long)rows * ElementsOf(plan) > Elements)
        {
            rows /= 2;
        }

        return rows;
    }

    /// <summary>The fewest rows that are split: two parts, and enough work for two threads.</summary>
    public static int LeastRows(KernelPlan plan)
    {
        const int ReadOfRow = 4;

        // Where elements are converted, all of them are read.
        bool reads = plan.Strategy == Strategy.Gather && !plan.Has(Outputs.Gradient);
        int work = reads ? ReadOfRow : ElementsOf(plan);
        return Math.Max(2 * RowsOf(plan), (LeastElements - 1) / work + 1);
    }

    /// <summary>Whether the batch of that kernel may be split: one that is known to be small leaves no trace of it.</summary>
    public static bool Splits(KernelModel model, KernelPlan plan)
    {
        if (plan.IsLinear)
        {
            bool fits = model.Batch == 0 || model.Batch >= LinearParts.LeastRows(plan);
            return model.Options.Parallel && plan.Target is { Parallel: true, Spans: true } && fits;
        }

        bool isOneRow = model.Operator == KernelOperator.LogSumExp && model.Method.ReturnsValue;
        long most = isOneRow ? 1 : model.Batch == 0 ? long.MaxValue : (long)model.Batch * model.Shape.Spatial;
        return model.Options.Parallel && plan.Target.Parallel && most >= LeastRows(plan);
    }

    /// <summary>The elements of a row, of the output if that is larger.</summary>
    private static int ElementsOf(KernelPlan plan) =>
        plan.Operator == KernelOperator.SoftmaxJacobian ? plan.Classes * plan.Classes : plan.Classes;
}
