using SoftmaxGen.Generator.Emission.Sections;
using SoftmaxGen.Generator.Model;
using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Converted;

/// <summary>
/// What a linear layer of Half has whose work is shared by threads: the steps of the kernel for float, between a step that
/// converts the rows of a group, and one that converts back what was written. The first group also brings the weights, and
/// the last takes the sums over the batch back, piece by piece.
/// </summary>
internal sealed class ConvertedTasks(KernelText text, IReadOnlyList<LayerPart> parts)
{
    /// <summary>The elements of a piece of the weights.</summary>
    private const int Piece = 65_536;

    private static readonly string Pool = KernelText.Pool("float");

    private readonly KernelPlan plan = text.Plan;
    private readonly CodeWriter w = text.Writer;

    private string Inner { get; } = text.Plan.Calls[0].Name;

    private string Rows { get; } = KernelText.Number(LinearParts.BlockRows);

    private int Pieces { get; } = (text.Plan.Classes * text.Plan.Features - 1) / Piece + 1;

    public static void Write(KernelText text, IReadOnlyList<LayerPart> parts) => new ConvertedTasks(text, parts).Write();

    private void Write()
    {
        bool total = plan.Has(Outputs.Total);
        WriteSizes();
        w.Gap().Write("/// <summary>Runs a task of a step for a group: so many rows, from <c>group</c> on.</summary>");
        IEnumerable<string> parameters = Entry.Parameters(plan)
            .Append("float[][] scratch")
            .Concat(total ? ["Span<double> totals"] : Array.Empty<string>())
            .Concat(["int step", "int group", "int length", "int task"]);
        using (w.Open($"internal static void Task({string.Join(", ", parameters)})"))
        {
            Entry.WriteFixedRows(text);
            w.WriteEach(
                parts.Select((part, index) => (part, index)),
                one => $"Span<float> {one.part.Floats} = new Span<float>(scratch[{KernelText.Number(one.index)}], 0, {one.part.Length("length")});");
            using (w.Open("if (step > 0 && step < Steps - 1)"))
            {
                w.Write($"{Inner}.Task({string.Join(", ", Arguments(total))});");
                w.Write("return;");
            }

            w.Gap();
            WriteConversions();
        }

        if (total)
        {
            w.Gap();
            w.Write("/// <summary>The totals of the parts of a group, added to that of the groups before it.</summary>");
            using (w.Open("internal static double Add(double total, ReadOnlySpan<double> totals, int length)"))
            {
                w.Write($"return {Inner}.Add(total, totals, length);");
            }
        }
    }

    private void WriteSizes()
    {
        string count = KernelText.Number(parts.Count);
        string rents = string.Join(", ", parts.Select(part => $"{Pool}.Rent({part.Length("most")})"));
        string totals = plan.Has(Outputs.Total)
            ? $"/// <summary>The step of which each task has a total.</summary>\ninternal const int StepOfTotals = {Inner}.StepOfTotals + 1;"
            : "";
        w.Write(
            $$"""
            /// <summary>The steps of a group.</summary>
            internal const int Steps = {{Inner}}.Steps + 2;

            {{totals}}

            /// <summary>The rows of a group: nothing that is computed depends on it.</summary>
            internal static int GroupRows => {{Inner}}.GroupRows;

            /// <summary>The memory of a group.</summary>
            internal static float[][] Rent(int rows)
            {
                int most = Math.Min(rows, GroupRows);
                return new float[][] { {{rents}}, {{Inner}}.Rent(rows) };
            }

            /// <summary>Gives it back.</summary>
            internal static void Return(float[][] scratch)
            {
                for (int i = 0; i < {{count}}; i++)
                {
                    {{Pool}}.Return(scratch[i]);
                }

                {{(plan.Target.Vectors ? $"{Inner}.Return(scratch[{count}]);" : "")}}
            }

            /// <summary>How many tasks a step has for so many rows.</summary>
            internal static int Tasks(int step, int length)
            {
                int blocks = {{BatchParts.Quotient("length", LinearParts.BlockRows)}};
                return step > 0 && step < Steps - 1 ? {{Inner}}.Tasks(step - 1, length) : blocks + {{KernelText.Number(Pieces)}};
            }
            """);
    }

