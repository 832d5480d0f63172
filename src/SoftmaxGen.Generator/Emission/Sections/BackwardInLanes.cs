using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>The backward passes of softmax and log-softmax on a transposed block.</summary>
internal static class BackwardInLanes
{
    public static void Write(KernelText text, Lanes lanes)
    {
        bool log = text.Plan.Operator == KernelOperator.LogSoftmaxBackward;
        CodeWriter w = text.Writer;
        string[] p = TransposedBlock.Names(text, "p");
        string[] u = TransposedBlock.Names(text, "u");
        TransposedBlock.Load(text, lanes, log ? "logProbabilities" : "probabilities", "p");
        TransposedBlock.Load(text, lanes, "upstream", "u");
        w.Gap();
        if (log)
        {
            w.Write("// upstream - e^logProbability * sum(upstream)");
            w.Write($"{lanes.Type} sum = {KernelText.Sum(u)};");
            w.WriteEach(
                Enumerable.Range(0, p.Length),
                k => $"{p[k]} = {text.MultiplyAdd("-" + text.Call(Helper.Exp, p[k]), "sum", u[k])};");
        }
        else
        {
            w.Write("// probability * (upstream - probabilities · upstream)");
            w.Write($"{lanes.Type} dot = {p[0]} * {u[0]};");
            w.WriteEach(Enumerable.Range(1, p.Length - 1), k => $"dot = {text.MultiplyAdd(p[k], u[k], "dot")};");
            w.WriteEach(Enumerable.Range(0, p.Length), k => $"{p[k]} *= {u[k]} - dot;");
        }

        TransposedBlock.Store(text, lanes, "gradient", "p");
    }
}
