using SoftmaxGen.Generator.Emission.Sections;
using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission;

/// <summary>
/// How often a term is rounded on its way into a sum over the classes of a row: the number of additions that it goes through,
/// at most. That many units of 2^-24 (2^-53 in <c>double</c>) is the sum off by, relative to the sum of the terms' magnitudes
/// (Higham, Accuracy and Stability of Numerical Algorithms, section 4.2).
/// </summary>
internal static class Roundings
{
    private const int Run = ReductionPass.LongestRun;

    /// <summary>In the sums of that kernel.</summary>
    public static int OfSum(KernelPlan plan) => plan.Strategy switch
    {
        Strategy.RowsInLanes => InGroups(plan.Classes),
        Strategy.ColumnsInLanes => InColumns(plan.Classes),
        Strategy.BlocksInLanes when plan.Shape.IsColumns => InColumns(plan.Classes),
        _ => InVirtualLanes(plan.Classes, plan.VirtualLanes),
    };

    /// <summary>As <see cref="KernelText.Sum"/> writes it: four at a time, and the fours one by one.</summary>
    private static int InGroups(int classes) => (classes > 2 ? 2 : 1) + Ceiling(classes, 4) - 1;

    /// <summary>As <see cref="ColumnLoop"/> and <see cref="ColumnBlockSum"/> write it: runs, and runs of runs.</summary>
    private static int InColumns(int classes)
    {
        int roundings = 0;
        long run = 1;
        for (; run * Run < classes; run *= Run)
        {
            roundings += Run;
        }

        return roundings + Ceiling(classes, run);
    }

    /// <summary>
    /// As <see cref="ReductionPass"/> writes it: a lane's terms in one run; in chunks, or chunks of chunks, with what is left
    /// over behind them; and then the lanes by halves.
    /// </summary>
    private static int InVirtualLanes(int classes, int lanes)
    {
        int terms = Ceiling(classes, lanes);
        int chunks = terms / Run;
        int inLane = terms < 2 * Run ? terms
            : chunks <= Run ? Run + chunks + Run
            : Run + Run + Ceiling(chunks, Run) + Run;
        return inLane + (lanes == 16 ? 4 : 3);
    }

    private static int Ceiling(int value, long divisor) => (int)((value + divisor - 1) / divisor);
}
