using SoftmaxGen.Generator.Emission.Sections;
using SoftmaxGen.Generator.Model;
using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Converted;

/// <summary>A buffer of a linear layer whose elements are converted.</summary>
/// <param name="Buffer">The user's buffer.</param>
/// <param name="PerRow">The numbers that it has for each row; 0 where it does not grow with the batch.</param>
/// <param name="Fixed">The numbers that it has then.</param>
/// <param name="IsRead">Whether its numbers are converted to float before anything is computed.</param>
internal sealed record LayerPart(RowsSignature.Buffer Buffer, int PerRow, int Fixed, bool IsRead)
{
    /// <summary>The span of its numbers as floats.</summary>
    public string Floats => Buffer.Name + "Floats";

    /// <summary>Whether it is the batch's, or some rows of it.</summary>
    public bool IsOfRows => PerRow > 0;

    /// <summary>Whether it is as long as the weights.</summary>
    public bool IsMatrix => BufferShapes.Of(Buffer.Role) == BufferShape.Weights;

    /// <summary>The part of it that belongs to so many rows.</summary>
    public string Slice(string name, string row, string count) =>
        $"{name}.Slice({BlockMoves.Times(row, PerRow)}, {BlockMoves.Times(count, PerRow)})";

    /// <summary>Its floats of a block of <c>count</c> rows.</summary>
    public string Block => IsOfRows ? $"{Floats}.Slice(0, {BlockMoves.Times("count", PerRow)})" : Floats;

    /// <summary>How many floats wait in memory for it, where there are so many rows.</summary>
    public string Length(string rows) => IsOfRows ? BlockMoves.Times(rows, PerRow) : KernelText.Number(Fixed);

    /// <summary>The buffers of a layer, without its labels, in the kernel's order.</summary>
    public static IEnumerable<LayerPart> Of(KernelPlan plan)
    {
        foreach (RowsSignature.Buffer buffer in RowsSignature.Buffers(plan).Where(buffer => buffer.Role != ParameterRole.Labels))
        {
            bool adds = plan.Has(Terms.Accumulate) && buffer.Role
                is ParameterRole.WeightGradient or ParameterRole.BiasGradient or ParameterRole.InputGradient;
            (int perRow, int length) = BufferShapes.Of(buffer.Role) switch
            {
                BufferShape.Weights => (0, plan.Classes * plan.Features),
                BufferShape.PerClass => (0, plan.Classes),
                BufferShape.Inputs => (plan.Features, 0),
                BufferShape.PerRow => (1, 0),
                _ => (plan.Classes, 0),
            };
            yield return new LayerPart(buffer, perRow, length, !buffer.Written || adds);
        }
    }
}
