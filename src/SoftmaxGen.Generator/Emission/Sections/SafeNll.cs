using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>Whether a row of log-probabilities holds more than -inf: one of -inf alone has no loss and no gradient that is safe.</summary>
internal static class SafeNll
{
    /// <summary>An expression that tells it of the row at <c>at</c>.</summary>
    public static string IsAlive(KernelText text) => $"IsAlive({text.Access.RowArgument("logProbabilities", "at")})";

    /// <summary>What makes <c>counted</c> in a row of the plan: a label that is not ignored, and a row that says something.</summary>
    public static string Counted(KernelText text) =>
        "label != ignoreIndex" + (Applies(text.Plan) ? " && " + IsAlive(text) : "");

    /// <summary>Writes the method behind it.</summary>
    public static void Write(KernelText text)
    {
        CodeWriter w = text.Writer;
        string row = text.Access.RowParameter(text.Scalar, "x", written: false);
        w.Write("// Whether a row holds anything but -inf: nearly always the first element tells.");
        using (w.Open($"private static bool IsAlive({row})"))
        {
            using (w.Open($"for ({text.Access.IndexType} k = 0; k < {KernelText.Number(text.Plan.Classes)}; k++)"))
            using (w.Open($"if (!({text.Access.RowElement("x", "k")} == {text.Scalar}.NegativeInfinity))"))
            {
                w.Write("return true;");
            }

            w.Gap().Write("return false;");
        }
    }

    /// <summary>Whether the plan needs it.</summary>
    public static bool Applies(KernelPlan plan) =>
        plan.Operator == Model.KernelOperator.NllLoss && plan.Has(Terms.Safe) && plan.Strategy != Strategy.ColumnsInLanes;
}
