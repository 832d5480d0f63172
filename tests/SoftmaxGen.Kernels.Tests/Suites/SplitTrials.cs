using SoftmaxGen.Kernels.Tests.Library;

namespace SoftmaxGen.Kernels.Tests.Suites;

/// <summary>
/// Every operator, layout and strategy with batches around the size from which rows are split, and beyond, also of Half; the
/// last parts are not whole.
/// </summary>
internal static class SplitTrials
{
    /// <summary>The documented size in elements [N, C].</summary>
    public const int LeastElements = 131_072;

    /// <summary>The documented size of a linear layer, in products of an input, a weight and a matrix.</summary>
    public const int LeastProducts = 16_000_000;

    private static readonly int[] Classes = [2, 9, 16, 17, 100, 1000];

    /// <summary>The kernels, without <c>Parallel</c>.</summary>
    public static IReadOnlyList<KernelSpec> Specs { get; } =
    [
        .. from classes in Classes

           // Seventeen is prime to the number of kernels: every operator and every layout comes up, in some pairs.
           from pair in Placements(classes).SelectMany(_ => Kernels(classes), (placement, spec) => (placement, spec))
               .Where((_, index) => index % 17 == classes % 17)
           select pair.spec with
           {
               Placement = pair.placement,
               Element = pair.placement.Layout == "ClassMajor" ? typeof(double) : typeof(float),
           },
        .. from classes in Classes
           from pair in Placements(classes).SelectMany(_ => Kernels(classes), (placement, spec) => (placement, spec))
               .Where((_, index) => index % 17 == (classes + 5) % 17)
           select pair.spec with { Placement = pair.placement, Element = typeof(Half) },

        // Combinations of options as they come, every third of them stored as Half.
        .. OptionTrials.Suite.Specs.Where((_, index) => index % 97 == 5).Select((spec, index) => spec with
        {
            Carrier = index % 2 == 0 ? Carrier.Array : Carrier.Memory,
            Element = index % 3 == 0 ? typeof(Half) : spec.Element,
        }),
        .. LinearTrials.Suite.Specs.Where(spec => spec.Features * spec.Classes >= 100)
            .Where((_, index) => index % 3 == 1)
            .Select((spec, index) => spec with
            {
                Carrier = index % 2 == 0 ? Carrier.Array : Carrier.Memory,
                Element = index % 3 == 0 ? typeof(Half) : spec.Element,
            }),
        .. Linear,
        new("LogSumExp", 5000, "logits logSumExp") { Carrier = Carrier.Array, Element = typeof(Half) },
        new("SoftmaxLoss", 9, "logits labels losses gradient") { Carrier = Carrier.Array, Batch = 15_001, Element = typeof(Half) },
        new("SoftmaxLoss", 50_257, "logits labels losses gradient") { Carrier = Carrier.Memory },
        new("SoftmaxJacobian", 30, "probabilities jacobian") { Carrier = Carrier.Array },
        new("NllLoss", 3, "logProbabilities labels") { Carrier = Carrier.Array },
        new("SoftmaxLoss", 20, "logits labels classOffset logSumExp gradient") { Carrier = Carrier.Memory },
        new("SoftmaxLoss", 9, "logits labels gradient") { Carrier = Carrier.Array, Batch = 15_001 },
        new("SoftmaxLoss", 4, "logits labels gradient")
        {
            Carrier = Carrier.Array,
            Batch = 5,
            Placement = new("ChannelsFirst", 10_007),
        },
    ];

    /// <summary>
    /// Linear layers whose products are cut by rows alone, by columns, by classes too; whose blocks are of many parts; of a
    /// fixed batch; that predict.
    /// </summary>
    private static IEnumerable<KernelSpec> Linear =>
    [
        new("LinearSoftmaxLoss", 10, "inputs weights bias labels weightGradient biasGradient inputGradient")
        {
            Carrier = Carrier.Array,
            Features = 64,
        },
        new("LinearSoftmaxLoss", 300, "inputs weights bias target weightGradient biasGradient inputGradient losses logits")
        {
            Carrier = Carrier.Memory,
            Features = 40,
            Target = "Soft",
            Element = typeof(double),
            Settings = new() { Accumulate = true, LabelSmoothing = 0.1 },
        },
        new("LinearSoftmaxLoss", 5000, "inputs weights labels weightGradient") { Carrier = Carrier.Array, Features = 7 },
        new("LinearSoftmaxLoss", 33, "inputs weights labels losses biasGradient")
        {
            Carrier = Carrier.Memory,
            Features = 100,
            Reduction = "None",
            Batch = 4001,
        },
        new("LinearSoftmaxLoss", 50, "inputs weights bias labels weightGradient biasGradient inputGradient losses logits")
        {
            Carrier = Carrier.Memory,
            Features = 70,
            Element = typeof(Half),
        },
        new("LinearPredict", 10, "inputs weights labels") { Carrier = Carrier.Memory, Features = 64, Label = typeof(byte) },
        new("LinearPredict", 70, "inputs weights bias labels probabilities") { Carrier = Carrier.Array, Features = 64 },
    ];

