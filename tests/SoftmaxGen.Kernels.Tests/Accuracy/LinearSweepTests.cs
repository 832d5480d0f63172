using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using SoftmaxGen.Accuracy.Linear;
using SoftmaxGen.Accuracy.Report;
using SoftmaxGen.Kernels.Tests.Library;

namespace SoftmaxGen.Kernels.Tests.Accuracy;

/// <summary>The errors of linear layers against exact sums, on ordinary and extreme inputs.</summary>
public abstract partial class LinearSweepTests<T>(LinearSweepTests<T>.Swept swept) : IClassFixture<LinearSweepTests<T>.Swept>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>
    /// What all outputs but the logits are held to, in ulps of the sum of the magnitudes of what they add up: the worst that was
    /// found of PyTorch on these very layers is 17 (<c>docs/accuracy.md</c>).
    /// </summary>
    private const double Most = 12;

    /// <summary>All layers.</summary>
    public static TheoryData<int, int> Layers
    {
        get
        {
            TheoryData<int, int> layers = [];
            foreach (LinearShape shape in GeneratedLinear<T>.Shapes)
            {
                layers.Add(shape.Features, shape.Classes);
            }

            return layers;
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void NoLogitIsFartherOffThanTheEmittedCommentStates(int features, int classes)
    {
        KernelSpec spec = new("LinearSoftmaxLoss", classes, "inputs weights bias labels weightGradient biasGradient inputGradient losses logits")
        {
            Features = features,
            Element = typeof(T),
            Reduction = "Sum",
        };
        Match stated = Bound().Match(LibraryBuilder.TextOf(spec));
        Assert.True(stated.Success, "No bound is stated for the logits.");

        // So many halves of an ulp of 1 are at most so many ulps of any number.
        Errors errors = swept.Of(features, classes)[LinearOperator.Logits];
        Assert.True(
            errors.WorstBeyond <= double.Parse(stated.Groups[1].Value, CultureInfo.InvariantCulture),
            string.Create(CultureInfo.InvariantCulture, $"{errors.WorstBeyond:F2} ulp at {errors.WorstPlace}, where stands: {stated.Value}"));
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void LossAndGradientsAreAsExactAsTheTableSays(int features, int classes) => Assert.All(
        swept.Of(features, classes),
        one => Assert.True(
            one.Value.WorstBeyond <= Most,
            string.Create(CultureInfo.InvariantCulture, $"{one.Key}: {one.Value.WorstBeyond:F2} ulp at {one.Value.WorstPlace}")));

    [GeneratedRegex(@"each is within ([0-9]+) \* 2\^-(24|53) times the sum of the magnitudes of its products")]
    private static partial Regex Bound();

    /// <summary>Sweeps each layer once.</summary>
    public sealed class Swept
    {
        private readonly Dictionary<(int, int), Dictionary<LinearOperator, Errors>> errors = GeneratedLinear<T>.Shapes.ToDictionary(
            shape => (shape.Features, shape.Classes), shape => new LinearSweep<T>([shape]).Run([new GeneratedLinear<T>()])[0]);

        internal IReadOnlyDictionary<LinearOperator, Errors> Of(int features, int classes) => errors[(features, classes)];
    }
}

/// <summary>In float.</summary>
public sealed class SingleLinearSweepTests(LinearSweepTests<float>.Swept swept) : LinearSweepTests<float>(swept);

/// <summary>In double.</summary>
public sealed class DoubleLinearSweepTests(LinearSweepTests<double>.Swept swept) : LinearSweepTests<double>(swept);
