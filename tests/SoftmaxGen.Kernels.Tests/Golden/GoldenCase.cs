using SoftmaxGen.Kernels.Tests.Library;

namespace SoftmaxGen.Kernels.Tests.Golden;

/// <summary>A case of Data/golden.json.</summary>
/// <param name="Name">Its name, unique in the file.</param>
/// <param name="Operator">
/// What was computed: an operator's name, or <c>Extreme</c> for several of the same logits.
/// </param>
/// <param name="Batch">N; of images, the positions of all of them.</param>
/// <param name="Classes">C.</param>
/// <param name="Features">F of a linear layer, or 0.</param>
/// <param name="Target">The kind of target of a loss.</param>
/// <param name="Reduction">How a loss was reduced.</param>
/// <param name="Settings">The options that change what is computed.</param>
/// <param name="Placement">How the batch lies in the file; here it is row-major.</param>
/// <param name="Inputs">What was given, under the names of the kernels' parameters.</param>
/// <param name="Outputs">What came out, likewise; <c>loss</c> is the returned number.</param>
internal sealed record GoldenCase(
    string Name,
    string Operator,
    int Batch,
    int Classes,
    int Features,
    string Target,
    string Reduction,
    KernelSettings Settings,
    Placement Placement,
    IReadOnlyDictionary<string, double[]> Inputs,
    IReadOnlyDictionary<string, double[]> Outputs)
{
    /// <summary>The label of each row.</summary>
    public long[] Labels => [.. Inputs["labels"].Select(label => (long)label)];

    /// <inheritdoc />
    public override string ToString() => Name;
}
