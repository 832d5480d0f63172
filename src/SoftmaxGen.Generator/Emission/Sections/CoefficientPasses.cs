using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>
/// The passes over a row in which every class has a coefficient: an element of the target, smoothed and weighted where
/// the plan says so; or, of a smoothed label, the same for each class but for its weight (what the label has beyond that
/// is added by the row).
/// </summary>
internal static class CoefficientPasses
{
    /// <summary>The sum of the coefficients of a target.</summary>
    public static ReductionPass Mass(KernelPlan plan) => new(
        "Mass",
        "The sum of the target's coefficients.",
        Inputs(plan),
        null,
        Numbers(plan),
        (text, lanes, rows, _) => Coefficient(text, lanes, rows));

    /// <summary>The product of the coefficients with the shifted logits.</summary>
    public static ReductionPass Dot(KernelPlan plan) => new(
        "TargetDot",
        "The sum of t * (x - max); a t of 0 counts nothing, even where x is -inf.",
        [.. Inputs(plan), "x"],
        null,
        [.. RowLogits.Numbers(plan), .. Numbers(plan)],
        (text, lanes, rows, _) =>
        {
            string shifted = RowLogits.Shifted(text, lanes, rows[rows.Length - 1]);
            if (rows.Length == 1)
            {
                return shifted;
            }

            string coefficient = Coefficient(text, lanes, rows);
            return lanes.Select(lanes.EqualTo(coefficient, lanes.Zero), lanes.Zero, $"{coefficient} * ({shifted})");
        });

    /// <summary>The gradient over the exponentials.</summary>
    public static ElementwisePass Gradient(KernelPlan plan) => new(
        "TargetGradient",
        "e = e * factor - t * share",
        ["e", .. Inputs(plan)],
        "e",
        ["factor", "share", .. Numbers(plan)],
        (text, lanes, rows) => text.MultiplyAdd(
            rows[0],
            PassNumbers.Name(lanes, "factor"),
            rows.Length == 1
                ? "-" + PassNumbers.Name(lanes, "share")
                : $"-({PassNumbers.Name(lanes, "share")} * {Coefficient(text, lanes, rows.Skip(1).ToArray())})"));

    /// <summary>The rows that the coefficients are made of, by parameter name.</summary>
    public static string[] Inputs(KernelPlan plan) =>
    [
        .. plan.Truth == Truth.Distribution ? ["t"] : Array.Empty<string>(),
        .. plan.Has(Terms.ClassWeights) ? ["w"] : Array.Empty<string>(),
    ];

    /// <summary>The same as rows of the user's buffers.</summary>
    public static IEnumerable<(string Buffer, string At)> Rows(KernelPlan plan)
    {
        if (plan.Truth == Truth.Distribution)
        {
            yield return ("target", "at");
        }

        if (plan.Has(Terms.ClassWeights))
        {
            yield return ("classWeights", "0");
        }
    }

    /// <summary>The numbers that make coefficients of a target.</summary>
    public static string[] Numbers(KernelPlan plan) =>
        plan.Truth == Truth.Distribution && plan.Has(Terms.Smoothing) ? ["hard", "even"] : [];

    /// <summary>The coefficient from the elements of <see cref="Inputs"/>.</summary>
    public static string Coefficient(KernelText text, Lanes lanes, string[] rows)
    {
        KernelPlan plan = text.Plan;
        if (plan.Truth != Truth.Distribution)
        {
            return rows[0];
        }

        string target = plan.Has(Terms.Smoothing)
            ? text.MultiplyAdd(rows[0], PassNumbers.Name(lanes, "hard"), PassNumbers.Name(lanes, "even"))
            : rows[0];
        return plan.Has(Terms.ClassWeights) ? $"{target} * {rows[1]}" : target;
    }
}
