using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>Loops over the classes of a block of rows that lie side by side.</summary>
internal sealed class ColumnLoop(KernelText text, Lanes lanes)
{
    /// <summary>
    /// The longest run that is added up one by one: longer rows are summed in parts, so that rounding errors do not pile up.
    /// </summary>
    private const int LongestRun = 256;

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
        if (Classes <= LongestRun)
        {
            Each(() => body(sum => sum));
            return;
        }

        static string Part(string sum) => "part" + char.ToUpperInvariant(sum[0]) + sum.Substring(1);
        string run = KernelText.Number(LongestRun);
        string type = text.Access.IndexType;
        w.Write("// Part by part, so that a long row's rounding errors do not pile up.");
        using (w.Open($"for ({type} start = 0; start < {KernelText.Number(Classes)}; start += {run})"))
        {
            w.Write($"{type} stop = Math.Min(start + {run}, {KernelText.Number(Classes)});");
            w.WriteEach(sums, sum => $"{lanes.Type} {Part(sum)} = {lanes.Zero};");
            using (w.Open(Head("start", "stop")))
            {
                body(Part);
            }

            w.WriteEach(sums, sum => $"{sum} += {Part(sum)};");
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
