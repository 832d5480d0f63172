using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>Where a row of log-probabilities holds more than -inf: a row of -inf alone has, to the safe loss, nothing to say.</summary>
internal static class SafeNll
{
    /// <summary>An expression that tells it of the row at <c>at</c>.</summary>
    public static string IsAlive(KernelText text) => $"IsAlive({text.Access.RowArgument("logProbabilities", "at")})";

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
        plan.Operator == Model.KernelOperator.NllLoss && plan.Has(Terms.Safe) && plan.NeedsLoss;
}
