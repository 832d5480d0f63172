using SoftmaxGen.Generator.Model;
using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>
/// The loop of <see cref="Strategy.ColumnsInLanes"/> at one width: as many neighbouring rows as a register has lanes, class
/// after class; the rows that are left are for the next narrower width. Each row's arithmetic is the same at every width.
/// </summary>
internal static class ColumnsFrame
{
    public static void Write(KernelText text, Lanes lanes)
    {
        CodeWriter w = text.Writer;
        string rows = KernelText.Number(lanes.Count);
        w.Write(lanes.IsScalar
            ? "// Row by row, the same arithmetic without vectors: what is left of a batch, or all of it."
            : $"// {rows} rows at a time, each in its own lane; returns the first row that is left.");
        text.WriteOptimized();
        string returns = lanes.IsScalar ? "void" : "int";
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
                w.Write(BatchPlaces.At(text));
                WriteRows(text, lanes);
            }

            if (!lanes.IsScalar)
            {
                w.Gap().Write("return row;");
            }
        }
    }

    private static void WriteRows(KernelText text, Lanes lanes)
    {
        switch (text.Plan.Operator)
        {
            case KernelOperator.ArgMax:
                ColumnsArgMax.Write(text, lanes, "labels", text.Plan.Labels);
                break;
            case KernelOperator.SoftmaxBackward:
            case KernelOperator.LogSoftmaxBackward:
                ColumnsBackward.Write(text, lanes);
                break;
            case KernelOperator.NllLoss:
                ColumnsNll.Write(text, lanes);
                break;
            default:
                ColumnsNormalizer.Write(text, lanes);
                break;
        }
    }
}
