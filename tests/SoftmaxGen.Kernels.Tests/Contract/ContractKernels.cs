using SoftmaxGen.Kernels.Tests.Library;

namespace SoftmaxGen.Kernels.Tests.Contract;

/// <summary>The kernels by which the promises of the contract are tested.</summary>
internal static class ContractKernels
{
    /// <summary>A class count that is computed with rows in lanes, and one with classes in lanes.</summary>
    public static readonly int[] Classes = [9, 21];

    /// <summary>The integers that labels may be, plain or under an enum, each with its widest kernel.</summary>
    public static readonly Type[] LabelTypes =
    [
        typeof(int), typeof(long), typeof(short), typeof(byte),
        typeof(SByteLabel), typeof(ByteLabel), typeof(Int16Label), typeof(UInt16Label),
        typeof(Int32Label), typeof(UInt32Label), typeof(Int64Label), typeof(UInt64Label),
    ];

    /// <summary>Every operator with all its parameters.</summary>
    public static IReadOnlyList<KernelSpec> Spans { get; } = [.. Classes.SelectMany(Operators)];

    /// <summary>The same with arrays and with memory, for one class count.</summary>
    public static IReadOnlyList<KernelSpec> OtherCarriers { get; } =
    [
        .. Operators(Classes[0]).Select(spec => spec with { Carrier = Carrier.Array }),
        .. Operators(Classes[0]).Select(spec => spec with { Carrier = Carrier.Memory }),
    ];

    /// <summary>A linear layer under each strategy of its logits, with every carrier.</summary>
    public static IReadOnlyList<KernelSpec> Linear { get; } =
    [
        .. Classes.SelectMany(Layers),
        .. Layers(Classes[0]).Select(spec => spec with { Carrier = Carrier.Array }),
        .. Layers(Classes[0]).Select(spec => spec with { Carrier = Carrier.Memory }),
    ];

    /// <summary>A fixed batch, both short of a block of rows and longer than one.</summary>
    public static IReadOnlyList<KernelSpec> Batches { get; } =
    [
        .. from classes in Classes
           from batch in classes == Classes[0] ? new[] { 1, 5, 16, 19 } : [5]
           from spec in new KernelSpec[]
           {
               new("Softmax", classes, "logits probabilities"),
               new("SoftmaxLoss", classes, "logits labels gradient"),
           }
           select spec with { Batch = batch },
    ];

    /// <summary>A fixed batch in every layout: the rows, or the images, that it says.</summary>
    public static IReadOnlyList<KernelSpec> PlacedBatches { get; } =
    [
        .. from classes in Classes
           from placement in new Placement[] { new("ClassMajor"), new("ChannelsFirst", 3), new(RowStride: classes + 3) }
           select new KernelSpec("SoftmaxLoss", classes, "logits labels gradient predictions hessianDiagonal")
           {
               Batch = 5,
               Placement = placement,
           },
    ];

    /// <summary>A loss that reads labels of each type, and an arg max that writes them, in two strategies.</summary>
    public static IReadOnlyList<KernelSpec> Labelled { get; } =
    [
        .. from label in LabelTypes
           from classes in new[] { 3, 20 }
           from spec in new[]
           {
               LabelledLoss(label, classes),
               new KernelSpec("ArgMax", classes, "logits labels") { Label = label },
               new KernelSpec("SoftmaxLoss", classes, "logits labels predictions gradient") { Label = label },
           }
           where !label.IsEnum || (spec.IsLoss && classes == 3)
           select spec,
    ];

    /// <summary>A loss whose ignored label is another than PyTorch's: negative, or a class.</summary>
    public static IReadOnlyList<KernelSpec> Ignoring { get; } =
    [
        .. from classes in Classes
           from ignored in new[] { -100, -1, 0, 3 }
           from reduction in new[] { "Mean", "Sum", "None" }
           select new KernelSpec("SoftmaxLoss", classes, "logits labels losses gradient")
           {
               IgnoreIndex = ignored,
               Reduction = reduction,
           },
        .. from reduction in new[] { "Mean", "Sum", "None" }
           select new KernelSpec("NllLoss", 9, "logProbabilities labels losses gradient") { Reduction = reduction },
    ];

