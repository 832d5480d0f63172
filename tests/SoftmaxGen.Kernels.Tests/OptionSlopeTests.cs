using SoftmaxGen.Kernels.Tests.Calling;
using SoftmaxGen.Kernels.Tests.Library;
using SoftmaxGen.Kernels.Tests.Reference;
using SoftmaxGen.Kernels.Tests.Suites;

namespace SoftmaxGen.Kernels.Tests;

/// <summary>
/// With any combination of options the gradient is the slope of the loss, and the Hessian's diagonal that of the
/// gradient, by central differences in double: what the kernels say of each other, without a reference.
/// </summary>
public sealed class OptionSlopeTests
{
    private const int Rows = 4;
    private const double Step = 1e-3;
    private const double Bound = 2e-9;

    private static IEnumerable<KernelSpec> Specs =>
        OptionTrials.Suite.Specs.Where(spec => spec.Element == typeof(double) && spec.Has("gradient") && spec.Classes <= 33);

    [Fact]
    public void The_gradient_of_a_loss_is_its_slope() => Check(
        Specs.Where(spec => spec.ReturnsValue),
        (spec, kernel, question) =>
        {
            Answer answer = new Call<double>(spec, question).Run(kernel);
            double scale = spec.Has("scale") ? question.Scale : 1;
            return Different(
                spec,
                answer.Elements["gradient"],
                Slopes(spec, question, _ => new Call<double>(spec, question).Run(kernel).Returned * scale));
        });

    [Fact]
    public void The_diagonal_of_the_hessian_is_the_slope_of_the_gradient() => Check(
        Specs.Where(spec => spec.Has("hessianDiagonal")),
        (spec, kernel, question) =>
        {
            Answer answer = new Call<double>(spec, question).Run(kernel);
            return Different(
                spec,
                answer.Elements["hessianDiagonal"],
                Slopes(spec, question, i => new Call<double>(spec, question).Run(kernel).Elements["gradient"][i]));
        });

    private static void Check(
        IEnumerable<KernelSpec> specs, Func<KernelSpec, Kernel<double>, Question, string?> difference)
    {
        KernelSpec[] some = [.. specs.Where((_, index) => index % 3 == 0)];
        Assert.True(some.Length > 20, "Too few kernels.");
        Verdict.AllRight(some.Select(spec =>
            new Entry(spec.Name, 0, difference(spec, Libraries.Options.Bind<double>(spec), Tame(spec)))));
    }

    private static string? Different(KernelSpec spec, double[] expected, double[] slopes)
    {
        // A mean over nothing is NaN and has no slope.
        return slopes.All(double.IsNaN) ? null : Closeness.FirstFar(slopes, expected, typeof(double), Bound * (1 + spec.Settings.ZLoss));
    }

    private static double[] Slopes(KernelSpec spec, Question question, Func<int, double> value)
    {
        double[] point = question.Elements[spec.Inputs.First()];
        return [.. Enumerable.Range(0, point.Length).Select(i => Slope(point, i, () => value(i)))];
    }

    private static double Slope(double[] point, int index, Func<double> value)
    {
        double middle = point[index];
        double At(double steps)
        {
            point[index] = middle + steps * Step;
            return value();
        }

        double slope = (8 * (At(1) - At(-1)) - (At(2) - At(-2))) / (12 * Step);
        point[index] = middle;
        return slope;
    }

    /// <summary>A question whose first input is near 0, and whose gradient begins at 0.</summary>
    private static Question Tame(KernelSpec spec)
    {
        Question question = RandomQuestions.Of(spec, Math.Max(Rows, spec.Placement.Spatial));
        Noise noise = Noise.For(spec.Name, Rows);
        double[] point = question.Elements[spec.Inputs.First()];
        for (int i = 0; i < point.Length; i++)
        {
            point[i] = noise.Normal();
        }

        if (question.Elements.TryGetValue("gradient", out double[]? gradient))
        {
            Array.Clear(gradient);
        }

        return question;
    }
}
