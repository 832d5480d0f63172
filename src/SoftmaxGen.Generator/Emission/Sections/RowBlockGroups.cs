namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>
/// The classes of a row block in groups, and the way between the registers of a group and the rows.
/// </summary>
internal static class RowBlockGroups
{
    /// <summary>Writes a value of every class to where the rows lie.</summary>
    /// <param name="text">The kernel.</param>
    /// <param name="lanes">The register.</param>
    /// <param name="buffer">The rows.</param>
    /// <param name="columns">The registers that it is made of.</param>
    /// <param name="value">The value, from such a register and its class.</param>
    public static void Scatter(
        KernelText text, Lanes lanes, string buffer, string columns, Func<string, string, string> value)
    {
        bool eight = StoreEightHelper.Serves(lanes);
        int group = eight ? StoreEightHelper.Columns : Piece(lanes);
        Each(text, lanes, group, () =>
        {
            string[] x = Names("x", group);
            text.Writer.WriteEach(Enumerable.Range(0, x.Length), j =>
            {
                string k = Plus($"({lanes.Integer})k", j);
                string column = text.Access.Load(lanes, columns, Plus("place", j * lanes.Count));
                return $"{lanes.Type} {x[j]} = {value(column, k)};";
            });
            Helper store = eight ? Helper.StoreEight : Helper.StoreTransposed;
            text.Writer.Write(text.Call(store, Rows(text, buffer), Step(text), string.Join(", ", x)) + ";");
        });
    }

    /// <summary>
    /// The classes in groups, in a loop; the last group of a row that is no multiple of it begins earlier, and does again
    /// what was done to some.
    /// </summary>
    /// <param name="text">The kernel.</param>
    /// <param name="lanes">The register.</param>
    /// <param name="group">The classes of a group.</param>
    /// <param name="body">Writes a group: its first class is <c>k</c>, the register of that is at <c>place</c>.</param>
    public static void Each(KernelText text, Lanes lanes, int group, Action body)
    {
        CodeWriter w = text.Writer;
        int classes = text.Plan.Classes;
        bool overlaps = classes % group > 0;
        string start = overlaps ? "first" : "k";
        using (w.Open($"for (nuint {start} = 0; {start} < {KernelText.Number(classes)}; {start} += {KernelText.Number(group)})"))
        {
            if (overlaps)
            {
                w.Write("// The last group overlaps the one before it.");
                w.Write($"nuint k = Math.Min(first, {KernelText.Number(classes - group)});");
            }

            w.Write($"nuint place = (slot * {KernelText.Number(classes)}) + (k * {KernelText.Number(lanes.Count)});");
            body();
        }
    }

    /// <summary>Declares the registers of a group, from where the rows lie.</summary>
    public static void Load(KernelText text, Lanes lanes, string buffer, string[] x)
    {
        string registers = string.Join(", ", x.Select(name => $"out {lanes.Type} {name}"));
        text.Writer.Write(text.Call(Helper.LoadTransposed, Rows(text, buffer), Step(text), registers) + ";");
    }

    private static string Rows(KernelText text, string buffer) => $"ref {text.Access.Element(buffer, OfClass(text, 0))}";

    private static string Step(KernelText text) => KernelText.Number(BatchPlaces.RowStep(text.Plan));

    private static string OfClass(KernelText text, int j) =>
        BatchPlaces.OfClass(text.Plan, j == 0 ? "k" : $"({Plus("k", j)})");

    /// <summary>The classes of a piece of 128 bits.</summary>
    public static int Piece(Lanes lanes) => 16 / lanes.ElementSize;

    /// <summary>The names of the registers of a group.</summary>
    public static string[] Names(string name, int group) =>
        Enumerable.Range(0, group).Select(j => name + KernelText.Number(j)).ToArray();

    /// <summary>A place so many elements further on.</summary>
    public static string Plus(string place, int distance) =>
        distance == 0 ? place : $"{place} + {KernelText.Number(distance)}";
}
