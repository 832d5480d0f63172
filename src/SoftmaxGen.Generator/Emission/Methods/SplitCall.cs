using SoftmaxGen.Generator.Emission.Sections;
using SoftmaxGen.Generator.Model;
using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Methods;

/// <summary>
/// The statements that run a kernel on the thread of the caller, or, where the batch is large and there are processors, let
/// the thread pool take its parts. A closure is allocated at the start of the block that holds what it captures: so what
/// goes to other threads is captured in a local function of its own, and a small batch allocates nothing.
/// </summary>
internal static class SplitCall
{
    public const string Parallel = "global::System.Threading.Tasks.Parallel";

    /// <summary>Writes the choice, what follows it, and the local function.</summary>
    public static void Write(CodeWriter w, KernelModel model, KernelPlan plan, Action writeReturn)
    {
        bool total = plan.Has(Outputs.Total);
        string split = $"Split({string.Join(", ", Captured(model, plan).Select(one => one.Name))})";
        string alone = "global::System.Environment.ProcessorCount == 1";
        int least = plan.IsLinear ? LinearParts.LeastRows(plan) : Parts.LeastRows(plan);
        string small = plan.Batch > 0 ? alone : $"rows < {KernelText.Number(least)} || {alone}";
        w.Write("// A small batch is done before another thread would have begun.");
        if (total)
        {
            w.Write($"double total = {small}\n    ? {MethodBody.Run(model, plan)}\n    : {split};");
        }
        else
        {
            using (w.Open($"if ({small})"))
            {
                w.Write(MethodBody.Run(model, plan) + ";");
            }

            using (w.Open("else"))
            {
                w.Write(split + ";");
            }
        }

        writeReturn();
        w.Gap();
        if (plan.IsLinear)
        {
            SplitLinear.Write(w, model, plan);
        }
        else
        {
            WriteSplit(w, model, plan);
        }
    }

    private static void WriteSplit(CodeWriter w, KernelModel model, KernelPlan plan)
    {
        string kernel = $"global::{SourceFrame.Namespace}.{plan.Name}";
        string parts = $"{kernel}.Parts({(plan.Batch > 0 ? "" : "rows")})";
        string run = $"{kernel}.Part({string.Join(", ", Arguments(model, plan).Append("part"))})";
        bool total = plan.Has(Outputs.Total);
        using (w.Open(Signature(model, plan)))
        {
            if (!total)
            {
                w.Write($"{Parallel}.For(0, {parts}, part => {run});");
                return;
            }

            w.Write(
                $$"""
                // Added in the order of the parts, whichever is done first: the same bits as on one thread.
                double[] totals = new double[{{parts}}];
                {{Parallel}}.For(0, totals.Length, part => totals[part] = {{run}});
                double total = 0;
                foreach (double one in totals)
                {
                    total += one;
                }

                return total;
                """);
        }
    }

    /// <summary>The local function, which is given what goes to other threads.</summary>
    public static string Signature(KernelModel model, KernelPlan plan)
    {
        string parameters = string.Join(", ", Captured(model, plan).Select(one => $"{one.Type} {one.Name}"));
        return $"static {(plan.Has(Outputs.Total) ? "double" : "void")} Split({parameters})";
    }

    /// <summary>What the kernel takes, on another thread.</summary>
    public static IEnumerable<string> Arguments(KernelModel model, KernelPlan plan) => RowsSignature.Buffers(plan)
        .Select(buffer => Buffer(model, buffer, plan.Target))
        .Concat(MethodBody.Numbers(model, plan));

    /// <summary>What the parts need: arrays and memories as they are, for spans cannot go to another thread.</summary>
    private static IEnumerable<(string Type, string Name)> Captured(KernelModel model, KernelPlan plan)
    {
        foreach (RowsSignature.Buffer buffer in RowsSignature.Buffers(plan))
        {
            ParameterModel parameter = model.Parameter(buffer.Role)!;
            yield return (parameter.TypeText, parameter.Name);
        }

        // The others are constants.
        string[] numbers = MethodBody.Numbers(model, plan).ToArray();
        if (numbers.Contains("weight"))
        {
            yield return (new Lanes(model.Element.Computed(), 0).Scalar, "weight");
        }

        foreach (string number in new[] { "classOffset", "counted", "rows" }.Where(numbers.Contains))
        {
            yield return ("int", number);
        }
    }

    private static string Buffer(KernelModel model, RowsSignature.Buffer buffer, TargetFacts target)
    {
        ParameterModel parameter = model.Parameter(buffer.Role)!;
        string value = parameter.Carrier == Carrier.Array ? parameter.Name : parameter.Name + ".Span";
        bool isLabels = buffer.Role is ParameterRole.Labels or ParameterRole.Predictions;
        if (!isLabels || parameter.ElementText == buffer.Element)
        {
            return value;
        }

        // An enum's labels. Without spans: to the runtime their array is also one of the integers under it.
        string span = $"global::System.{(buffer.Written ? "Span" : "ReadOnlySpan")}<{parameter.ElementText}>";
        return target.Spans
            ? $"global::System.Runtime.InteropServices.MemoryMarshal.Cast<{parameter.ElementText}, {buffer.Element}>(({span}){value})"
            : $"({buffer.Element}[])(object){value}";
    }
}
