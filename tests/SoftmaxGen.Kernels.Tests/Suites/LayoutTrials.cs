using System.Globalization;
using SoftmaxGen.Kernels.Tests.Library;
using SoftmaxGen.Kernels.Tests.Reference;

namespace SoftmaxGen.Kernels.Tests.Suites;

/// <summary>Every operator with every layout of the batch, around the boundaries of strategies, tails and images.</summary>
internal static class LayoutTrials
{
    private static readonly int[] Classes = [2, 3, 4, 5, 9, 16, 17, 21, 40, 100, 129, 1500];

    /// <summary>The suite.</summary>
    public static Suite Suite { get; } = Make();

    private static Suite Make()
    {
        KernelSpec[] specs =
        [
            .. from classes in Classes
               from element in new[] { typeof(float), typeof(double) }

               // Seven is prime to the number of kernels: each meets every layout at some class count.
               from pair in Placements(classes).SelectMany(_ => Kernels(classes), (placement, spec) => (placement, spec))
                   .Where((_, index) => index % 7 == (classes + element.Name.Length) % 7)
               select pair.spec with { Element = element, Placement = pair.placement },
        ];
        return new Suite(specs, specs.SelectMany(spec => RowsOf(spec).Select(rows => Trial(spec, rows))));
    }

    private static IEnumerable<Placement> Placements(int classes) =>
    [
        Placement.Dense,
        new("ClassMajor"),
        new("ChannelsFirst", 1),
        new("ChannelsFirst", 19),
        new("ChannelsFirst", 64),
        new(RowStride: classes + 1),
        new(RowStride: classes + 13),
    ];

    private static IEnumerable<int> RowsOf(KernelSpec spec) => spec.Placement.Layout == "ChannelsFirst"
        ? new[] { 0, 1, 3 }.Select(images => images * spec.Placement.Spatial)
        : spec.Classes > 1000 ? [1, 17]

        // More rows than a chunk of columns holds.
        : spec.Placement.Layout == "ClassMajor" && spec.Classes == 40 ? [0, 1, 2, 33, 1100]
        : [0, 1, 2, 16, 33];

    /// <summary>
    /// Sums over many classes of numbers of both signs, or of weights, are as good as their terms, not as their sum: only
    /// fewer classes are held to the bound there.
    /// </summary>
    public static IEnumerable<KernelSpec> Kernels(int classes) => All(classes)
        .Where(spec => classes < 1000 || !(spec.Has("upstream") || spec.Has("vector") || spec.Has("classWeights")));

    private static IEnumerable<KernelSpec> All(int classes) =>
    [
        new("Softmax", classes, "logits probabilities"),
        new("SoftmaxLoss", classes, "logits labels gradient"),
        new("LogSoftmax", classes, "logits logProbabilities"),
        new("SoftmaxBackward", classes, "probabilities upstream gradient"),
        new("LogSoftmaxBackward", classes, "logProbabilities upstream gradient"),
        new("LogSumExp", classes, "logits logSumExp"),
        new("ArgMax", classes, "logits labels"),
        new("NllLoss", classes, "logProbabilities labels gradient"),
        new("NllLoss", classes, "logProbabilities labels classWeights gradient")
        {
            Settings = new() { LabelSmoothing = 0.2, EdgeCases = "Safe" },
        },
        new("SoftmaxLoss", classes, "logits labels losses gradient probabilities logSumExp predictions")
        {
            Reduction = "None",
        },
        new("SoftmaxLoss", classes, "logits target classWeights gradient hessianDiagonal")
        {
            Target = "Soft",
            Settings = new() { LabelSmoothing = 0.1, Accumulate = true },
        },
        new("SoftmaxLossHessianVector", classes, "logits labels vector product"),
        new("SoftmaxLossHessianVector", classes, "logits target vector product")
        {
            Target = "Soft",
            Settings = new() { LabelSmoothing = 0.1, Temperature = 2, Softcap = 5, EdgeCases = "Safe" },
            Reduction = "Sum",
        },
        new("SoftmaxLossHessianVector", classes, "logits labels vector product")
        {
            Settings = new() { LabelSmoothing = 0.1, Softcap = 5 },
        },
        new("SoftmaxLoss", classes, "logits labels sampleWeights gradient")
        {
            Settings = new() { FocalGamma = 2, Temperature = 2 },
        },
    ];

    /// <summary>A question of so many rows, with its answer.</summary>
    public static Trial Trial(KernelSpec spec, int rows)
    {
        Question question = RandomQuestions.Of(spec, rows);
        string name = string.Create(CultureInfo.InvariantCulture, $"{spec.Name}/{rows}");
        return new Trial(name, spec, question, ReferenceKernels.Evaluate(spec, question)) { ScalePerRow = true };
    }
}
