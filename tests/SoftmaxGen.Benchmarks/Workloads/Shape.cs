using SoftmaxGen.Benchmarks.Kernels;

namespace SoftmaxGen.Benchmarks.Workloads;

/// <summary>The shape of a batch of logits, row-major.</summary>
/// <param name="Rows">N.</param>
/// <param name="Classes">C.</param>
internal readonly record struct Shape(int Rows, int Classes)
{
    /// <summary>About as many elements in every shape: input and output, in float, fit the level-2 cache.</summary>
    private const int TypicalElements = 40_960;

    /// <summary>The shapes of the speed claims, beside those of a typical size.</summary>
    private static readonly Shape[] Claimed = [new(4096, 9), new(4096, 10), new(256, 1000)];

    public int Elements => Rows * Classes;

    /// <summary>The shapes of the ratios: every class count in a typical size, and the claimed ones.</summary>
    public static IReadOnlyList<Shape> All { get; } =
    [
        .. KernelCatalog.ClassCounts.Select(Typical).Concat(Claimed).Distinct()
            .OrderBy(shape => shape.Classes).ThenBy(shape => shape.Rows),
    ];

    /// <summary>That many classes in a typical size.</summary>
    public static Shape Typical(int classes) => new(Math.Max(1, TypicalElements / classes), classes);
}
