using SoftmaxGen.Generator.Emission.Sections;
using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Linear;

/// <summary>
/// What a linear kernel has whose work is shared by threads (<see cref="LinearParts"/>): a group of blocks is taken in
/// steps, each of so many <c>Tasks</c>, which may run at the same time. Between the steps the gradients of the logits wait
/// in scratch memory, and the total of each part in <c>totals</c>.
/// </summary>
internal sealed class LinearTasks(KernelText text)
{
    private readonly KernelPlan plan = text.Plan;
    private readonly CodeWriter w = text.Writer;

    public static void Write(KernelText text) => new LinearTasks(text).Write();

    /// <summary>Whether a kernel of the logits must wait until all columns of a row are there.</summary>
    private bool LossWaits => LinearParts.Cuts(plan.Classes);

    private bool HasGradients => plan.Has(Outputs.LinearGradients);

    private int Steps => 1 + (LossWaits ? 1 : 0) + (HasGradients ? 1 : 0);

    private int LossRows => LinearParts.LossRows(plan);

    private int Cuttings { get; } = LinearParts.Cuttings(text.Plan.Classes);

    private int CuttingsOfFeatures { get; } = LinearParts.Cuttings(text.Plan.Features);

    private int CuttingsOfClasses { get; } = LinearParts.CuttingsOfClasses(text.Plan);

    /// <summary>From the scratch of a block to that of the next.</summary>
    private int BlockLength => LinearParts.BlockRows * plan.Classes + LinearBlocks.SlackOf(plan);

    private static string CountOfBlocks => $"int blocks = {BatchParts.Quotient("length", LinearParts.BlockRows)};";

    private string Rows { get; } = KernelText.Number(LinearParts.BlockRows);

    private string Columns { get; } = KernelText.Number(LinearParts.Columns);

    private string Classes { get; } = KernelText.Number(text.Plan.Classes);

    private void Write()
    {
        WriteSizes();
        w.Gap().Write("/// <summary>Runs a task of a step for a group: so many rows, from <c>group</c> on.</summary>");
        string parameters = string.Join(
            ", ",
            Entry.Parameters(plan).Concat(
            [
                $"{text.Access.BufferType(text.Scalar, written: true)} scratch",
                .. plan.Has(Outputs.Total) ? ["Span<double> totals"] : Array.Empty<string>(),
                "int step", "int group", "int length", "int task",
            ]));
        using (w.Open($"internal static void Task({parameters})"))
        {
            if (RowsSignature.TakesCount(plan))
            {
                Entry.WriteFixedRows(text);
            }

            using (w.Open("if (step == 0)"))
            {
                WriteForward();
                w.Write(Steps > 1 ? "return;" : "");
            }

            if (LossWaits)
            {
                w.Gap();
                using (w.Open("if (step == 1)"))
                {
                    WriteLoss();
                    w.Write(HasGradients ? "return;" : "");
                }
            }

            if (HasGradients)
            {
                w.Gap();
                if (plan.Has(Outputs.InputGradient) && plan.Has(Outputs.BiasGradient))
                {
                    w.Write(CountOfBlocks);
                }

                WriteGradients();
            }
        }

        if (plan.Has(Outputs.Total))
        {
            w.Gap();
            WriteTotal();
        }
    }

