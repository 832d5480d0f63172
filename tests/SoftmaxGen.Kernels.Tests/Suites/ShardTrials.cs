using System.Globalization;
using SoftmaxGen.Kernels.Tests.Library;
using SoftmaxGen.Kernels.Tests.Reference;

namespace SoftmaxGen.Kernels.Tests.Suites;

/// <summary>Shards of every layout and strategy, with and without the options that they know, against the plain loops.</summary>
internal static class ShardTrials
{
    private const int Shapes = 120;

    private static readonly int[] Classes = [2, 3, 4, 5, 9, 16, 17, 23, 40, 129, 1000];

    /// <summary>The suite.</summary>
    public static Suite Suite { get; } = Make(Carrier.Span);

    /// <summary>The same with arrays.</summary>
    public static Suite Arrays { get; } = Make(Carrier.Array);

    private static Suite Make(Carrier carrier)
    {
        KernelSpec[] specs =
        [
            .. Enumerable.Range(0, Shapes)
                .Select(number => Spec(number, Noise.For("shards", number)) with { Carrier = carrier })
                .DistinctBy(spec => spec.Name),
        ];
        return new Suite(specs, specs.SelectMany(spec => RowsOf(spec).Select(rows => Trial(spec, rows))));
    }

    private static KernelSpec Spec(int number, Noise noise)
    {
        bool Maybe(double chance) => noise.Uniform() < chance;
        int classes = Classes[number % Classes.Length];
        bool gradient = Maybe(0.8);
        List<string> parameters = ["logits", "labels", "classOffset", "logSumExp"];
        void Add(bool wanted, string name) => parameters.AddRange(wanted ? [name] : []);
        Add(gradient, "gradient");
        Add(!gradient || Maybe(0.5), "losses");
        Add(Maybe(0.4), "sampleWeights");
        Add(Maybe(0.3), "probabilities");
        Add(Maybe(0.3), "hessianDiagonal");
        Add(gradient && Maybe(0.3), "scale");
        return new KernelSpec("SoftmaxLoss", classes, string.Join(' ', parameters))
        {
            Element = Maybe(0.6) ? typeof(float) : typeof(double),
            Reduction = noise.Of("Mean", "Mean", "Sum", "None"),
            IgnoreIndex = noise.Of(KernelSpec.DefaultIgnoreIndex, KernelSpec.DefaultIgnoreIndex, int.MinValue, 1),
            Label = noise.Of(typeof(int), typeof(int), typeof(long)),
            Placement = noise.Below(8) switch
            {
                0 => new Placement("ClassMajor"),
                1 => new Placement("ChannelsFirst", noise.Of(5, 16, 35)),
                2 => new Placement(RowStride: classes + noise.Of(1, 7)),
                _ => Placement.Dense,
            },
            Settings = new KernelSettings
            {
                Temperature = Maybe(0.3) ? noise.Of(0.7, 2.0) : 1,
                Softcap = Maybe(0.25) ? noise.Of(5.0, 30) : double.PositiveInfinity,
                ZLoss = Maybe(0.3) ? noise.Of(1e-4, 0.01) : 0,
                Accumulate = gradient && Maybe(0.3),
                EdgeCases = Maybe(0.3) ? "Safe" : "PyTorch",
            },
        };
    }

    private static IEnumerable<int> RowsOf(KernelSpec spec) =>
        new[] { 0, 1, 16, 33 }.Select(rows => (rows + spec.Placement.Spatial - 1) / spec.Placement.Spatial * spec.Placement.Spatial)
            .Distinct();

    private static Trial Trial(KernelSpec spec, int rows)
    {
        Question question = RandomQuestions.Of(spec, rows);
        string name = string.Create(CultureInfo.InvariantCulture, $"{spec.Name}/{rows}");
        return new Trial(name, spec, question, ReferenceKernels.Evaluate(spec, question)) { ScalePerRow = true };
    }
}
