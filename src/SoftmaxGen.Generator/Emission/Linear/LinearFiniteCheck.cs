using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Linear;

/// <summary>
/// The check of <c>EdgeCases.Throw</c>: the logits are computed once more than needed, so that nothing is written where
/// one of them is not finite.
/// </summary>
internal static class LinearFiniteCheck
{
    public static void Write(KernelText text)
    {
        KernelPlan plan = text.Plan;
        CodeWriter w = text.Writer;
        LinearProduct forward = LinearProduct.Of(plan).First(product => product.IsForward);
        IEnumerable<string> parameters = Buffers(plan)
            .Select(name => $"{text.Access.BufferType(text.Scalar, written: false)} {name}");
        w.Write("/// <summary>Every logit must be finite: names the first one that is not.</summary>");
        using (w.Open($"internal static void RequireFinite({string.Join(", ", parameters)}, int rows{(plan.Has(Terms.Blockwise) ? ", int before" : "")})"))
        {
            LinearBlocks.Write(text, () =>
            {
                w.Write(ProductDispatch.Call(text, forward, name => LinearBlocks.Buffer(text, name)));
                using (w.Open("for (int index = 0; index < block.Length; index++)"))
                using (w.Open("if (block[index] - block[index] != 0)"))
                {
                    string row = (plan.Has(Terms.Blockwise) ? "before + " : "") + (plan.Target.Spans ? "start + " : "") + $"index / {KernelText.Number(plan.Classes)}";
                    w.Write(
                        $$"""
                        throw new ArgumentException(
                            FormattableString.Invariant(
                                $"The logit of row {{{row}}}, class {{{$"index % {KernelText.Number(plan.Classes)}"}}}, is {block[index]}: it must be finite."),
                            "inputs");
                        """);
                }
            });
        }
    }

    /// <summary>The buffers that it reads.</summary>
    public static IEnumerable<string> Buffers(KernelPlan plan) =>
        plan.Has(Terms.Bias) ? ["inputs", "weights", "bias"] : ["inputs", "weights"];
}
