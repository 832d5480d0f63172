using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>
/// What a kernel has whose batch may be split: <c>Part</c>, which several threads may call at the same time, each for other
/// parts, and <c>Parts</c>, how many there are. Its <c>Run</c> calls them one after the other.
/// </summary>
internal static class PartMethods
{
    public static void WriteAllParts(KernelText text)
    {
        CodeWriter w = text.Writer;
        bool total = text.Plan.Has(Outputs.Total);
        IEnumerable<string> arguments = Names(text.Plan).Append("part");
        if (total)
        {
            w.Write("double total = 0;");
        }

        w.Write($"int parts = Parts({(text.Plan.Batch > 0 ? "" : "rows")});");
        using (w.Open("for (int part = 0; part < parts; part++)"))
        {
            w.Write($"{(total ? "total += " : "")}Part({string.Join(", ", arguments)});");
        }

        if (total)
        {
            w.Gap().Write("return total;");
        }
    }

    public static void Write(KernelText text) => Write(text, BatchParts.Count(text.Plan), () =>
    {
        KernelPlan plan = text.Plan;

        // A part of an image does not ask how many there are.
        if (!BatchPlaces.IsByImage(plan) || BatchParts.ImagesOfPart(plan) > 1 || ClearIgnored.IsConditional(plan))
        {
            Entry.WriteFixedRows(text);
        }

        if (plan.Has(Outputs.Total))
        {
            // A row knows its part by its number in the batch: there must be lanes for all that may be run at once.
            int together = BatchParts.PartsTogether(plan);
            Entry.WriteLanes(text, KernelText.Number(together));
            if (together == 1)
            {
                text.Writer.Write($"return {Entry.WritePart(text, () => BatchParts.WriteOne(text))};");
                return;
            }

            text.Writer.Write("double total = 0;");
            Entry.AddParts(text, () => BatchParts.WriteOne(text));
            text.Writer.Write("return total;");
        }
        else
        {
            BatchParts.WriteOne(text);
        }
    });

    /// <summary>Writes both methods, with the expression for the number of parts and what writes the body that runs one.</summary>
    public static void Write(KernelText text, string count, Action body)
    {
        CodeWriter w = text.Writer;
        KernelPlan plan = text.Plan;
        w.Write("/// <summary>How many parts the batch has.</summary>");
        using (w.Open($"internal static int Parts({(plan.Batch > 0 ? "" : "int rows")})"))
        {
            Entry.WriteFixedRows(text);
            w.Write($"return {count};");
        }

        w.Gap().Write("/// <summary>Runs the kernel on one part, which no other part touches.</summary>");
        string parameters = string.Join(", ", Entry.Parameters(plan).Append("int part"));
        using (w.Open($"internal static {(plan.Has(Outputs.Total) ? "double" : "void")} Part({parameters})"))
        {
            body();
        }
    }

    /// <summary>The names of the parameters of <c>Run</c>.</summary>
    private static IEnumerable<string> Names(KernelPlan plan) =>
        Entry.Parameters(plan).Select(parameter => parameter.Substring(parameter.LastIndexOf(' ') + 1));
}
