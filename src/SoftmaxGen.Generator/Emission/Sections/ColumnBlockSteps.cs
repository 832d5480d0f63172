using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>
/// The bodies of the passes over a chunk of neighbouring rows, <c>width</c> of them: class after class, and within it register after
/// register of rows, as they lie in memory. What a row is told or has found waits in buffers, from <c>slot</c> on.
/// </summary>
internal static class ColumnBlockSteps
{
    /// <summary>The classes whose maximum joins that of the row at once, which waits in memory.</summary>
    private const int Together = 4;

    /// <summary>The output that holds the exponentials until they are scaled, or null.</summary>
    public static string? Kept(KernelPlan plan) => NormalizerRow.Store(plan);

    public static void Max(KernelText text, Lanes lanes)
    {
        CodeWriter w = text.Writer;
        bool marksNaN = text.Plan.MarksNaN;
        EachRegister(text, lanes, () =>
        {
            w.Write(text.Access.Store(lanes, lanes.NegativeInfinity, "maxima", "slot"));
            w.Write(marksNaN ? text.Access.Store(lanes, lanes.Zero, "nans", "slot") : "");
        });
        int classes = text.Plan.Classes;
        bool overlaps = classes % Together > 0;
        string first = overlaps ? "first" : "k";
        using (w.Open($"for (nuint {first} = 0; {first} < {KernelText.Number(classes)}; {first} += {KernelText.Number(Together)})"))
        {
            if (overlaps)
            {
                w.Write("// The last group overlaps the one before it.");
                w.Write($"nuint k = Math.Min(first, {KernelText.Number(classes - Together)});");
            }

            w.Write($"nuint place = {BatchPlaces.OfClass(text.Plan, "k")};");
            EachRegister(text, lanes, () => MaxOfGroup(text, lanes));
        }

        w.Gap();
        EachRegister(text, lanes, () =>
        {
            w.Write("// Adding zero makes -0 a +0, so that its sign cannot depend on the order.");
            w.Write($"{lanes.Type} max = {OfRow(text, lanes, "maxima")} + {lanes.Zero};");
            if (marksNaN)
            {
                w.Write(LogSumExpValue.MaximumComment);
                string isNaN = lanes.IsNaN(OfRow(text, lanes, "nans"));
                w.Write($"max = {lanes.Select(isNaN, lanes.Broadcast(lanes.Scalar + ".NaN"), "max")};");
            }

            w.Write(text.Access.Store(lanes, "max", "maxima", "slot"));
        });
    }

    /// <summary>Row by row: the label's logit, and the weight of its class.</summary>
    public static void Pick(KernelText text, Lanes one)
    {
        RowBlockSteps.Pick(text, one, ColumnBlockPasses.PicksOwn(text.Plan));
        if (ColumnBlockPasses.ComparesLabels(text.Plan))
        {
            text.Writer.Write($"{text.Scalar} number = counted ? ({text.Scalar})label : {one.Literal(-1)};");
        }
    }

    /// <summary>What is made of the sum of each row, and the gradient at its label.</summary>
    public static void Sum(KernelText text, Lanes lanes)
    {
        RowBlockSteps.AfterSum(text, lanes, ColumnBlockPasses.PicksOwn(text.Plan));
        if (ColumnBlockPasses.VisitsLabels(text.Plan))
        {
            string share = new RowTerms(text, lanes, areRows: true).Share;
            string gradient = text.MultiplyAdd(text.Call(Helper.ScaledExp, "own"), "factor", "-" + share);
            text.Writer.Write($"{lanes.Type} atLabel = {gradient};");
        }
    }

    public static void LogProbabilities(KernelText text, Lanes lanes) => EachClass(text, lanes, () =>
    {
        text.Writer.Write($"{lanes.Type} max = {OfRow(text, lanes, "maxima")};");
        string x = RowLogits.InRegisters(text, lanes, OfClass(text, lanes, "logits"), RowBlockSteps.Shift(text, lanes));
        text.Writer.Write(text.Access.Store(lanes, $"{x} - {OfRow(text, lanes, "logSums")}", "logProbabilities", "place + slot"));
    });

