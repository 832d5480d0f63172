using System.Globalization;
using SoftmaxGen.Kernels.Tests.Library;
using SoftmaxGen.Kernels.Tests.Reference;

namespace SoftmaxGen.Kernels.Tests.Suites;

/// <summary>
/// Linear layers of many sizes, around every boundary of tiles, panels and blocks, with and without each output and
/// option. An ignored row holds NaN.
/// </summary>
internal static class LinearTrials
{
    private const int Shapes = 96;

    private static readonly int[] Features = [1, 2, 3, 4, 5, 7, 8, 9, 13, 16, 17, 31, 32, 33, 47, 64, 100, 256, 257, 300, 700];

    private static readonly int[] Classes = [2, 3, 4, 5, 7, 8, 9, 10, 15, 16, 17, 24, 31, 32, 33, 40, 64, 100, 260, 300];

    private static readonly int[] Rows = [0, 1, 2, 3, 5, 6, 7, 11, 16, 23, 64, 255, 256, 257, 530];

    /// <summary>The suite.</summary>
    public static Suite Suite { get; } = Make(_ => true, Carrier.Span);

    /// <summary>A third of it, for the fast part of the tests.</summary>
    public static Suite Third { get; } = Make(shape => shape % 3 == 0, Carrier.Span);

    /// <summary>A part of it, for each register width.</summary>
    public static Suite Part { get; } = Make(shape => shape % 4 == 0, Carrier.Span);

    /// <summary>Another part, with arrays.</summary>
    public static Suite Arrays { get; } = Make(shape => shape % 4 == 1, Carrier.Array);

    /// <summary>Another part, stored as Half.</summary>
    public static Suite Halves { get; } = Make(shape => shape % 5 == 2, Carrier.Span, typeof(Half));

    private static Suite Make(Func<int, bool> wanted, Carrier carrier, Type? element = null)
    {
        (KernelSpec Spec, int Shape)[] specs =
        [
            .. from shape in Enumerable.Range(0, Shapes).Where(wanted)
               let spec = Spec(Noise.For("linear layer", shape), carrier)
               select (element is null ? spec : spec with { Element = element }, shape),
        ];
        (KernelSpec Spec, int Shape)[] different = [.. specs.DistinctBy(spec => spec.Spec.Name)];
        return new Suite(
            [.. different.Select(one => one.Spec)],
            different.SelectMany(one => Enumerable.Range(0, 3).Select(turn => Trial(one.Spec, one.Shape, turn))));
    }

    private static KernelSpec Spec(Noise noise, Carrier carrier)
    {
        bool Maybe(double chance) => noise.Uniform() < chance;
        bool predict = Maybe(0.2);
        string target = predict ? "Index" : noise.Of("Index", "Index", "Soft", "OneHot");
        List<string> parameters = ["inputs", "weights", target == "Index" ? "labels" : "target"];
        void Add(bool wanted, string name) => parameters.AddRange(wanted ? [name] : []);
        Add(Maybe(0.7), "bias");
        Add(predict && Maybe(0.5), "probabilities");
        Add(!predict && Maybe(0.8), "weightGradient");
        Add(!predict && Maybe(0.6), "biasGradient");
        Add(!predict && Maybe(0.6), "inputGradient");
        Add(!predict && Maybe(0.4), "losses");
        Add(!predict && Maybe(0.4), "logits");
        bool gradient = parameters.Any(KernelSpec.IsGradient);
        bool silent = !gradient && !parameters.Contains("losses");
        return new KernelSpec(
            predict ? "LinearPredict" : "LinearSoftmaxLoss", noise.Of<int>(Classes), string.Join(' ', parameters))
        {
            Features = noise.Of<int>(Features),
            Element = Maybe(0.65) ? typeof(float) : typeof(double),
            Carrier = carrier,
            Label = noise.Of(typeof(int), typeof(int), typeof(long), typeof(short)),
            Target = target,
            Reduction = predict || silent ? "Mean" : noise.Of("Mean", "Mean", "Sum", "None"),
            Settings = new KernelSettings
            {
                LabelSmoothing = !predict && Maybe(0.2) ? 0.1 : 0,
                Temperature = !predict && Maybe(0.2) ? 1.5 : 1,
                Softcap = !predict && Maybe(0.2) ? 5 : double.PositiveInfinity,
                Accumulate = gradient && Maybe(0.3),
                EdgeCases = noise.Of("PyTorch", "PyTorch", "Safe", "Throw"),
            },
        };
    }

    private static Trial Trial(KernelSpec spec, int shape, int turn)
    {
        int rows = Noise.For(spec.Name, turn).Of<int>(Rows);
        Question question = RandomQuestions.Of(spec, rows);
        for (int row = 0; spec.ReadsLabels && spec.Settings.EdgeCases != "Throw" && row < rows; row++)
        {
            if (question.Labels[row] == spec.IgnoreIndex)
            {
                question.Elements["inputs"][row * spec.Features] = row % 2 == 0 ? double.NaN : double.PositiveInfinity;
            }
        }

        string name = string.Create(CultureInfo.InvariantCulture, $"{spec.Name}/linear{shape}/{rows}");
        return new Trial(name, spec, question, ReferenceKernels.Evaluate(spec, question)) { ScalePerRow = true };
    }
}