    private void WriteSizes()
    {
        string least = KernelText.Number(LinearParts.BlocksOfGroup(plan));
        string most = KernelText.Number(LinearParts.MostBlocks(plan));
        string blocks = LossWaits ? least : $"Math.Min({most}, Math.Max({least}, 2 * Environment.ProcessorCount))";
        string pool = KernelText.Pool(text.Scalar);
        string length = $"blocks * {KernelText.Number(BlockLength)}";

        // Not every framework without vectors has a pool of arrays.
        string rent = plan.Target.Vectors ? $"{pool}.Rent({length})" : $"new {text.Scalar}[{length}]";
        string giveBack = plan.Target.Vectors
            ? $"/// <summary>Gives it back.</summary>\ninternal static void Return({text.Scalar}[] scratch)\n{{\n    {pool}.Return(scratch);\n}}"
            : "";
        w.Write(
            $$"""
            /// <summary>The steps of a group.</summary>
            internal const int Steps = {{KernelText.Number(Steps)}};

            {{(plan.Has(Outputs.Total) ? $"/// <summary>The step of which each task has a total.</summary>\ninternal const int StepOfTotals = {(LossWaits ? "1" : "0")};" : "")}}

            /// <summary>The rows of a group: nothing that is computed depends on it.</summary>
            internal static int GroupRows => {{(LossWaits ? KernelText.Number(LinearParts.BlocksOfGroup(plan) * LinearParts.BlockRows) : $"{blocks} * {Rows}")}};

            /// <summary>The scratch memory of a group.</summary>
            internal static {{text.Scalar}}[] Rent(int rows)
            {
                int blocks = (Math.Min(rows, GroupRows) + {{KernelText.Number(LinearParts.BlockRows - 1)}}) / {{Rows}};
                return {{rent}};
            }

            {{giveBack}}

            """);
        w.Write("/// <summary>How many tasks a step has for so many rows.</summary>");
        using (w.Open("internal static int Tasks(int step, int length)"))
        {
            w.Write(CountOfBlocks);
            string count = BlockMultiple(Cuttings);
            string loss = LossWaits ? BatchParts.Quotient("length", LossRows) : "";
            string gradients = string.Join(" + ", GradientTasks().Select(gradient => gradient.Count));
            w.Write((LossWaits, HasGradients) switch
            {
                (true, true) => $"return step == 0 ? {count} : step == 1 ? {loss} : {gradients};",
                (true, false) => $"return step == 0 ? {count} : {loss};",
                (false, true) => $"return step == 0 ? {count} : {gradients};",
                _ => $"return {count};",
            });
        }
    }

    /// <summary>The logits of a block, or some columns of them; where they are all there, what is made of them.</summary>
    private void WriteForward()
    {
        if (plan.Has(Outputs.WeightGradient | Outputs.BiasGradient) && !plan.Has(Terms.Accumulate | Terms.Blockwise))
        {
            w.Write("// Nobody adds to them before this step is done.");
            using (w.Open("if (group == 0 && task == 0)"))
            {
                LinearEntry.WriteClears(text);
            }

            w.Gap();
        }

        WriteBlockOf("task", Cuttings);
        LinearProduct forward = LinearProduct.Of(plan).First(product => product.IsForward);
        WriteProduct(forward, "task", Cuttings, plan.Classes);
        if (!LossWaits)
        {
            WriteCalls();
        }
    }

    private void WriteLoss()
    {
        string size = KernelText.Number(LossRows);
        w.Write($"int first = task * {size};");
        w.Write("int start = group + first;");
        w.Write($"int count = Math.Min(length - first, {size});");
        w.Write($"Span<{text.Scalar}> block = {Block($"first * {Classes}")};");
        WriteCalls();
    }

    private void WriteCalls()
    {
        LinearEntry.WriteLogits(text);
        w.WriteEach(plan.Calls, part => (part.Has(Outputs.Total) ? "totals[task] = " : "") + LinearEntry.CallOf(text, part));
    }

    private void WriteGradients()
    {
        (string Count, Action Write)[] tasks = GradientTasks().ToArray();
        for (int i = 0; i < tasks.Length; i++)
        {
            bool isLast = i == tasks.Length - 1;
            using (w.Open(isLast ? i == 0 ? "// The gradient." : "// What is left." : $"if (task < {tasks[i].Count})"))
            {
                tasks[i].Write();
                w.Write(isLast ? "" : "return;");
            }

            if (!isLast)
            {
                w.Gap().Write($"task -= {tasks[i].Count};");
            }
        }
    }

    /// <summary>The gradients in the order of their tasks: how many each has, and what writes one.</summary>
    private IEnumerable<(string Count, Action Write)> GradientTasks()
    {
        if (plan.Has(Outputs.WeightGradient))
        {
            yield return (KernelText.Number(CuttingsOfFeatures * CuttingsOfClasses), WriteWeights);
        }

        if (plan.Has(Outputs.InputGradient))
        {
            yield return (BlockMultiple(CuttingsOfFeatures), WriteInputs);
        }

        if (plan.Has(Outputs.BiasGradient))
        {
            yield return ("1", WriteBias);
        }
    }

