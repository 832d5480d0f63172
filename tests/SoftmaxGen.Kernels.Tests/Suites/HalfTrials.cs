using SoftmaxGen.Kernels.Tests.Library;

namespace SoftmaxGen.Kernels.Tests.Suites;

/// <summary>Kernels of Half: every operator in every layout, within a block and over several, and combinations of options.</summary>
internal static class HalfTrials
{
    private static readonly int[] Classes = [2, 3, 5, 9, 16, 17, 40, 129, 1500];

    /// <summary>Every operator in every layout.</summary>
    public static Suite Layouts { get; } = Make(Classes);

    /// <summary>A part of them, for each register width.</summary>
    public static Suite Part { get; } = Make([3, 9, 40]);

    private static Suite Make(int[] counts)
    {
        KernelSpec[] specs =
        [
            .. from classes in counts
               from pair in Placements(classes)
                   .SelectMany(_ => LayoutTrials.Kernels(classes).Concat(Others(classes)), (placement, spec) => (placement, spec))
                   .Where((_, index) => index % 5 == classes % 5)
               where pair.placement == Placement.Dense || pair.spec.Operator != "SoftmaxJacobian"
               select pair.spec with { Element = typeof(Half), Placement = pair.placement },
        ];
        return new Suite(specs, specs.SelectMany(spec => RowsOf(spec).Select(rows => LayoutTrials.Trial(spec, rows))));
    }

    private static IEnumerable<KernelSpec> Others(int classes)
    {
        yield return new("SoftmaxLoss", classes, "logits labels scale gradient losses") { Reduction = "Sum" };
        if (classes < 100)
        {
            yield return new("SoftmaxJacobian", classes, "probabilities jacobian");
        }
    }

    /// <summary>The images are shorter than a block, and longer.</summary>
    private static IEnumerable<Placement> Placements(int classes) =>
    [
        Placement.Dense,
        new("ClassMajor"),
        new("ChannelsFirst", 1),
        new("ChannelsFirst", 19),
        new("ChannelsFirst", 1100),
        new(RowStride: classes + 13),
    ];

    private static IEnumerable<int> RowsOf(KernelSpec spec) => spec.Placement.Layout == "ChannelsFirst"
        ? new[] { 0, 1, 3 }.Select(images => images * spec.Placement.Spatial).Where(rows => rows * spec.Classes < 200_000)
        : spec.Classes > 1000 || spec.Operator == "SoftmaxJacobian" ? [1, 33] : [0, 1, 17, 2100];
}