    /// <summary>All.</summary>
    public static IEnumerable<SplitTrial> All =>
        Specs.SelectMany(spec => RowsOf(spec).Select(rows => new SplitTrial(spec, rows)));

    /// <summary>A part, for each number of processors: what is split, of every third kernel.</summary>
    public static IEnumerable<SplitTrial> Part =>
        Specs.Where((_, index) => index % 3 == 0).Select(spec => new SplitTrial(spec, RowsOf(spec).Last()));

    /// <summary>All kernels, with and without.</summary>
    public static IEnumerable<KernelSpec> Both =>
        Specs.Select(spec => new SplitTrial(spec, 0)).SelectMany(trial => new[] { trial.Spec, trial.SplitSpec });

    private static int[] RowsOf(KernelSpec spec)
    {
        int spatial = spec.Placement.Spatial;
        if (spec.Batch > 0)
        {
            return [spec.Batch * spatial];
        }

        if (spec.IsLinear)
        {
            return RowsOfLayer(spec);
        }

        int elements = spec.Operator == "SoftmaxJacobian" ? spec.Classes * spec.Classes : spec.Classes;
        int least = (LeastElements - 1) / elements + 1;
        int beyond = spec.Has("gradient") || spec.Operator != "NllLoss" ? least + least / 2 + 7 : 33_000;
        return spatial == 1
            ? [least - 1, least, beyond]
            : [.. new[] { least, beyond }.Select(rows => (rows / spatial + 1) * spatial)];
    }

    /// <summary>Around the least size, and a group of blocks with a part of another.</summary>
    private static int[] RowsOfLayer(KernelSpec spec)
    {
        int matrices = 1 + (spec.Has("weightGradient") ? 1 : 0) + (spec.Has("inputGradient") ? 1 : 0);
        int products = (LeastProducts - 1) / (matrices * spec.Features * spec.Classes) + 1;
        int least = Math.Max(spec.Classes > 32 ? 1 : 512, products);
        return [least - 1, least, least + 1300];
    }

    private static IEnumerable<Placement> Placements(int classes) =>
    [
        Placement.Dense,
        new("ClassMajor"),
        new("ChannelsFirst", 1),
        new("ChannelsFirst", 19),
        new("ChannelsFirst", 700),
        new("ChannelsFirst", 2600),
        new(RowStride: classes + 3),
    ];

    private static IEnumerable<KernelSpec> Kernels(int classes) =>
        new KernelSpec[]
        {
            new("Softmax", classes, "logits probabilities"),
            new("SoftmaxLoss", classes, "logits labels gradient"),
            new("LogSoftmax", classes, "logits logProbabilities"),
            new("SoftmaxBackward", classes, "probabilities upstream gradient"),
            new("LogSoftmaxBackward", classes, "logProbabilities upstream gradient"),
            new("LogSumExp", classes, "logits logSumExp"),
            new("ArgMax", classes, "logits labels"),
            new("NllLoss", classes, "logProbabilities labels gradient"),
            new("NllLoss", classes, "logProbabilities labels classWeights losses") { Settings = new() { LabelSmoothing = 0.2 } },
            new("SoftmaxLoss", classes, "logits labels losses gradient probabilities logSumExp predictions")
            {
                Reduction = "None",
            },
            new("SoftmaxLoss", classes, "logits target classWeights sampleWeights gradient hessianDiagonal scale")
            {
                Target = "Soft",
                Settings = new() { LabelSmoothing = 0.1, Accumulate = true },
            },
            new("SoftmaxLossHessianVector", classes, "logits labels vector product"),
            new("SoftmaxLoss", classes, "logits labels sampleWeights gradient")
            {
                Settings = new() { FocalGamma = 2, Temperature = 2, Softcap = 30, ZLoss = 0.01, EdgeCases = "Safe" },
                Reduction = "Sum",
            },
        }.Select((spec, index) => spec with { Carrier = index % 2 == 0 ? Carrier.Array : Carrier.Memory });
}
