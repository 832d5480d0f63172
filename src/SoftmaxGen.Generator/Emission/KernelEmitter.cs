using SoftmaxGen.Generator.Emission.Converted;
using SoftmaxGen.Generator.Emission.Linear;
using SoftmaxGen.Generator.Emission.Sections;
using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission;

/// <summary>Writes a planned kernel: a static class, named like its plan, with one entry and one method per width.</summary>
internal static class KernelEmitter
{
    public static EmittedKernel Emit(KernelPlan plan)
    {
        var text = new KernelText(plan);
        CodeWriter w = text.Writer;
        SourceFrame.WriteHeader(w);
        using (SourceFrame.OpenNamespace(w, plan.Target))
        {
            w.Write(KernelComment.Of(plan));
            using (SourceFrame.OpenClass(w, plan.Name))
            {
                if (plan.Strategy == Strategy.Converted && plan.IsLinear)
                {
                    ConvertedLayer.Write(text);
                }
                else if (plan.IsLinear)
                {
                    LinearEmitter.Write(text);
                }
                else if (plan.Strategy == Strategy.Converted)
                {
                    ConvertedKernel.Write(text);
                    WriteChecks(text);
                }
                else
                {
                    WriteLogitsKernel(text);
                }
            }
        }

        return new EmittedKernel(new EmittedSource($"SoftmaxGen.{plan.Name}.g.cs", w.ToString()), text.Helpers);
    }

    private static void WriteLogitsKernel(KernelText text)
    {
        Entry.Write(text);
        WriteChecks(text);
        foreach (int bits in text.Plan.Widths)
        {
            text.Writer.Gap();
            WriteRows(text, new Lanes(text.Plan.Element, bits));
        }

        if (ClearIgnored.Applies(text.Plan))
        {
            text.Writer.Gap();
            ClearIgnored.Write(text);
        }

        if (SafeNll.Applies(text.Plan))
        {
            text.Writer.Gap();
            SafeNll.Write(text);
        }
    }

    /// <summary>What the user's method asks before it runs the kernel.</summary>
    private static void WriteChecks(KernelText text)
    {
        if (text.Plan.Has(Terms.Throw))
        {
            text.Writer.Gap();
            FiniteCheck.Write(text, RowsSignature.Buffers(text.Plan).First().Name);
        }

        if (text.Plan.IsSharded)
        {
            text.Writer.Gap();
            ShardSteps.WriteCheck(text);
        }

        if (text.Plan.Has(Terms.Mass))
        {
            text.Writer.Gap();
            MeanMass.Write(text);
        }
    }

    private static void WriteRows(KernelText text, Lanes lanes)
    {
        switch (text.Plan.Strategy)
        {
            case Strategy.RowsInLanes:
                RowsInLanesFrame.Write(text, lanes);
                break;
            case Strategy.ColumnsInLanes:
                ColumnsFrame.Write(text, lanes);
                break;
            case Strategy.ClassesInLanes:
                ClassesInLanesFrame.Write(text, lanes);
                break;
            case Strategy.RowsTogether:
                RowGroupFrame.Write(text, lanes);
                break;
            case Strategy.BlocksInLanes when text.Plan.Shape.IsColumns:
                ColumnBlockFrame.Write(text, lanes);
                break;
            case Strategy.BlocksInLanes:
                RowBlockFrame.Write(text, lanes);
                break;
            default:
                GatherRows.Write(text);
                break;
        }
    }
}
