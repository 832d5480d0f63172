using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Linear;

/// <summary>A product without vectors: element by element, with the same order of additions as in panels.</summary>
internal static class ScalarProduct
{
    public static void Write(KernelText text, LinearProduct product)
    {
        CodeWriter w = text.Writer;
        KernelPlan plan = text.Plan;
        Access access = text.Access;
        string type = access.IndexType;
        string Index(string value) => access.ByReference ? "(nuint)" + value : value;
        string At(string row, int step) => step == 1 ? Index(row) : $"{Index(row)} * {KernelText.Number(step)}";
        text.WriteOptimized();
        using (w.Open($"private static void {product.Name}Scalar({ProductDispatch.Parameters(text, product)})"))
        using (w.Open($"for (int i = 0; i < {product.Height(plan)}; i++)"))
        using (w.Open(product.TakesColumns(plan)
            ? "for (int j = from; j < to; j++)"
            : $"for (int j = 0; j < {KernelText.Number(product.Columns)}; j++)"))
        {
            int rightColumn = product.RightIsTransposed ? plan.Features : 1;
            int rightStep = product.RightIsTransposed ? 1 : plan.Features;
            w.Write($"{type} left = {At("i", product.LeftRowStep)};");
            w.Write($"{type} right = {At("j", rightColumn)};");
            string start = product.IsForward && plan.Has(Terms.Bias) ? access.Element("bias", Index("j")) : new Lanes(plan.Element, 0).Zero;
            string result = access.Element(product.Result, $"{At("i", product.Columns)} + {Index("j")}");
            string depth = product.IsOverRows ? "rows" : KernelText.Number(product.Depth);
            bool runs = !product.IsOverRows && product.Depth > PanelShape.Depth;
            w.Write($"{text.Scalar} sum = {start};");
            if (runs)
            {
                w.Write($"{text.Scalar} before = {(product.Adds(plan) ? result : new Lanes(plan.Element, 0).Zero)};");
            }

            using (w.Open($"for (int d = 0; d < {depth}; d++)"))
            {
                if (runs)
                {
                    using (w.Open($"if (d > 0 && d % {KernelText.Number(PanelShape.Depth)} == 0)"))
                    {
                        w.Write(product.Adds(plan)
                            ? "before = sum + before;"
                            : $"before = d == {KernelText.Number(PanelShape.Depth)} ? sum : sum + before;");
                        w.Write($"sum = {new Lanes(plan.Element, 0).Zero};");
                    }

                    w.Gap();
                }

                string step = $"sum = {text.MultiplyAdd(access.Element(product.Left, "left"), access.Element(product.Right, "right"), "sum")};";
                if (product.SkipsIgnored(plan))
                {
                    w.Write("// An ignored row counts for nothing, whatever its inputs hold.");
                    using (w.Open($"if (!ignores || {LabelText.Load(text, new Lanes(plan.Element, 0), "d")} != ignoreIndex)"))
                    {
                        w.Write(step);
                    }

                    w.Gap();
                }
                else
                {
                    w.Write(step);
                }

                w.Write($"left += {KernelText.Number(product.LeftDepthStep)};");
                w.Write($"right += {KernelText.Number(rightStep)};");
            }

            w.Gap();
            w.Write(runs ? $"{result} = sum + before;"
                : product.Adds(plan) ? $"{result} += sum;"
                : $"{result} = sum;");
        }
    }
}
