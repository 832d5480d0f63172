using SoftmaxGen.Generator.Model;
using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>The bodies of the passes over row blocks. Class k of a block is one register of its columns, in loops over k.</summary>
internal static class RowBlockSteps
{
    /// <summary>Where the exponentials go: over the logits, unless these are needed again.</summary>
    public static string Exps(KernelPlan plan) => plan.Has(Outputs.LogProbabilities) ? "exps" : "columns";

    public static void Gather(KernelText text, Lanes lanes)
    {
        CodeWriter w = text.Writer;
        int chains = Math.Min(2, Piece(lanes));
        bool marksNaN = text.Plan.MarksNaN;
        w.WriteEach(Chains(chains), max => $"{lanes.Type} {max} = {lanes.NegativeInfinity};");
        if (marksNaN)
        {
            w.Write($"{lanes.Type} nan = {lanes.Zero};");
        }

        EachGroup(text, lanes, () =>
        {
            string[] x = Names("x", lanes);
            string registers = string.Join(", ", x.Select(name => $"out {lanes.Type} {name}"));
            w.Write(Transposed(text, Helper.LoadTransposed, "logits", registers));
            w.WriteEach(Enumerable.Range(0, x.Length), j => text.Access.Store(lanes, x[j], "columns", Plus("place", j * lanes.Count)));
            if (marksNaN)
            {
                w.WriteEach(x, name => $"nan |= {lanes.IsNaN(name)};");
            }

            int each = x.Length / chains;
            w.WriteEach(Enumerable.Range(0, chains), c =>
            {
                string greatest = NormalizerSteps.Tournament(text, x.Skip(c * each).Take(each).ToArray());
                return $"max{KernelText.Number(c)} = {text.Call(Helper.Max, "max" + KernelText.Number(c), greatest)};";
            });
        });
        w.Write("// Adding zero makes -0 a +0, so that its sign cannot depend on the order.");
        w.Write($"{lanes.Type} max = {NormalizerSteps.Tournament(text, Chains(chains).ToArray())} + {lanes.Zero};");
        if (marksNaN)
        {
            w.Write(LogSumExpValue.MaximumComment);
            w.Write($"max = {lanes.Select("nan", lanes.Broadcast(lanes.Scalar + ".NaN"), "max")};");
        }
    }

    /// <summary>Row by row: the label's logit, and the weight of its class.</summary>
    public static void Pick(KernelText text, Lanes one)
    {
        CodeWriter w = text.Writer;
        w.Write($"nint label = (nint){LabelText.Load(text, one, "row")};");
        w.Write("bool counted = label != ignoreIndex;");
        if (text.Plan.NeedsOwn)
        {
            w.Write($"{text.Scalar} own = counted ? {RowTruth.AtLabel(text, "logits")} : {one.Zero};");
        }

        if (text.Plan.WeighsLabel)
        {
            w.Write($"{text.Scalar} labelWeight = counted ? {text.Access.Element("classWeights", "(nuint)label")} : {one.Zero};");
        }
    }

    public static void Exp(KernelText text, Lanes lanes)
    {
        CodeWriter w = text.Writer;
        string exps = Exps(text.Plan);
        string shift = Shift(text, lanes);
        w.Write($"nuint place = slot * {KernelText.Number(text.Plan.Classes)};");
        using (w.Open($"for (nuint k = 0; k < {KernelText.Number(text.Plan.Classes)}; k++, place += {KernelText.Number(lanes.Count)})"))
        {
            string x = RowLogits.InRegisters(text, lanes, text.Access.Load(lanes, "columns", "place"), shift);
            if (exps != "columns")
            {
                w.Write($"{lanes.Type} x = {x};");
                w.Write(text.Access.Store(lanes, "x", "columns", "place"));
                x = "x";
            }

            w.Write(text.Access.Store(lanes, text.Call(Helper.ScaledExp, x), exps, "place"));
        }
    }

    public static void Sum(KernelText text, Lanes lanes)
    {
        KernelPlan plan = text.Plan;
        CodeWriter w = text.Writer;
        WriteSum(text, lanes);
        if (plan.NeedsOwn)
        {
            w.Write($"own = {RowLogits.InRegisters(text, lanes, "own", Shift(text, lanes))};");
        }

        if (plan.Truth == Truth.Labels && plan.NeedsLoss)
        {
            NormalizerSteps.Label(text, lanes);
        }

        if (plan.Has(Terms.SampleWeights) && (plan.NeedsLoss || plan.NeedsDerivatives))
        {
            NormalizerSteps.Sample(text, lanes);
        }

        NormalizerSteps.AfterSum(text, lanes, () => { });
        if (plan.NeedsDerivatives)
        {
            w.Write($"{lanes.Type} factor = {new RowTerms(text, lanes, areRows: true).Pull} / sum;");
        }

        if (plan.Has(Outputs.Probabilities))
        {
            w.Write($"{lanes.Type} inverse = {lanes.Constant(1)} / sum;");
        }
    }

    public static void LogProbabilities(KernelText text, Lanes lanes) =>
        Scatter(text, lanes, "logProbabilities", "columns", (x, _) => $"{x} - logSum");

