using SoftmaxGen.Generator.Model;
using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Methods;

/// <summary>
/// The local function that lets the thread pool take the tasks of a linear layer: group after group of rows, step after
/// step, for a step reads what all tasks of the one before it have written.
/// </summary>
internal static class SplitLinear
{
    public static void Write(CodeWriter w, KernelModel model, KernelPlan plan)
    {
        bool total = plan.Has(Outputs.Total);
        string scratch = plan.Element == ElementType.Half ? "float[][]" : new Lanes(plan.Element, 0).Scalar + "[]";
        string kernel = $"global::{SourceFrame.Namespace}.{plan.Name}";
        using (w.Open(SplitCall.Signature(model, plan)))
        {
            if (total)
            {
                w.Write("double total = 0;");
                w.Write($"double[] totals = new double[{kernel}.Tasks({kernel}.StepOfTotals, {kernel}.GroupRows)];");
            }

            w.Write($"{scratch} scratch = {kernel}.Rent(rows);");
            if (plan.Element != ElementType.Half && !plan.Target.Vectors)
            {
                WriteGroups(w, model, plan, kernel);
            }
            else
            {
                using (w.Open("try"))
                {
                    WriteGroups(w, model, plan, kernel);
                }

                using (w.Open("finally"))
                {
                    w.Write($"{kernel}.Return(scratch);");
                }
            }

            if (total)
            {
                w.Gap().Write("return total;");
            }
        }
    }

    private static void WriteGroups(CodeWriter w, KernelModel model, KernelPlan plan, string kernel)
    {
        bool total = plan.Has(Outputs.Total);
        IEnumerable<string> arguments = SplitCall.Arguments(model, plan)
            .Append("scratch")
            .Concat(total ? ["totals"] : Array.Empty<string>())
            .Concat(["step", "group", "length", "task"]);
        w.Write($"int most = {kernel}.GroupRows;");
        using (w.Open("for (int start = 0; start < rows; start += most)"))
        {
            w.Write("int group = start;");
            w.Write("int length = global::System.Math.Min(rows - start, most);");
            using (w.Open($"for (int next = 0; next < {kernel}.Steps; next++)"))
            {
                w.Write("int step = next;");
                w.Write($"{SplitCall.Parallel}.For(0, {kernel}.Tasks(step, length), task => {kernel}.Task({string.Join(", ", arguments)}));");
            }

            if (total)
            {
                w.Gap().Write($"total = {kernel}.Add(total, totals, length);");
            }
        }
    }
}
