using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>The backward passes of softmax and log-softmax on rows that lie side by side.</summary>
internal static class ColumnsBackward
{
    public static void Write(KernelText text, Lanes lanes)
    {
        bool log = text.Plan.Operator == KernelOperator.LogSoftmaxBackward;
        CodeWriter w = text.Writer;
        ColumnLoop loop = new(text, lanes);
        string probabilities = log ? "logProbabilities" : "probabilities";
        w.Write(log
            ? "// upstream - e^logProbability * sum(upstream)"
            : "// probability * (upstream - probabilities · upstream)");
        loop.Sum(["dot"], sum => w.Write(log
            ? $"{sum("dot")} += {loop.Load("upstream")};"
            : $"{sum("dot")} = {text.MultiplyAdd(loop.Load(probabilities), loop.Load("upstream"), sum("dot"))};"));
        loop.Each(() =>
        {
            w.Write($"{lanes.Type} p = {loop.Load(probabilities)};");
            w.Write($"{lanes.Type} u = {loop.Load("upstream")};");
            string gradient = log ? text.MultiplyAdd("-" + text.Call(Helper.Exp, "p"), "dot", "u") : "p * (u - dot)";
            w.Write(loop.Store(gradient, "gradient"));
        });
    }
}
