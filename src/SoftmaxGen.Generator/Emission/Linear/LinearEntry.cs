using SoftmaxGen.Generator.Emission.Sections;
using SoftmaxGen.Generator.Model;
using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Linear;

/// <summary>
/// The entry of a linear kernel: block after block of rows, the logits are computed into scratch memory, the kernels of
/// the logits run on it (a gradient takes the logits' place), and the gradients of the layer are made of that.
/// </summary>
internal static class LinearEntry
{
    public static void Write(KernelText text)
    {
        KernelPlan plan = text.Plan;
        CodeWriter w = text.Writer;
        string returns = plan.Has(Outputs.Total) ? "double" : "void";
        w.Write("/// <summary>Runs the kernel on buffers whose lengths and labels were checked before.</summary>");
        using (w.Open($"internal static {returns} Run({string.Join(", ", Entry.Parameters(plan))})"))
        {
            if (plan.Batch > 0)
            {
                w.Write($"const int rows = {KernelText.Number(plan.Batch)};");
            }

            WriteClears(text);
            if (plan.Has(Outputs.Total))
            {
                w.Write("double total = 0;");
            }

            LinearBlocks.Write(text, () => WriteBlock(text));
            if (plan.Has(Outputs.Total))
            {
                w.Gap().Write("return total;");
            }
        }
    }

    /// <summary>What is summed over the blocks begins with zero.</summary>
    public static void WriteClears(KernelText text)
    {
        if (text.Plan.Has(Terms.Accumulate | Terms.Blockwise))
        {
            return;
        }

        foreach ((Outputs output, string name) in new[]
        {
            (Outputs.WeightGradient, "weightGradient"),
            (Outputs.BiasGradient, "biasGradient"),
        })
        {
            if (text.Plan.Has(output))
            {
                text.Writer.Write(text.Plan.Target.Spans ? $"{name}.Clear();" : $"Array.Clear({name}, 0, {name}.Length);");
            }
        }
    }

    /// <summary>Hands out the logits where they are wanted, before the gradient takes their place.</summary>
    public static void WriteLogits(KernelText text)
    {
        if (text.Plan.Has(Outputs.Logits))
        {
            text.Writer.Write(text.Plan.Target.Spans
                ? $"block.CopyTo({LinearBlocks.Slice(text, "logits", text.Plan.Classes)});"
                : "block.CopyTo(logits, 0);");
        }
    }

    private static void WriteBlock(KernelText text)
    {
        KernelPlan plan = text.Plan;
        CodeWriter w = text.Writer;
        foreach (LinearProduct product in LinearProduct.Of(plan))
        {
            w.Write(ProductDispatch.Call(text, product, name => LinearBlocks.Buffer(text, name)));
            if (!product.IsForward)
            {
                continue;
            }

            WriteLogits(text);

            w.WriteEach(plan.Calls, part => (part.Has(Outputs.Total) ? "total += " : "") + CallOf(text, part));
        }

        if (plan.Has(Outputs.BiasGradient))
        {
            w.Write($"BiasGradient({text.Access.EntryArgument("block")}, {text.Access.EntryArgument("biasGradient")}, count);");
        }
    }

    /// <summary>The call of a kernel of the logits for the present block.</summary>
    public static string CallOf(KernelText text, KernelPlan part)
    {
        List<string> arguments = [];
        foreach (RowsSignature.Buffer buffer in RowsSignature.Buffers(part))
        {
            arguments.Add(buffer.Role switch
            {
                ParameterRole.Logits or ParameterRole.Gradient => "block",
                _ when PerRow.Holds(buffer.Role) => LinearBlocks.Slice(text, buffer.Name, 1),
                _ => LinearBlocks.Slice(text, buffer.Name, part.Classes),
            });
        }

        arguments.AddRange(RowsSignature.Numbers(part).Select(number => number.Name));
        if (RowsSignature.TakesCount(part))
        {
            arguments.Add(RowsSignature.CountOfBlock);
        }

        return $"{part.Name}.Run({string.Join(", ", arguments.Append("count"))});";
    }
}