    private IEnumerable<string> Arguments(bool total) => RowsSignature.Buffers(plan)
        .Select(buffer => parts.FirstOrDefault(part => part.Buffer == buffer)?.Floats ?? $"{buffer.Name}.Slice(group, length)")
        .Concat(RowsSignature.Numbers(plan).Select(number => number.Name))
        .Concat(RowsSignature.TakesCount(plan) ? ["counted"] : Array.Empty<string>())
        .Concat(["rows", $"scratch[{KernelText.Number(parts.Count)}]"])
        .Concat(total ? ["totals"] : Array.Empty<string>())
        .Concat(["step - 1", "0", "length", "task"]);

    private void WriteConversions()
    {
        LayerPart[] ofRows = parts.Where(part => part.IsOfRows).ToArray();
        w.Write($"int blocks = {BatchParts.Quotient("length", LinearParts.BlockRows)};");
        using (w.Open("if (task < blocks)"))
        {
            w.Write($"int first = task * {Rows};");
            w.Write($"int count = Math.Min(length - first, {Rows});");
            WriteEither(
                "step == 0",
                ofRows.Where(part => part.IsRead).Select(part => Load(part, Rowwise)),
                ofRows.Where(part => part.Buffer.Written).Select(part => Store(part, Rowwise)));
            w.Write("return;");
        }

        w.Gap().Write($"int from = (task - blocks) * {KernelText.Number(Piece)};");
        w.Write($"int size = Math.Min({KernelText.Number(plan.Classes * plan.Features)} - from, {KernelText.Number(Piece)});");
        LayerPart[] matrices = parts.Where(part => part.IsMatrix).ToArray();
        LayerPart[] vectors = parts.Where(part => !part.IsMatrix && !part.IsOfRows).ToArray();
        using (w.Open("if (step == 0 && group == 0)"))
        {
            w.WriteEach(matrices, part => part.IsRead ? Load(part, Piecewise) : Piecewise(part, part.Floats) + ".Clear();");
            if (vectors.Length > 0)
            {
                using (w.Open("if (from == 0)"))
                {
                    w.WriteEach(vectors, part => part.IsRead ? Load(part, Whole) : part.Floats + ".Clear();");
                }
            }
        }

        if (!plan.Has(Outputs.WeightGradient | Outputs.BiasGradient))
        {
            return;
        }

        w.Gap();
        using (w.Open("if (step > 0 && group + length == rows)"))
        {
            w.WriteEach(matrices.Where(part => part.Buffer.Written), part => Store(part, Piecewise));
            if (vectors.Any(part => part.Buffer.Written))
            {
                using (w.Open("if (from == 0)"))
                {
                    w.WriteEach(vectors.Where(part => part.Buffer.Written), part => Store(part, Whole));
                }
            }
        }
    }

    private void WriteEither(string condition, IEnumerable<string> one, IEnumerable<string> other)
    {
        using (w.Open($"if ({condition})"))
        {
            w.WriteEach(one, line => line);
        }

        string[] others = other.ToArray();
        if (others.Length > 0)
        {
            using (w.Open("else"))
            {
                w.WriteEach(others, line => line);
            }
        }

        w.Gap();
    }

    private string Load(LayerPart part, Func<LayerPart, string, string> of) =>
        text.Call(Helper.ToSingle, of(part, part.Buffer.Name), of(part, part.Floats)) + ";";

    private string Store(LayerPart part, Func<LayerPart, string, string> of) =>
        text.Call(Helper.ToHalf, of(part, part.Floats), of(part, part.Buffer.Name)) + ";";

    private static string Rowwise(LayerPart part, string name) =>
        part.Slice(name, name == part.Floats ? "first" : part.PerRow == 1 ? "group + first" : "(group + first)", "count");

    private static string Piecewise(LayerPart part, string name) => $"{name}.Slice(from, size)";

    private static string Whole(LayerPart part, string name) => name;
}