    /// <summary>All exponentials times a factor of their row.</summary>
    public static void Scale(KernelText text, Lanes lanes, string output, string factors) => EachClass(text, lanes, () =>
    {
        string product = $"{OfClass(text, lanes, Kept(text.Plan)!)} * {OfRow(text, lanes, factors)}";
        text.Writer.Write(text.Access.Store(lanes, product, output, "place + slot"));
    });

    /// <summary>
    /// The gradient: the label, as a number of the elements' type, is compared with the class; an ignored one is none. Elsewhere it is -0 that is
    /// added, which changes nothing.
    /// </summary>
    public static void Gradient(KernelText text, Lanes lanes)
    {
        CodeWriter w = text.Writer;
        string share = text.Plan.HasShares ? OfRow(text, lanes, "rowShares") : new RowTerms(text, lanes, areRows: true).Share;
        EachClass(text, lanes, () =>
        {
            string isLabel = lanes.EqualTo(OfRow(text, lanes, "numbers"), lanes.Broadcast($"({lanes.Scalar})k"));
            w.Write($"{lanes.Type} minus = {lanes.Select(isLabel, "-" + share, lanes.Constant(-0.0))};");
            string gradient = text.MultiplyAdd(OfClass(text, lanes, "gradient"), OfRow(text, lanes, "factors"), "minus");
            w.Write(text.Access.Store(lanes, gradient, "gradient", "place + slot"));
        });
    }

    /// <summary>Row by row: the gradient at the label.</summary>
    public static void Label(KernelText text, Lanes one)
    {
        text.Writer.Write($"nint label = (nint){LabelText.Load(text, one, "row")};");
        using (text.Writer.Open("if (label != ignoreIndex)"))
        {
            text.Writer.Write($"{RowTruth.AtLabel(text, "gradient")} = atLabel;");
        }
    }

    /// <summary>Writes a loop over the registers of rows: <c>slot</c> is the first row of one.</summary>
    public static void EachRegister(KernelText text, Lanes lanes, Action body)
    {
        string step = lanes.IsScalar ? "slot++" : $"slot += {KernelText.Number(lanes.Count)}";
        using (text.Writer.Open($"for (nuint slot = 0; slot < width; {step})"))
        {
            body();
        }
    }

    /// <summary>What the rows from <c>slot</c> on have one of.</summary>
    public static string OfRow(KernelText text, Lanes lanes, string buffer) => text.Access.Load(lanes, buffer, "slot");

    /// <summary>The elements of the class whose <c>place</c> is known.</summary>
    public static string OfClass(KernelText text, Lanes lanes, string buffer) => text.Access.Load(lanes, buffer, "place + slot");

    private static void MaxOfGroup(KernelText text, Lanes lanes)
    {
        CodeWriter w = text.Writer;
        string[] x = Enumerable.Range(0, Together).Select(j => "x" + KernelText.Number(j)).ToArray();
        w.WriteEach(
            Enumerable.Range(0, Together),
            j => $"{lanes.Type} {x[j]} = {text.Access.Load(lanes, "logits", "place + slot" + BatchPlaces.Ahead(text.Plan, j))};");
        string greatest = text.Call(Helper.Max, OfRow(text, lanes, "maxima"), NormalizerSteps.Tournament(text, x));
        w.Write(text.Access.Store(lanes, greatest, "maxima", "slot"));
        if (text.Plan.MarksNaN)
        {
            w.Write($"{lanes.Type} nan = {OfRow(text, lanes, "nans")};");
            w.WriteEach(x, name => $"nan = {lanes.Select(lanes.IsNaN(name), name, "nan")};");
            w.Write(text.Access.Store(lanes, "nan", "nans", "slot"));
        }
    }

    private static void EachClass(KernelText text, Lanes lanes, Action body)
    {
        using (text.Writer.Open($"for (nuint k = 0; k < {KernelText.Number(text.Plan.Classes)}; k++)"))
        {
            text.Writer.Write($"nuint place = {BatchPlaces.OfClass(text.Plan, "k")};");
            EachRegister(text, lanes, body);
        }
    }
}
