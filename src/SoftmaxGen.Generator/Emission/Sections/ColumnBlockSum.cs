using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>
/// The exponentials of a chunk of neighbouring rows, and their sums, in runs of as many classes as <see cref="ColumnLoop"/> adds up one by one, and
/// runs of runs. The sums of all rows wait in memory, class after class; there are enough rows to hide what that takes.
/// </summary>
internal static class ColumnBlockSum
{
    /// <summary>Where the sums of the rows are.</summary>
    public const string Buffer = "sums";

    /// <summary>Where the sums of runs are, of runs of runs, and so on.</summary>
    public static IEnumerable<string> RunBuffers(KernelPlan plan) => Enumerable.Range(1, Levels(plan)).Select(RunBuffer);

    public static void Write(KernelText text, Lanes lanes)
    {
        ColumnBlockSteps.EachRegister(text, lanes, () => text.Writer.WriteEach(
            RunBuffers(text.Plan).Prepend(Buffer), buffer => text.Access.Store(lanes, lanes.Zero, buffer, "slot")));
        int levels = Levels(text.Plan);
        text.Writer.Gap().Write(levels > 0 ? "// Part by part, so that a long row's rounding errors do not pile up." : "");
        WriteRuns(text, lanes, levels, "0", KernelText.Number(text.Plan.Classes), Buffer);
    }

    /// <summary>How often runs are made of runs.</summary>
    private static int Levels(KernelPlan plan)
    {
        int levels = 0;
        for (long run = ReductionPass.LongestRun; run < plan.Classes; run *= ReductionPass.LongestRun)
        {
            levels++;
        }

        return levels;
    }

    private static string RunBuffer(int level) => "parts" + Suffix(level);

    private static string Suffix(int level) => level == 1 ? "" : KernelText.Number(level - 1);

    /// <summary>Adds the exponentials of the classes from one to before another to what a buffer holds: one by one, or the sums of runs.</summary>
    private static void WriteRuns(KernelText text, Lanes lanes, int level, string from, string to, string into)
    {
        CodeWriter w = text.Writer;
        if (level == 0)
        {
            WriteRun(text, lanes, from, to, into);
            return;
        }

        string start = "start" + Suffix(level);
        string end = "end" + Suffix(level);
        string run = KernelText.Number((int)Math.Pow(ReductionPass.LongestRun, level));
        using (w.Open($"for (nuint {start} = {from}; {start} < {to}; {start} += {run})"))
        {
            w.Write($"nuint {end} = Math.Min({start} + {run}, {to});");
            WriteRuns(text, lanes, level - 1, start, end, RunBuffer(level));
            w.Gap();
            ColumnBlockSteps.EachRegister(text, lanes, () =>
            {
                Add(text, lanes, ColumnBlockSteps.OfRow(text, lanes, RunBuffer(level)), into);
                w.Write(text.Access.Store(lanes, lanes.Zero, RunBuffer(level), "slot"));
            });
        }
    }

    private static void WriteRun(KernelText text, Lanes lanes, string from, string to, string into)
    {
        CodeWriter w = text.Writer;
        if (lanes.IsScalar)
        {
            WriteTogether(text, lanes, from, to, into);
            return;
        }

        using (w.Open($"if (width == {KernelText.Number(lanes.Count)})"))
        {
            WriteRegister(text, lanes, from, to, into);
        }

        using (w.Open("else"))
        using (w.Open($"for (nuint k = {from}; k < {to}; k++)"))
        {
            WriteClasses(text, lanes, 1, into);
        }
    }

    /// <summary>The only register of rows: no other would hide what it takes to store a sum and load it again, so it stays in a register, too.</summary>
    private static void WriteRegister(KernelText text, Lanes lanes, string from, string to, string into)
    {
        CodeWriter w = text.Writer;
        w.Write("const nuint slot = 0;");
        w.Write($"{lanes.Type} max = {ColumnBlockSteps.OfRow(text, lanes, "maxima")};");
        w.Write($"{lanes.Type} sum = {ColumnBlockSteps.OfRow(text, lanes, into)};");
        string shift = RowBlockSteps.Shift(text, lanes);
        using (w.Open($"for (nuint k = {from}; k < {to}; k++)"))
        {
            w.Write($"nuint place = {BatchPlaces.OfClass(text.Plan, "k")};");
            string x = RowLogits.InRegisters(text, lanes, text.Access.Load(lanes, "logits", "place"), shift);
            w.Write($"{lanes.Type} e = {text.Call(Helper.ScaledExp, x)};");
            if (ColumnBlockSteps.Kept(text.Plan) is { } kept)
            {
                w.Write(text.Access.Store(lanes, "e", kept, "place"));
            }

            w.Write("sum += e;");
        }

        w.Gap().Write(text.Access.Store(lanes, "sum", into, "slot"));
    }

    /// <summary>Of rows by themselves, the classes of one share a register to be exponentiated.</summary>
    private static void WriteTogether(KernelText text, Lanes lanes, string from, string to, string into)
    {
        const int Together = 4;
        CodeWriter w = text.Writer;
        string together = KernelText.Number(Together);
        w.Write($"nuint k = {from};");
        using (w.Open($"for (; k + {together} <= {to}; k += {together})"))
        {
            WriteClasses(text, lanes, Together, into);
        }

        if (text.Plan.Classes % ReductionPass.LongestRun % Together > 0)
        {
            w.Gap();
            using (w.Open($"for (; k < {to}; k++)"))
            {
                WriteClasses(text, lanes, 1, into);
            }
        }
    }

    /// <summary>Adds the exponentials of so many classes from <c>k</c> on, one after the other.</summary>
    private static void WriteClasses(KernelText text, Lanes lanes, int count, string into)
    {
        CodeWriter w = text.Writer;
        int[] classes = Enumerable.Range(0, count).ToArray();
        string Place(int j) => "place + slot" + BatchPlaces.Ahead(text.Plan, j);
        string[] e = classes.Select(j => "e" + KernelText.Number(j)).ToArray();
        w.Write($"nuint place = {BatchPlaces.OfClass(text.Plan, "k")};");
        ColumnBlockSteps.EachRegister(text, lanes, () =>
        {
            w.Write($"{lanes.Type} max = {ColumnBlockSteps.OfRow(text, lanes, "maxima")};");
            string shift = RowBlockSteps.Shift(text, lanes);
            string[] x = classes.Select(j => RowLogits.InRegisters(text, lanes, text.Access.Load(lanes, "logits", Place(j)), shift)).ToArray();
            if (lanes.IsScalar && count > 1)
            {
                w.Write(text.Call(Helper.ScaledExps, [.. x, .. e.Select(name => $"out {lanes.Type} {name}")]) + ";");
            }
            else
            {
                w.WriteEach(classes, j => $"{lanes.Type} {e[j]} = {text.Call(Helper.ScaledExp, x[j])};");
            }

            if (ColumnBlockSteps.Kept(text.Plan) is { } kept)
            {
                w.WriteEach(classes, j => text.Access.Store(lanes, e[j], kept, Place(j)));
            }

            Add(text, lanes, string.Join(" + ", e), into);
        });
    }

    private static void Add(KernelText text, Lanes lanes, string value, string into) => text.Writer.Write(
        text.Access.Store(lanes, $"{ColumnBlockSteps.OfRow(text, lanes, into)} + {value}", into, "slot"));
}
