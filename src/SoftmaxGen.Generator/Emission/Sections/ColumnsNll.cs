using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>
/// The negative log-likelihood of smoothed labels of rows that lie side by side: every class has a part in the loss, and in
/// the gradient, which depends on the weights alone.
/// </summary>
internal static class ColumnsNll
{
    public static void Write(KernelText text, Lanes lanes)
    {
        KernelPlan plan = text.Plan;
        CodeWriter w = text.Writer;
        ColumnLoop loop = new(text, lanes);
        NormalizerSteps.Label(text, lanes);
        string part = $"evens + ({lanes.OnlyWhere(loop.IsLabel, "hards")})";
        string coefficient = plan.Has(Terms.ClassWeights) ? $"({part}) * {loop.ClassWeight}" : part;
        string label = lanes.Integer == "long" && !lanes.IsScalar ? "(long)ignoreIndex" : "ignoreIndex";
        w.Write($"{lanes.MaskType} skip = {lanes.IntegersEqual("label", lanes.Broadcast(label))};");
        if (plan.Has(Terms.Safe))
        {
            WriteDead(text, lanes, loop);
        }

        if (plan.NeedsLoss)
        {
            WriteLoss(text, lanes, loop, coefficient);
        }

        if (plan.Has(Outputs.Gradient))
        {
            loop.Each(() =>
            {
                string kept = plan.Has(Terms.Accumulate) ? loop.Load("gradient") : lanes.Zero;
                w.Write($"{lanes.Type} gradientValue = {lanes.Select("skip", lanes.Zero, $"weights * ({coefficient})")};");
                w.Write(loop.Store($"{kept} - gradientValue", "gradient"));
            });
        }
    }

    private static void WriteDead(KernelText text, Lanes lanes, ColumnLoop loop)
    {
        CodeWriter w = text.Writer;
        w.Write("// A row of -inf alone has no loss and no gradient; whatever is not -inf, NaN as well, keeps it.");
        w.Write($"{lanes.Type} best = {lanes.NegativeInfinity};");
        loop.Each(() => w.Write(
            $"best = {lanes.Select(lanes.EqualTo(loop.Load("logProbabilities"), lanes.NegativeInfinity), "best", lanes.Zero)};"));
        w.Write($"skip |= {lanes.EqualTo("best", lanes.NegativeInfinity)};");
    }

    private static void WriteLoss(KernelText text, Lanes lanes, ColumnLoop loop, string coefficient)
    {
        KernelPlan plan = text.Plan;
        CodeWriter w = text.Writer;
        loop.Sum(["loss"], sum =>
        {
            w.Write($"{lanes.Type} value = {loop.Load("logProbabilities")};");
            w.Write($"{lanes.Type} c = {coefficient};");
            w.Write($"{sum("loss")} -= {lanes.Select(lanes.EqualTo("c", lanes.Zero), lanes.Zero, "c * value")};");
        });
        w.Write($"loss = {lanes.Select("skip", lanes.Zero, "loss")};");
        if (plan.Has(Outputs.Losses))
        {
            w.Write(PerRow.Store(text, lanes, "loss", "losses"));
        }

        if (plan.Has(Outputs.Total))
        {
            w.Write(PerRow.Accumulate(text, "loss"));
        }
    }
}
