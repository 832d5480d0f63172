using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>
/// The last pass over a row whose exponentials could not be left in an output: it takes them again from the logits, and
/// writes probabilities, Hessian and gradient at once. So each element is read before anything is written in its place.
/// </summary>
internal static class RecomputingPass
{
    private const string Method = "Outputs";

    /// <summary>Whether the plan needs it.</summary>
    public static bool Applies(KernelPlan plan) =>
        !plan.StoresExps
        && plan.Has(Outputs.Probabilities | Outputs.Gradient | Outputs.HessianDiagonal | Outputs.Product);

    /// <summary>
    /// Whether it is told to add nothing to the gradient, because other outputs are written all the same, or those of other
    /// rows beside it.
    /// </summary>
    public static bool Counts(KernelPlan plan) => plan.SkipsGradient
        && (plan.Has(Outputs.Probabilities | Outputs.HessianDiagonal) || plan.Strategy == Strategy.ColumnsInLanes);

    /// <summary>Writes the method for that width.</summary>
    public static void Write(KernelText text, Lanes lanes)
    {
        CodeWriter w = text.Writer;
        int classes = text.Plan.Classes;
        int whole = classes / lanes.Count * lanes.Count;
        w.Write(text.Plan.IsSharded
            ? "// Takes the exponentials and writes what is made of them."
            : "// Takes the exponentials again and writes what is made of them.");
        text.WriteOptimized();
        using (w.Open($"private static void {Method}{KernelText.Suffix(lanes)}({Parameters(text)})"))
        {
            PassNumbers.WriteBroadcasts(text, lanes, Numbers(text.Plan));
            if (whole < classes)
            {
                w.Write("// The last register is loaded before the loop overwrites what it shares with it, and stored after.");
                w.WriteEach(
                    Inputs(text.Plan),
                    input => $"{lanes.Type} {input.Row}Last = {text.Access.Load(lanes, input.Row, Tail(text, lanes))};");
            }

            string k = $"{text.Access.IndexType} k = 0";
            using (w.Open($"for ({k}; k < {KernelText.Number(whole)}; k += {KernelText.Number(lanes.Count)})"))
            {
                WriteStep(text, lanes, "k", row => text.Access.Load(lanes, row, "k"));
            }

            if (whole < classes)
            {
                WriteStep(text, lanes, Tail(text, lanes), row => row + "Last");
            }
        }
    }

    /// <summary>A call of it for the row at <c>at</c>.</summary>
    public static string Call(KernelText text, Lanes lanes, RowTerms terms)
    {
        KernelPlan plan = text.Plan;
        IEnumerable<string> arguments = Inputs(plan).Where(input => !IsWritten(plan, input.Row)).Concat(Written(plan))
            .Select(row => text.Access.RowArgument(row.Buffer, row.At))
            .Concat(Numbers(plan).Select(number => Argument(plan, terms, number)));
        return $"{Method}{KernelText.Suffix(lanes)}({string.Join(", ", arguments)});";
    }

    private static string Tail(KernelText text, Lanes lanes) => KernelText.Number(text.Plan.Classes - lanes.Count);

    private static bool IsWritten(KernelPlan plan, string row) => Written(plan).Any(written => written.Row == row);

    private static IEnumerable<(string Row, string Buffer, string At)> Inputs(KernelPlan plan)
    {
        yield return ("x", "logits", "at");
        if (plan.HasCoefficients && plan.NeedsDerivatives)
        {
            foreach ((string row, (string buffer, string at)) in
                CoefficientPasses.Inputs(plan).Zip(CoefficientPasses.Rows(plan), (row, buffer) => (row, buffer)))
            {
                yield return (row, buffer, at);
            }
        }

        if (plan.Has(Outputs.Product))
        {
            yield return ("v", "vector", "at");
        }

        if (plan.Has(Outputs.Gradient) && plan.Has(Terms.Accumulate))
        {
            yield return ("g", "gradient", "at");
        }
    }

    private static IEnumerable<(string Row, string Buffer, string At)> Written(KernelPlan plan)
    {
        if (plan.Has(Outputs.Probabilities))
        {
            yield return ("p", "probabilities", "at");
        }

        if (plan.Has(Outputs.HessianDiagonal))
        {
            yield return ("h", "hessianDiagonal", "at");
        }

        if (plan.Has(Outputs.Product))
        {
            yield return ("r", "product", "at");
        }

        if (plan.Has(Outputs.Gradient))
        {
            yield return ("g", "gradient", "at");
        }
    }

    private static string[] Numbers(KernelPlan plan)
    {
        List<string> numbers = [.. RowLogits.Numbers(plan), .. DerivativeStep.Factors(plan)];
        if (plan.NeedsDerivatives)
        {
            numbers.AddRange(CoefficientPasses.Numbers(plan));
            if (plan.Truth == Truth.Labels)
            {
                numbers.AddRange(plan.Has(Terms.Smoothing) ? ["hard", "even", "label"] : ["label"]);
            }
        }

        return [.. numbers];
    }

    private static string Argument(KernelPlan plan, RowTerms terms, string number) => number switch
    {
        "label" => plan.IsSharded ? "counted ? (int)label : -1" : "(int)label",
        _ when number == RowLogits.Shift(plan) => RowLogits.Arguments(plan)[0],
        _ => DerivativeStep.Factor(terms, new Lanes(plan.Element, 0), number),
    };

    private static string Parameters(KernelText text)
    {
        IEnumerable<string> rows = Inputs(text.Plan).Where(input => !IsWritten(text.Plan, input.Row))
            .Select(input => text.Access.RowParameter(text.Scalar, input.Row, written: false))
            .Concat(Written(text.Plan).Select(output => text.Access.RowParameter(text.Scalar, output.Row, written: true)));
        return string.Join(", ", rows.Concat(PassNumbers.Parameters(text, Numbers(text.Plan))));
    }

    private static void WriteStep(KernelText text, Lanes lanes, string index, Func<string, string> input) => new DerivativeStep(
        text,
        lanes,
        index == "k" ? "" : "Last",
        input,
        PassNumbers.IsLabel(lanes, index),
        (value, row) => text.Access.Store(lanes, value, row, index)).Write(Passes.ScaledExp);
}
