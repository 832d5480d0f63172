using SoftmaxGen.Generator.Model;
using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>
/// The loop of <see cref="Strategy.RowsInLanes"/> at one width: as many rows at a time as a register has lanes, until
/// fewer are left; those are for the next narrower width, and the last few for the scalar path. Each row's arithmetic is
/// the same at every width, so it does not matter which one it meets.
/// </summary>
internal static class RowsInLanesFrame
{
    public static void Write(KernelText text, Lanes lanes)
    {
        if (!lanes.IsScalar && IsNormalizer(text.Plan))
        {
            ChunkedNormalizer.Write(text, lanes);
            return;
        }

        CodeWriter w = text.Writer;
        string rows = KernelText.Number(lanes.Count);
        w.Write(lanes.IsScalar
            ? "// Row by row, the same arithmetic without vectors: what is left of a batch, or all of it."
            : $"// {rows} rows at a time, each in its own lane; returns the first row that is left.");
        string returns = lanes.IsScalar ? "void" : "int";
        text.WriteOptimized();
        using (w.Open($"private static {returns} Rows{KernelText.Suffix(lanes)}({RowsSignature.Parameters(text)})"))
        {
            w.WriteEach(
                RowsSignature.Broadcasts(
                    lanes,
                    RowsSignature.Numbers(text.Plan)
                        .Where(n => n.Name != "ignoreIndex" || text.Plan.NeedsLoss || text.Plan.SkipsGradient)),
                statement => statement);

            string condition = lanes.IsScalar ? "row < end" : $"row <= end - {rows}";
            using (w.Open($"for (; {condition}; {(lanes.IsScalar ? "row++" : $"row += {rows}")})"))
            {
                w.Write(RowsSignature.At(text));
                RowsBody.Write(text, lanes);
            }

            if (!lanes.IsScalar)
            {
                w.Gap().Write("return row;");
            }
        }
    }

    // A shard's steps are no chain that would keep its blocks from overlapping.
    private static bool IsNormalizer(KernelPlan plan) => !plan.IsSharded && plan.Operator
        is KernelOperator.Softmax or KernelOperator.LogSoftmax or KernelOperator.LogSumExp or KernelOperator.SoftmaxLoss
        or KernelOperator.SoftmaxLossHessianVector;
}
