using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>Loops over the classes of a block of rows that lie side by side.</summary>
internal sealed class ColumnLoop(KernelText text, Lanes lanes)
{
    private int Classes => text.Plan.Classes;

    /// <summary>Writes a loop over all classes.</summary>
    public void Each(Action body)
    {
        using (text.Writer.Open(Head("0", KernelText.Number(Classes))))
        {
            body();
        }
    }

    /// <summary>Declares sums, and writes a loop that adds to them.</summary>
    /// <param name="sums">Their names.</param>
    /// <param name="body">Writes the body; it is given the name under which a sum is added to.</param>
    public void Sum(IReadOnlyList<string> sums, Action<Func<string, string>> body)
    {
        CodeWriter w = text.Writer;
        w.WriteEach(sums, sum => $"{lanes.Type} {sum} = {lanes.Zero};");
        if (Classes > ReductionPass.LongestRun)
        {
            w.Write("// Part by part, so that a long row's rounding errors do not pile up.");
        }

        int level = 0;
        for (long run = ReductionPass.LongestRun; run < Classes; run *= ReductionPass.LongestRun)
        {
            level++;
        }

        SumRuns(sums, body, level, "0", KernelText.Number(Classes), sum => sum);
    }

    /// <summary>Sums the classes of a run: one by one, or the sums of shorter runs.</summary>
    private void SumRuns(
        IReadOnlyList<string> sums, Action<Func<string, string>> body, int level, string from, string to, Func<string, string> into)
    {
        CodeWriter w = text.Writer;
        if (level == 0)
        {
            using (w.Open(Head(from, to)))
            {
                body(into);
            }

            return;
        }

        // start, stop and partSum of the shortest runs; start1, stop1 and part1Sum of runs of runs.
        string suffix = level == 1 ? "" : KernelText.Number(level - 1);
        string start = "start" + suffix;
        string stop = "stop" + suffix;
        string Part(string sum) => $"part{suffix}{char.ToUpperInvariant(sum[0])}{sum.Substring(1)}";
        string run = KernelText.Number((int)Math.Pow(ReductionPass.LongestRun, level));
        string type = text.Access.IndexType;
        using (w.Open($"for ({type} {start} = {from}; {start} < {to}; {start} += {run})"))
        {
            w.Write($"{type} {stop} = Math.Min({start} + {run}, {to});");
            w.WriteEach(sums, sum => $"{lanes.Type} {Part(sum)} = {lanes.Zero};");
            SumRuns(sums, body, level - 1, start, stop, Part);
            w.WriteEach(sums, sum => $"{into(sum)} += {Part(sum)};");
        }
    }

    /// <summary>The elements of class k in a buffer.</summary>
    public string Load(string buffer)
    {
        string place = BatchPlaces.OfClass(text.Plan, "k");
        return lanes.IsScalar ? text.Access.Element(buffer, place) : text.Access.Load(lanes, buffer, place);
    }

    /// <summary>A statement that stores elements of class k.</summary>
    public string Store(string value, string buffer)
    {
        string place = BatchPlaces.OfClass(text.Plan, "k");
        return lanes.IsScalar
            ? $"{text.Access.Element(buffer, place)} = {value};"
            : text.Access.Store(lanes, value, buffer, place);
    }

    /// <summary>The weight of class k, in every lane.</summary>
    public string ClassWeight => lanes.Broadcast(text.Access.Element("classWeights", "k"));

    /// <summary>Where the label is class k.</summary>
    public string IsLabel => lanes.IntegersEqual("label", lanes.Broadcast($"({lanes.Integer})k"));

    private string Head(string from, string to) => $"for ({text.Access.IndexType} k = {from}; k < {to}; k++)";
}
