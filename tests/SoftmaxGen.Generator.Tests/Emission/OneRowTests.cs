using SoftmaxGen.Generator.Tests.Pipeline;

namespace SoftmaxGen.Generator.Tests.Emission;

/// <summary>A batch that is fixed at one row has a way of its own through a sum: it compiles without a warning however the row lies.</summary>
public sealed class OneRowTests
{
    [Theory]
    [InlineData("SoftmaxLoss(Classes = 3, Batch = 1{0})", "float", "float[] logits, int[] labels")]
    [InlineData("SoftmaxLoss(Classes = 3, Batch = 1{0})", "float", "float[] logits, int[] labels, float[] gradient")]
    [InlineData("SoftmaxLoss(Classes = 40, Batch = 1{0})", "double", "double[] logits, int[] labels, double[] gradient")]
    [InlineData("SoftmaxLoss(Classes = 3, Batch = 1, Target = Target.Soft{0})", "float", "float[] logits, float[] target")]
    [InlineData("SoftmaxLoss(Classes = 300, Batch = 1, Target = Target.Soft{0})", "float", "float[] logits, float[] target, float[] gradient")]
    [InlineData("NllLoss(Classes = 3, Batch = 1, LabelSmoothing = 0.1{0})", "float", "float[] logProbabilities, int[] labels")]
    public void Compiles(string attribute, string returns, string parameters)
    {
        string[] layouts = ["", ", Layout = BatchLayout.ClassMajor", ", Layout = BatchLayout.ChannelsFirst, Spatial = 1", ", Parallel = true"];
        string methods = string.Join('\n', layouts.Select((layout, number) =>
            $"[{string.Format(null, attribute, layout)}] internal static partial {returns} Loss{number}({parameters});"));

        // Throws where there is a warning.
        Generation.Run(TestCompilation.WithoutAttributes($"{TestCompilation.Usings} static partial class Kernels {{ {methods} }}"));
    }
}
