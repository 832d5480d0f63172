using System.Globalization;
using SoftmaxGen.Kernels.Tests.Library;
using SoftmaxGen.Kernels.Tests.Reference;

namespace SoftmaxGen.Kernels.Tests.Suites;

/// <summary>
/// Random combinations of all options and parameters of the losses, always the same ones, against the plain loops: some
/// kernels, each with many values of its options.
/// </summary>
internal static class OptionTrials
{
    private const int Shapes = 165;
    private const int ValuesPerShape = 20;

    private static readonly int[] Classes = [2, 3, 4, 5, 7, 9, 10, 16, 17, 23, 32, 33, 64, 100];

    /// <summary>The suite.</summary>
    public static Suite Suite { get; } = Make(_ => true, Carrier.Span);

    /// <summary>A part of it, for each register width.</summary>
    public static Suite Part { get; } = Make(shape => shape % 8 == 0, Carrier.Span);

    /// <summary>Another part, with arrays.</summary>
    public static Suite Arrays { get; } = Make(shape => shape % 3 == 1, Carrier.Array);

    /// <summary>Another part, stored as Half.</summary>
    public static Suite Halves { get; } = Make(shape => shape % 4 == 3, Carrier.Span, typeof(Half));

    private static Suite Make(Func<int, bool> wanted, Carrier carrier, Type? element = null)
    {
        KernelSpec[] specs =
        [
            .. from shape in Enumerable.Range(0, Shapes).Where(wanted)
               let noise = Noise.For("shape of options", shape)
               let shaped = Shape(noise) with { Carrier = carrier }
               let plain = element is null ? shaped : shaped with { Element = element }
               from value in Enumerable.Range(0, ValuesPerShape)
               select WithValues(plain, Noise.For("values of options " + plain.Name, value)),
        ];
        KernelSpec[] different = [.. specs.DistinctBy(spec => spec.Name)];
        return new Suite(different, different.Select((spec, index) => Trial(spec, index)));
    }

    /// <summary>What makes a kernel: classes, element, parameters, and which options it has.</summary>
    private static KernelSpec Shape(Noise noise)
    {
        bool Maybe(double chance) => noise.Uniform() < chance;
        int classes = noise.Of<int>(Classes);
        string target = noise.Of("Index", "Index", "Soft", "OneHot");
        bool nll = Maybe(0.12);
        bool index = nll || target == "Index";
        bool focal = !nll && index && Maybe(0.25);
        bool gradient = Maybe(0.8);
        bool hessian = !nll && !focal && Maybe(0.25);
        List<string> parameters = [nll ? "logProbabilities" : "logits", index ? "labels" : "target"];
        void Add(bool wanted, string name) => parameters.AddRange(wanted ? [name] : []);
        Add(Maybe(0.5), "classWeights");
        Add(!nll && Maybe(0.4), "sampleWeights");
        Add(gradient, "gradient");
        Add(!gradient || Maybe(0.4), "losses");
        Add(!nll && Maybe(0.25), "probabilities");
        Add(!nll && Maybe(0.25), "logSumExp");
        Add(!nll && Maybe(0.25), "predictions");
        Add(hessian, "hessianDiagonal");
        Add(!nll && gradient && Maybe(0.3), "scale");
        return new KernelSpec(nll ? "NllLoss" : "SoftmaxLoss", classes, string.Join(' ', parameters))
        {
            Element = Maybe(0.6) ? typeof(float) : typeof(double),
            Target = nll ? "Index" : target,
            Placement = Place(classes, noise),
            Settings = new KernelSettings
            {
                LabelSmoothing = !focal && Maybe(0.4) ? 1 : 0,
                Temperature = !nll && Maybe(0.3) ? 2 : 1,
                Softcap = !nll && Maybe(0.25) ? 1 : double.PositiveInfinity,
                ZLoss = !nll && Maybe(0.3) ? 1 : 0,
                FocalGamma = focal ? 1 : 0,
                Accumulate = gradient && Maybe(0.3),
                EdgeCases = Maybe(0.3) ? "Safe" : "PyTorch",
            },
        };
    }

    private static Placement Place(int classes, Noise noise) => noise.Below(10) switch
    {
        0 => new Placement("ClassMajor"),
        1 or 2 => new Placement("ChannelsFirst", noise.Of(5, 16, 35)),
        3 => new Placement(RowStride: classes + noise.Of(1, 7)),
        _ => Placement.Dense,
    };

    /// <summary>The same kernel with other numbers.</summary>
    private static KernelSpec WithValues(KernelSpec shape, Noise noise)
    {
        KernelSettings settings = shape.Settings;
        return shape with
        {
            Reduction = noise.Of("Mean", "Mean", "Sum", "None"),
            IgnoreIndex = shape.Has("labels") ? noise.Of(KernelSpec.DefaultIgnoreIndex, -1, 0, 1) : KernelSpec.DefaultIgnoreIndex,
            Settings = settings with
            {
                LabelSmoothing = settings.LabelSmoothing == 0 ? 0 : noise.Of(0.05, 0.1, 0.5, 0.9, 1),
                Temperature = settings.Temperature == 1 ? 1 : noise.Of(0.25, 0.7, 1.5, 2, 10),
                Softcap = double.IsInfinity(settings.Softcap) ? settings.Softcap : noise.Of(1.0, 5, 30),
                ZLoss = settings.ZLoss == 0 ? 0 : noise.Of(1e-4, 0.01, 0.1, 0.5),
                FocalGamma = settings.FocalGamma == 0 ? 0 : noise.Of(0.5, 1, 2, 5),
            },
        };
    }

    private static Trial Trial(KernelSpec spec, int index)
    {
        int rows = Noise.For(spec.Name, index).Of(0, 1, 5, 16, 17, 33, 70);
        rows = (rows + spec.Placement.Spatial - 1) / spec.Placement.Spatial * spec.Placement.Spatial;
        Question question = RandomQuestions.Of(spec, rows);
        string name = string.Create(CultureInfo.InvariantCulture, $"{spec.Name}/options{index}/{rows}");
        return new Trial(name, spec, question, ReferenceKernels.Evaluate(spec, question)) { ScalePerRow = true };
    }
}
