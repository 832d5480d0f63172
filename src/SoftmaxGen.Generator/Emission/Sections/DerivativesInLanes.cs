using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>
/// The gradient of a loss and the diagonal of its Hessian on a block of rows, from the exponentials and their sum.
/// With q the factor of the probability and s that of the coefficients t, the gradient is q p - s t, and the diagonal
/// q p (1 - p). A bounded logit, cap * c with c a tanh, multiplies them by its slope 1 - c^2 (once and twice).
/// </summary>
internal static class DerivativesInLanes
{
    /// <summary>Writes the diagonal of the Hessian; the exponentials stay.</summary>
    public static void Hessian(KernelText text, Lanes lanes)
    {
        KernelPlan plan = text.Plan;
        CodeWriter w = text.Writer;
        RowTerms terms = new(text, lanes, areRows: true);
        string[] e = TransposedBlock.Names(text, "e");
        string[] h = TransposedBlock.Names(text, "h");
        w.Gap().Write("// weight * probability * (1 - probability)");
        WriteMass(text, lanes);
        w.Write($"{lanes.Type} pull = {terms.Pull};");
        if (!plan.IsSharded)
        {
            w.Write($"{lanes.Type} inverseSum = {lanes.Constant(1)} / sum;");
        }

        for (int k = 0; k < e.Length; k++)
        {
            string p = "q" + KernelText.Number(k);
            w.Write($"{lanes.Type} {p} = {(plan.IsSharded ? e[k] : e[k] + " * inverseSum")};");
            w.Write($"{lanes.Type} {h[k]} = pull * {p} * ({lanes.Constant(1)} - {p});");
            if (plan.Has(Terms.ZLoss))
            {
                w.Write($"{h[k]} = {text.MultiplyAdd($"bend * {p}", p, h[k])};");
            }

            if (plan.Has(Terms.Temperature))
            {
                w.Write($"{h[k]} *= inverseTemperatures;");
            }

            if (plan.Has(Terms.Softcap))
            {
                string c = "c" + KernelText.Number(k);
                string slope = "slope" + KernelText.Number(k);
                string inner = $"(pull * {p} + ({Truth(text, lanes, terms, k)}))";
                w.Write($"{lanes.Type} {slope} = {Slope(text, lanes, k)};");
                w.Write($"{h[k]} = {slope} * ({h[k]} * {slope} - {lanes.Constant(2)} * {c} * inverseCaps * {inner});");
            }
        }

        TransposedBlock.Store(text, lanes, "hessianDiagonal", "h");
    }

    /// <summary>Writes the product of the Hessian with a vector.</summary>
    public static void Product(KernelText text, Lanes lanes)
    {
        KernelPlan plan = text.Plan;
        CodeWriter w = text.Writer;
        RowTerms terms = new(text, lanes, areRows: true);
        string[] e = TransposedBlock.Names(text, "e");
        string[] q = TransposedBlock.Names(text, "q");
        string[] u = TransposedBlock.Names(text, "u");
        TransposedBlock.Load(text, lanes, "vector", "v");
        w.Gap().Write("// weight * probability * (vector - probabilities · vector)");
        WriteMass(text, lanes);
        w.Write($"{lanes.Type} pull = {terms.Pull};");
        w.Write($"{lanes.Type} inverseSum = {lanes.Constant(1)} / sum;");
        for (int k = 0; k < e.Length; k++)
        {
            string v = "v" + KernelText.Number(k);
            w.Write($"{lanes.Type} {q[k]} = {e[k]} * inverseSum;");
            w.Write($"{lanes.Type} {u[k]} = {(plan.Has(Terms.Softcap) ? $"{v} * {Slope(text, lanes, k)}" : v)};");
        }

        w.Write($"{lanes.Type} along = {q[0]} * {u[0]};");
        w.WriteEach(Enumerable.Range(1, q.Length - 1), k => $"along = {text.MultiplyAdd(q[k], u[k], "along")};");
        for (int k = 0; k < e.Length; k++)
        {
            string tempered = plan.Has(Terms.Temperature) ? " * inverseTemperatures" : "";
            w.Write($"{e[k]} = pull * {q[k]} * ({u[k]} - along){tempered};");
            if (plan.Has(Terms.Softcap))
            {
                string inner = $"(pull * {q[k]} + ({Truth(text, lanes, terms, k)}))";
                string c = "c" + KernelText.Number(k);
                string bent = $"{lanes.Constant(2)} * {c} * inverseCaps * {inner} * v{KernelText.Number(k)}";
                w.Write($"{e[k]} = {Slope(text, lanes, k)} * ({e[k]} - {bent});");
            }
        }

        TransposedBlock.Store(text, lanes, "product", "e");
    }

    /// <summary>Writes the gradient; the exponentials are lost in it.</summary>
    public static void Gradient(KernelText text, Lanes lanes)
    {
        KernelPlan plan = text.Plan;
        CodeWriter w = text.Writer;
        RowTerms terms = new(text, lanes, areRows: true);
        string[] e = TransposedBlock.Names(text, "e");
        w.Gap();
        w.Write(plan.PicksLabel
            ? "// weight * (probability - 1 at the label)"
            : "// weight * (the coefficients' sum * probability - coefficient)");
        if (!plan.Has(Outputs.HessianDiagonal) || !lanes.IsScalar)
        {
            WriteMass(text, lanes);
        }

        w.Write($"{lanes.Type} factor = {terms.Pull}{(plan.IsSharded ? "" : " / sum")};");
        if (plan.PicksLabel)
        {
            w.Write($"{lanes.Type} minus = -{terms.Share};");
        }

        for (int k = 0; k < e.Length; k++)
        {
            string truth = plan.PicksLabel
                ? lanes.OnlyWhere(NormalizerSteps.IsLabel(lanes, k), "minus")
                : Truth(text, lanes, terms, k);
            w.Write($"{e[k]} = {text.MultiplyAdd(e[k], "factor", truth)};");
            if (plan.Has(Terms.Softcap))
            {
                w.Write($"{e[k]} *= {Slope(text, lanes, k)};");
            }
        }

        if (plan.Has(Terms.Accumulate))
        {
            Add(text, lanes, e);
        }

        TransposedBlock.Store(text, lanes, "gradient", "e");
    }

    /// <summary>Adds what the buffer holds; a row that counts for nothing leaves it as it is, whatever the row holds.</summary>
    private static void Add(KernelText text, Lanes lanes, string[] e)
    {
        string[] g = TransposedBlock.Names(text, "g");
        TransposedBlock.Load(text, lanes, "gradient", "g");
        text.Writer.WriteEach(
            Enumerable.Range(0, e.Length),
            k => text.Plan.SkipsGradient ? $"{e[k]} = {lanes.Select("skip", g[k], $"{g[k]} + {e[k]}")};" : $"{e[k]} += {g[k]};");
    }

    private static void WriteMass(KernelText text, Lanes lanes)
    {
        if (text.Plan.HasCoefficients)
        {
            text.Writer.Write($"{lanes.Type} mass = {KernelText.Sum(TransposedBlock.Names(text, "t"))};");
        }
    }

    private static string Truth(KernelText text, Lanes lanes, RowTerms terms, int k) => text.Plan.PicksLabel
        ? lanes.OnlyWhere(NormalizerSteps.IsLabel(lanes, k), "-" + terms.Share)
        : $"-({terms.Share} * t{KernelText.Number(k)})";

    private static string Slope(KernelText text, Lanes lanes, int k)
    {
        string c = "c" + KernelText.Number(k);
        return text.MultiplyAdd("-" + c, c, lanes.Constant(1));
    }
}