    /// <summary>
    /// A loss by labels of a signed type of which some negative value looks like a class when its sign is lost.
    /// </summary>
    public static IReadOnlyList<KernelSpec> SignLosing { get; } =
    [
        new("NllLoss", 40_000, "logProbabilities labels losses") { Label = typeof(short), Reduction = "None" },
        new("NllLoss", 200, "logProbabilities labels losses") { Label = typeof(SByteLabel), Reduction = "None" },
    ];

    /// <summary>Kernels that refuse logits that are not finite, and a few with safe answers.</summary>
    public static IReadOnlyList<KernelSpec> EdgeCases { get; } =
    [
        .. from classes in Classes
           from edge in new[] { "Throw", "Safe" }
           from spec in new KernelSpec[]
           {
               new("Softmax", classes, "logits probabilities"),
               new("SoftmaxLoss", classes, "logits labels losses gradient"),
               new("SoftmaxLoss", classes, "logits labels sampleWeights losses gradient"),
               new("NllLoss", classes, "logProbabilities labels losses gradient"),
           }
           select spec with { Settings = new() { EdgeCases = edge } },
        .. from classes in Classes
           select new KernelSpec("SoftmaxLoss", classes, "logits labels classWeights sampleWeights gradient")
           {
               Settings = new() { Accumulate = true },
           },
    ];

    /// <summary>All of them.</summary>
    public static IEnumerable<KernelSpec> All =>
        [.. Spans, .. OtherCarriers, .. Linear, .. Batches, .. Labelled, .. Ignoring, .. SignLosing, .. EdgeCases, .. PlacedBatches];

    /// <summary>The kernel of that name.</summary>
    public static KernelSpec Named(string name) => All.First(spec => spec.Name == name);

    /// <summary>The names of those kernels, as test cases.</summary>
    public static TheoryData<string> Names(IEnumerable<KernelSpec> specs) => [.. specs.Select(spec => spec.Name)];

    private static KernelSpec LabelledLoss(Type label, int classes) =>
        new("SoftmaxLoss", classes, "logits labels gradient")
        {
            Label = label,
            ClassesOfEnum = label.IsEnum && classes == 3,
        };

    private static IEnumerable<KernelSpec> Operators(int classes) =>
    [
        new("Softmax", classes, "logits probabilities"),
        new("LogSoftmax", classes, "logits logProbabilities"),
        new("SoftmaxBackward", classes, "probabilities upstream gradient"),
        new("LogSoftmaxBackward", classes, "logProbabilities upstream gradient"),
        new("SoftmaxJacobian", classes, "probabilities jacobian"),
        new("LogSumExp", classes, "logits logSumExp"),
        new("LogSumExp", classes, "logits"),
        new("ArgMax", classes, "logits labels"),
        new("NllLoss", classes, "logProbabilities labels gradient losses"),
        new("SoftmaxLoss", classes, "logits labels gradient losses probabilities logSumExp scale"),
        new("SoftmaxLoss", classes, "scale logSumExp probabilities losses gradient target logits")
        {
            Target = "Soft",
            Reduction = "None",
        },
        new(
            "SoftmaxLoss",
            classes,
            "logits labels classWeights sampleWeights gradient losses probabilities logSumExp predictions hessianDiagonal")
        {
            Settings = new() { LabelSmoothing = 0.1, Temperature = 2, Softcap = 20, ZLoss = 0.01 },
        },
        new("SoftmaxLoss", classes, "logits labels classWeights gradient predictions")
        {
            Settings = new() { FocalGamma = 2, Accumulate = true, EdgeCases = "Safe" },
        },
        new("NllLoss", classes, "logProbabilities labels classWeights gradient")
        {
            Settings = new() { LabelSmoothing = 0.1, EdgeCases = "Safe" },
        },
        new("SoftmaxLoss", classes, "logits target") { Target = "OneHot", Reduction = "Sum", Element = typeof(double) },
    ];

    private static IEnumerable<KernelSpec> Layers(int classes) =>
    [
        new("LinearSoftmaxLoss", classes, "inputs weights labels bias weightGradient biasGradient inputGradient losses logits")
        {
            Features = 33,
        },
        new("LinearSoftmaxLoss", classes, "inputGradient biasGradient weightGradient losses target weights inputs")
        {
            Features = 6,
            Target = "Soft",
            Reduction = "None",
            Element = typeof(double),
            Settings = new() { Accumulate = true, Temperature = 2 },
        },
        new("LinearPredict", classes, "labels inputs weights bias probabilities") { Features = 12 },
    ];
}
