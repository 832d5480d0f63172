using SoftmaxGen.Generator.Emission.Sections;
using SoftmaxGen.Generator.Model;
using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Converted;

/// <summary>Where the converted numbers of a block wait: on the stack where a block is small, otherwise in a rented array.</summary>
internal sealed class Scratch
{
    /// <summary>16 KiB: less than half of a first-level cache, and little of the smallest stack, of 256 KiB.</summary>
    private const int MostOnStack = 4096;

    /// <summary>A cache line of 16-bit numbers: of fewer columns each class would be fetched several times.</summary>
    private const int FewestColumns = 32;

    private readonly KernelPlan plan;

    public Scratch(KernelPlan plan)
    {
        this.plan = plan;
        Parts = PartsOf(plan).ToArray();
        Rows = RowsOfBlock();
        IsRented = Fixed + Rows * (long)PerRow > MostOnStack;
    }

    /// <summary>The buffers of the kernel, in its order.</summary>
    public IReadOnlyList<ScratchPart> Parts { get; }

    /// <summary>The rows of a block: a power of two, 1024 at most.</summary>
    public int Rows { get; }

    /// <summary>Whether a block is too long for the stack.</summary>
    public bool IsRented { get; }

    /// <summary>The numbers of a block for each row.</summary>
    public int PerRow => Own.Sum(part => part.PerRow(plan.Classes));

    /// <summary>The numbers that all blocks share: the weights of the classes.</summary>
    public int Fixed => Own.Any(part => part.Shape == BufferShape.PerClass) ? plan.Classes : 0;

    /// <summary>The parts that have room of their own.</summary>
    public IEnumerable<ScratchPart> Own =>
        Parts.Where(part => !part.IsLabels).GroupBy(part => part.Name).Select(parts => parts.First());

    private int RowsOfBlock()
    {
        int fewest = plan.Calls[0].Shape.IsColumns ? FewestColumns : 1;
        int rows = 1024;
        while (rows > fewest && Fixed + rows * (long)PerRow > MostOnStack)
        {
            rows /= 2;
        }

        return rows;
    }

    private static IEnumerable<ScratchPart> PartsOf(KernelPlan plan)
    {
        bool shared = false;
        foreach (RowsSignature.Buffer buffer in RowsSignature.Buffers(plan))
        {
            BufferShape shape = BufferShapes.Of(buffer.Role);
            bool adds = buffer.Role == ParameterRole.Gradient && plan.Has(Terms.Accumulate);
            string name = buffer.Name + "Block";

            // As an output may be the memory of the logits, so may its block: one of them is then converted in place.
            if (!shared && buffer.Written && shape == BufferShape.Full && !adds && HasLogits(plan))
            {
                shared = true;
                name = "logitsBlock";
            }

            yield return new ScratchPart(buffer, shape, name, !buffer.Written || adds);
        }
    }

    private static bool HasLogits(KernelPlan plan) =>
        RowsSignature.Buffers(plan).Any(buffer => buffer.Role == ParameterRole.Logits);
}
