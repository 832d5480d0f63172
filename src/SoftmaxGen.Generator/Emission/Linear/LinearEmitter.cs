using SoftmaxGen.Generator.Emission.Sections;
using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Linear;

/// <summary>
/// Writes a kernel with <see cref="Strategy.Panels"/>: its entry, which runs block after block, and the products of
/// matrices, each once for every width.
/// </summary>
internal static class LinearEmitter
{
    public static void Write(KernelText text)
    {
        KernelPlan plan = text.Plan;
        LinearEntry.Write(text);
        if (plan.Has(Terms.Parallel))
        {
            text.Writer.Gap();
            LinearTasks.Write(text);
        }

        if (plan.Has(Terms.Throw))
        {
            text.Writer.Gap();
            LinearFiniteCheck.Write(text);
        }

        foreach (LinearProduct product in LinearProduct.Of(plan))
        {
            text.Writer.Gap();
            ProductDispatch.Write(text, product);
            foreach (int bits in plan.Widths)
            {
                Lanes lanes = new(plan.Element, bits);
                if (lanes.IsScalar)
                {
                    ScalarProduct.Write(text, product);
                }
                else
                {
                    new PanelProduct(text, lanes, product).Write();
                    text.Writer.Gap();
                }
            }
        }

        if (plan.Has(Outputs.BiasGradient))
        {
            text.Writer.Gap();
            BiasGradient.Write(text);
        }

        foreach (int bits in plan.Widths.Where(bits => bits > 0))
        {
            Lanes lanes = new(plan.Element, bits);
            PanelFill.Write(text, lanes);
            TileText.Write(text, lanes);
        }
    }
}