    public static void Probabilities(KernelText text, Lanes lanes) =>
        Scatter(text, lanes, "probabilities", Exps(text.Plan), (x, _) => $"{x} * inverse");

    public static void Gradient(KernelText text, Lanes lanes)
    {
        CodeWriter w = text.Writer;
        NormalizerSteps.Label(text, lanes);
        string none = lanes.Broadcast(lanes.Integer == "int" ? "-1" : "-1L");
        w.Write("// An ignored label is none. Less a share at the label; -0 elsewhere, which changes nothing.");
        w.Write($"label = {lanes.Vector}.ConditionalSelect({lanes.Vector}.Equals(label, ignored), {none}, label);");
        w.Write($"{lanes.Type} minus = -{new RowTerms(text, lanes, areRows: true).Share};");
        Scatter(text, lanes, "gradient", Exps(text.Plan), (x, k) => text.MultiplyAdd(
            x, "factor", lanes.Select(lanes.IntegersEqual("label", lanes.Broadcast(k)), "minus", lanes.Broadcast(lanes.Element == ElementType.Single ? "-0f" : "-0d"))));
    }

    private static string Shift(KernelText text, Lanes lanes)
    {
        if (!text.Plan.Has(Terms.Safe))
        {
            return "max";
        }

        text.Writer.Write("// A row of -inf alone has no maximum to shift it by.");
        text.Writer.Write($"{lanes.Type} shift = {lanes.Select(lanes.EqualTo("max", lanes.NegativeInfinity), lanes.Zero, "max")};");
        return "shift";
    }

    /// <summary>
    /// The sum over the classes as <see cref="ReductionPass"/> takes it for a row by itself: class k in virtual lane k mod
    /// their number, the rest of the row in the last lanes; then always lane j with lane j + half of them.
    /// </summary>
    private static void WriteSum(KernelText text, Lanes lanes)
    {
        CodeWriter w = text.Writer;
        int classes = text.Plan.Classes;
        int virtualLanes = text.Plan.VirtualLanes;
        int whole = classes / virtualLanes * virtualLanes;
        string Exp(int k) => text.Access.Load(lanes, Exps(text.Plan), Plus("place", k * lanes.Count));
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

    /// <summary>Writes a value of every class to where the rows lie.</summary>
    /// <param name="text">The kernel.</param>
    /// <param name="lanes">The register.</param>
    /// <param name="buffer">The rows.</param>
    /// <param name="columns">The registers that it is made of.</param>
    /// <param name="value">The value, from such a register and its class.</param>
    private static void Scatter(
        KernelText text, Lanes lanes, string buffer, string columns, Func<string, string, string> value) =>
        EachGroup(text, lanes, () =>
        {
            string[] x = Names("x", lanes);
            text.Writer.WriteEach(Enumerable.Range(0, x.Length), j =>
            {
                string k = Plus($"({lanes.Integer})k", j);
                string column = text.Access.Load(lanes, columns, Plus("place", j * lanes.Count));
                return $"{lanes.Type} {x[j]} = {value(column, k)};";
            });
            text.Writer.Write(Transposed(text, Helper.StoreTransposed, buffer, string.Join(", ", x)));
        });

    /// <summary>
    /// The classes in groups of a piece of 128 bits, in a loop; the last group of a row that is no multiple of it begins
    /// earlier, and does again what was done to some.
    /// </summary>
    /// <param name="text">The kernel.</param>
    /// <param name="lanes">The register.</param>
    /// <param name="body">Writes a group: its first class is <c>k</c>, the register of that is at <c>place</c>.</param>
    private static void EachGroup(KernelText text, Lanes lanes, Action body)
    {
        CodeWriter w = text.Writer;
        int classes = text.Plan.Classes;
        int piece = Piece(lanes);
        bool overlaps = classes % piece > 0;
        string start = overlaps ? "first" : "k";
        using (w.Open($"for (nuint {start} = 0; {start} < {KernelText.Number(classes)}; {start} += {KernelText.Number(piece)})"))
        {
            if (overlaps)
            {
                w.Write("// The last group overlaps the one before it.");
                w.Write($"nuint k = Math.Min(first, {KernelText.Number(classes - piece)});");
            }

            w.Write($"nuint place = (slot * {KernelText.Number(classes)}) + (k * {KernelText.Number(lanes.Count)});");
            body();
        }
    }

    private static string Transposed(KernelText text, Helper helper, string buffer, string registers)
    {
        string rows = $"ref {text.Access.Element(buffer, BatchPlaces.OfClass(text.Plan, "k"))}";
        return text.Call(helper, rows, KernelText.Number(BatchPlaces.RowStep(text.Plan)), registers) + ";";
    }

    /// <summary>The classes of a group: those of a piece of 128 bits.</summary>
    private static int Piece(Lanes lanes) => 16 / lanes.ElementSize;

    private static string[] Names(string name, Lanes lanes) =>
        Enumerable.Range(0, Piece(lanes)).Select(j => name + KernelText.Number(j)).ToArray();

    private static IEnumerable<string> Chains(int count) => Enumerable.Range(0, count).Select(c => "max" + KernelText.Number(c));

    private static string Plus(string place, int distance) =>
        distance == 0 ? place : $"{place} + {KernelText.Number(distance)}";
}
