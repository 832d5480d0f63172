using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>
/// Loads and stores a block of rows with each class in a register of its own. Rows are fetched in pieces of 128 bits and
/// transposed within them; where C is no multiple of a piece, the last group of classes overlaps the one before it. In a
/// column-wise batch each class of a block is a register already.
/// </summary>
internal static class TransposedBlock
{
    /// <summary>Declares <c>x0 … x(C-1)</c> and loads them from the buffer's rows at <c>at</c>.</summary>
    public static void Load(KernelText text, Lanes lanes, string buffer, string x)
    {
        int classes = text.Plan.Classes;
        if (lanes.IsScalar || text.Plan.Shape.IsColumns)
        {
            text.Writer.WriteEach(
                Enumerable.Range(0, classes),
                k => $"{lanes.Type} {Name(x, k)} = {Column(text, lanes, buffer, k)};");
            return;
        }

        foreach ((Helper load, Helper _, int first, int count) in Groups(lanes, classes))
        {
            int known = first == 0 ? 0 : first + Overlap(lanes, classes, first);
            IEnumerable<string> registers = Enumerable.Range(first, count)
                .Select(k => k < known ? "out _" : $"out {lanes.Type} {Name(x, k)}");
            text.Writer.Write(text.Call(load, Arguments(text, load, buffer, first, registers)) + ";");
        }
    }

    /// <summary>Stores <c>x0 … x(C-1)</c> to the buffer's rows at <c>at</c>.</summary>
    public static void Store(KernelText text, Lanes lanes, string buffer, string x)
    {
        int classes = text.Plan.Classes;
        if (lanes.IsScalar || text.Plan.Shape.IsColumns)
        {
            text.Writer.WriteEach(
                Enumerable.Range(0, classes),
                k => lanes.IsScalar
                    ? $"{text.Access.Element(buffer, BatchPlaces.OfClass(text.Plan, k))} = {Name(x, k)};"
                    : text.Access.Store(lanes, Name(x, k), buffer, BatchPlaces.OfClass(text.Plan, k)));
            return;
        }

        foreach ((Helper store, int first, int count) in StoredGroups(lanes, classes))
        {
            IEnumerable<string> registers = Enumerable.Range(first, count).Select(k => Name(x, k));
            text.Writer.Write(text.Call(store, Arguments(text, store, buffer, first, registers)) + ";");
        }
    }

    /// <summary>The name of the register of class k.</summary>
    public static string Name(string x, int k) => x + KernelText.Number(k);

    /// <summary>The names of the registers of all classes.</summary>
    public static string[] Names(KernelText text, string x) =>
        Enumerable.Range(0, text.Plan.Classes).Select(k => Name(x, k)).ToArray();

    private static IEnumerable<(Helper Load, Helper Store, int First, int Count)> Groups(Lanes lanes, int classes)
    {
        if (lanes.Element == ElementType.Single && classes < 4)
        {
            // Only rows without a gap: others have no vector path.
            yield return classes == 2
                ? (Helper.LoadPairs, Helper.StorePairs, 0, 2)
                : (Helper.LoadTriples, Helper.StoreTriples, 0, 3);
            yield break;
        }

        int piece = 16 / lanes.ElementSize;
        for (int first = 0; first < classes; first += piece)
        {
            yield return (
                Helper.LoadTransposed, Helper.StoreTransposed, Math.Min(first, classes - piece), piece);
        }
    }

    /// <summary>The groups of a store: eight classes where there are registers for it and more than a piece is left.</summary>
    private static IEnumerable<(Helper Store, int First, int Count)> StoredGroups(Lanes lanes, int classes)
    {
        int eights = StoreEightHelper.Serves(lanes) && classes >= StoreEightHelper.Columns
            ? (classes + 3) / StoreEightHelper.Columns
            : 0;
        for (int i = 0; i < eights; i++)
        {
            int first = Math.Min(i * StoreEightHelper.Columns, classes - StoreEightHelper.Columns);
            yield return (Helper.StoreEight, first, StoreEightHelper.Columns);
        }

        foreach ((Helper _, Helper store, int first, int count) in Groups(lanes, classes))
        {
            if (first + count > eights * StoreEightHelper.Columns)
            {
                yield return (store, first, count);
            }
        }
    }

    /// <summary>How many classes the group that begins at <paramref name="first"/> shares with the one before it.</summary>
    private static int Overlap(Lanes lanes, int classes, int first)
    {
        int piece = 16 / lanes.ElementSize;
        return first % piece == 0 ? 0 : piece - classes % piece;
    }

    private static string[] Arguments(
        KernelText text, Helper helper, string buffer, int first, IEnumerable<string> registers)
    {
        string rows = $"ref {text.Access.Element(buffer, BatchPlaces.OfClass(text.Plan, first))}";
        return helper is Helper.LoadTransposed or Helper.StoreTransposed or Helper.StoreEight
            ? [rows, KernelText.Number(BatchPlaces.RowStep(text.Plan)), .. registers]
            : [rows, .. registers];
    }

    private static string Column(KernelText text, Lanes lanes, string buffer, int k)
    {
        string place = BatchPlaces.OfClass(text.Plan, k);
        return lanes.IsScalar ? text.Access.Element(buffer, place) : text.Access.Load(lanes, buffer, place);
    }
}
