using SoftmaxGen.Generator.Emission.Sections;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Emission.Converted;

/// <summary>A buffer of the kernel with its numbers of one block, converted.</summary>
/// <param name="Buffer">The user's buffer.</param>
/// <param name="Shape">How many numbers it has.</param>
/// <param name="Name">The span that holds those of a block; an output may share that of the logits.</param>
/// <param name="IsRead">Whether the numbers are converted before the block is computed.</param>
internal sealed record ScratchPart(RowsSignature.Buffer Buffer, BufferShape Shape, string Name, bool IsRead)
{
    /// <summary>The numbers that it has for each row.</summary>
    public int PerRow(int classes) => Shape switch
    {
        BufferShape.Full => classes,
        BufferShape.PerRow => 1,
        BufferShape.PerPair => classes * classes,
        _ => 0,
    };

    /// <summary>Whether the user's buffer is handed on as it is: labels are not converted.</summary>
    public bool IsLabels => Buffer.Role is ParameterRole.Labels or ParameterRole.Predictions;
}