    private void WriteWeights()
    {
        LinearProduct weights = LinearProduct.Of(plan).First(product => product.IsOverRows);
        string cuttings = KernelText.Number(CuttingsOfFeatures);
        string most = KernelText.Number(LinearParts.Classes);
        w.Write("// Its columns and classes are nobody else's: the blocks are added in their order.");
        w.Write(CuttingsOfFeatures == 1 ? "" : $"int from = task % {cuttings} * {Columns};");
        w.Write(CuttingsOfClasses == 1 ? "" : $"int k = {(CuttingsOfFeatures == 1 ? "task" : $"task / {cuttings}")} * {most};");
        WriteEachBlock(() =>
        {
            w.Write("int start = group + first;");
            w.Write(ProductDispatch.Call(
                text, weights, BufferOfWeights, "from", ToOf(plan.Features), $"Math.Min({Classes} - k, {most})"));
        });
    }

    private void WriteInputs()
    {
        WriteBlockOf("task", CuttingsOfFeatures);
        WriteProduct(LinearProduct.Of(plan).Last(), "task", CuttingsOfFeatures, plan.Features);
    }

    private void WriteBias() => WriteEachBlock(() => w.Write(
        $"BiasGradient({text.Access.EntryArgument("block")}, {text.Access.EntryArgument("biasGradient")}, count);"));

    private void WriteProduct(LinearProduct product, string task, int cuttings, int columns)
    {
        w.Write(cuttings == 1 ? "" : $"int from = {task} % {KernelText.Number(cuttings)} * {Columns};");
        w.Write(ProductDispatch.Call(text, product, name => LinearBlocks.Buffer(text, name), "from", ToOf(columns), product.Rows));
    }

    /// <summary>Declares the block of a task, where so many tasks share one.</summary>
    private void WriteBlockOf(string task, int cuttings)
    {
        string number = cuttings == 1 ? task : $"{task} / {KernelText.Number(cuttings)}";
        w.Write($"int first = {number} * {Rows};");
        w.Write("int start = group + first;");
        w.Write($"int count = Math.Min(length - first, {Rows});");
        w.Write($"Span<{text.Scalar}> block = {Block($"{number} * {KernelText.Number(BlockLength)}")};");
    }

    private void WriteEachBlock(Action body)
    {
        using (w.Open($"for (int first = 0; first < length; first += {Rows})"))
        {
            w.Write($"int count = Math.Min(length - first, {Rows});");
            w.Write($"Span<{text.Scalar}> block = {Block($"first / {Rows} * {KernelText.Number(BlockLength)}")};");
            body();
        }
    }

    /// <summary>A buffer of the gradient of the weights, from the first class of the task on.</summary>
    private string BufferOfWeights(string name) => (CuttingsOfClasses > 1, name) switch
    {
        (true, "gradient") => "block.Slice(k)",
        (true, "weightGradient") => $"weightGradient.Slice({(plan.Features == 1 ? "k" : $"k * {KernelText.Number(plan.Features)}")})",
        _ => LinearBlocks.Buffer(text, name),
    };

    /// <summary>Adds the totals of the parts in the order in which one thread adds them.</summary>
    private void WriteTotal()
    {
        w.Write("/// <summary>The totals of the parts of a group, added to that of the groups before it.</summary>");
        using (w.Open("internal static double Add(double total, ReadOnlySpan<double> totals, int length)"))
        {
            string size = KernelText.Number(LossRows);
            if (LossRows == LinearParts.BlockRows)
            {
                using (w.Open($"for (int first = 0; first < length; first += {Rows})"))
                {
                    w.Write($"total += totals[first / {Rows}];");
                }

                w.Gap().Write("return total;");
                return;
            }

            w.Write(
                $$"""
                // The parts of a block at first, as where it is not split.
                for (int first = 0; first < length; first += {{Rows}})
                {
                    double block = 0;
                    int end = Math.Min(length, first + {{Rows}});
                    for (int row = first; row < end; row += {{size}})
                    {
                        block += totals[row{{(LossRows == 1 ? "" : " / " + size)}}];
                    }

                    total += block;
                }

                return total;
                """);
        }
    }

    private string Block(string at) => $"scratch.Slice({at}, count * {Classes})";

    private static string ToOf(int columns) =>
        $"Math.Min({KernelText.Number(columns)}, from + {KernelText.Number(LinearParts.Columns)})";

    private static string BlockMultiple(int cuttings) => cuttings == 1 ? "blocks" : $"blocks * {KernelText.Number(cuttings)}";
}
