using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>The Jacobian of one row: C rows of -p_i * p_j, and p_i * (1 - p_i) on the diagonal.</summary>
internal static class JacobianRow
{
    public static void Write(KernelText text, Lanes lanes)
    {
        CodeWriter w = text.Writer;
        string index = text.Access.IndexType;
        string classes = KernelText.Number(text.Plan.Classes);
        using (w.Open($"for ({index} i = 0; i < {classes}; i++)"))
        {
            w.Write($"{index} line = (at + i) * {classes};");
            w.Write($"{text.Scalar} p = {text.Access.Element("probabilities", "at + i")};");
            w.Write(Passes.ScaleTo.Call(text, lanes, [("probabilities", "at"), ("jacobian", "line")], "-p"));
            w.Write($"{text.Access.Element("jacobian", "line + i")} = p * ({new Lanes(lanes.Element, 0).Literal(1)} - p);");
        }
    }
}
