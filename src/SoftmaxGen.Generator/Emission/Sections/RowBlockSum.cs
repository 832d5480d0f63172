namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>The sum over the classes of the rows of a block.</summary>
internal static class RowBlockSum
{
    /// <summary>
    /// The sum over the classes as <see cref="ReductionPass"/> takes it for a row by itself: class k in virtual lane k mod
    /// their number, the rest of the row in the last lanes; then always lane j with lane j + half of them.
    /// </summary>
    public static void Write(KernelText text, Lanes lanes)
    {
        CodeWriter w = text.Writer;
        int classes = text.Plan.Classes;
        int virtualLanes = text.Plan.VirtualLanes;
        int whole = classes / virtualLanes * virtualLanes;
        string Exp(int k) => text.Access.Load(lanes, RowBlockSteps.Exps(text.Plan), RowBlockGroups.Plus("place", k * lanes.Count));
        IEnumerable<int> ClassesOf(int lane)
        {
            IEnumerable<int> all = Enumerable.Range(0, whole / virtualLanes).Select(block => block * virtualLanes + lane);
            int last = classes - virtualLanes + lane;
            return last >= whole ? all.Append(last) : all;
        }

        w.Write("// The sum, in the order in which a row by itself adds up its classes.");
        w.Write($"nuint place = slot * {KernelText.Number(classes)};");
        int half = virtualLanes / 2;
        w.WriteEach(Enumerable.Range(0, half), j =>
        {
            string left = string.Join("\n    + ", ClassesOf(j).Select(Exp));
            string right = string.Join("\n    + ", ClassesOf(j + half).Select(Exp));
            return $"{lanes.Type} sum{KernelText.Number(j)} = {left}\n    + {(right.Contains('\n') ? $"({right})" : right)};";
        });
        string[] sums = Enumerable.Range(0, half).Select(j => "sum" + KernelText.Number(j)).ToArray();
        while (sums.Length > 1)
        {
            half = sums.Length / 2;
            sums = Enumerable.Range(0, half).Select(j => $"({sums[j]} + {sums[j + half]})").ToArray();
        }

        w.Write($"{lanes.Type} sum = {sums[0]};");
    }
}
