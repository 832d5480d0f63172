using SoftmaxGen.Kernels.Tests.Calling;
using SoftmaxGen.Kernels.Tests.Library;
using SoftmaxGen.Kernels.Tests.Reference;
using SoftmaxGen.Kernels.Tests.Suites;

namespace SoftmaxGen.Kernels.Tests;

/// <summary>
/// What the kernels call a gradient is the slope of what they call a loss, by central differences in double.
/// </summary>
public sealed class GradientTests
{
    private const int Rows = 5;
    private const double Step = 1e-3;

    /// <summary>
    /// A five-point difference at this step is that good: both its truncation and its rounding stay below.
    /// </summary>
    private const double Bound = 1e-10;

    private static readonly KernelSpec[] Losses =
    [
        .. from classes in new[] { 5, 17 }
           from loss in new KernelSpec[]
           {
               new("SoftmaxLoss", classes, "logits labels gradient"),
               new("SoftmaxLoss", classes, "logits labels gradient") { Reduction = "Sum", IgnoreIndex = 0 },
               new("SoftmaxLoss", classes, "logits target gradient") { Target = "Soft" },
               new("SoftmaxLoss", classes, "logits target gradient") { Target = "Soft", Reduction = "Sum" },
               new("NllLoss", classes, "logProbabilities labels gradient"),
               new("NllLoss", classes, "logProbabilities labels gradient") { Reduction = "Sum" },
           }
           select loss with { Element = typeof(double) },
    ];

    private static readonly KernelSpec[] Forward =
    [
        .. from classes in new[] { 5, 17 }
           from spec in new KernelSpec[]
           {
               new("Softmax", classes, "logits probabilities"),
               new("SoftmaxBackward", classes, "probabilities upstream gradient"),
               new("SoftmaxJacobian", classes, "probabilities jacobian"),
               new("LogSoftmax", classes, "logits logProbabilities"),
               new("LogSoftmaxBackward", classes, "logProbabilities upstream gradient"),
           }
           select spec with { Element = typeof(double) },
    ];

    internal static IReadOnlyCollection<KernelSpec> Specs => [.. Losses, .. Forward];

    public static TheoryData<string> LossNames => [.. Losses.Select(spec => spec.Name)];

    public static TheoryData<int> ClassCounts => [.. Forward.Select(spec => spec.Classes).Distinct()];

    [Theory]
    [MemberData(nameof(LossNames))]
    public void The_gradient_of_a_loss_is_its_slope(string name)
    {
        KernelSpec spec = Losses.Single(loss => loss.Name == name);
        Kernel<double> kernel = Libraries.Brief.Bind<double>(spec);
        Question question = Tame(spec);
        double[] gradient = new Call<double>(spec, question).Run(kernel).Elements["gradient"];

        double[] point = question.Elements[spec.Inputs.First()];
        double[] slopes = [.. Enumerable.Range(0, point.Length)
            .Select(i => Slope(point, i, () => new Call<double>(spec, question).Run(kernel).Returned))];

        Assert.Null(Closeness.FirstFar(slopes, gradient, typeof(double), Bound));
    }

    [Theory]
    [MemberData(nameof(ClassCounts))]
    public void The_backward_of_softmax_and_its_jacobian_are_its_slopes(int classes)
    {
        (Question forward, Question backward, double[] gradient) =
            Backward("Softmax", "probabilities", "SoftmaxBackward", classes);
        double[] jacobian = Ask(One("SoftmaxJacobian", classes), backward).Elements["jacobian"];
        double[] upstream = backward.Elements["upstream"];
        double[] logits = forward.Elements["logits"];
        KernelSpec softmax = One("Softmax", classes);

        for (int i = 0; i < logits.Length; i++)
        {
            double[] slopes = [.. Enumerable.Range(0, classes).Select(k =>
                Slope(logits, i, () => Ask(softmax, forward).Elements["probabilities"][RowStart(i, classes) + k]))];
            double[] column = [.. Enumerable.Range(0, classes)
                .Select(k => jacobian[(RowStart(i, classes) + k) * classes + i % classes])];
            double along = slopes.Select((slope, k) => slope * upstream[RowStart(i, classes) + k]).Sum();

            Assert.Null(Closeness.FirstFar(slopes, column, typeof(double), Bound));
            Assert.Null(Closeness.FirstFar([along], [gradient[i]], typeof(double), Bound * classes));
        }
    }

    [Theory]
    [MemberData(nameof(ClassCounts))]
    public void The_backward_of_log_softmax_is_its_slope(int classes)
    {
        (Question forward, Question backward, double[] gradient) =
            Backward("LogSoftmax", "logProbabilities", "LogSoftmaxBackward", classes);
        double[] upstream = backward.Elements["upstream"];
        KernelSpec logSoftmax = One("LogSoftmax", classes);
        double[] logits = forward.Elements["logits"];
        double[] slopes = [.. Enumerable.Range(0, logits.Length).Select(i => Slope(
            logits,
            i,
            () => Ask(logSoftmax, forward).Elements["logProbabilities"].Zip(upstream, (y, u) => y * u).Sum()))];

        Assert.Null(Closeness.FirstFar(slopes, gradient, typeof(double), Bound * classes));
    }

    private static (Question Forward, Question Backward, double[] Gradient) Backward(
        string forward, string output, string backward, int classes)
    {
        Question asked = Tame(One(forward, classes));
        Question back = new(Rows)
        {
            Elements =
            {
                [output] = Ask(One(forward, classes), asked).Elements[output],
                ["upstream"] = RandomQuestions.Of(One(backward, classes), Rows).Elements["upstream"],
            },
        };
        return (asked, back, Ask(One(backward, classes), back).Elements["gradient"]);
    }

    private static KernelSpec One(string name, int classes) =>
        Forward.Single(spec => spec.Operator == name && spec.Classes == classes);

    private static Answer Ask(KernelSpec spec, Question question) =>
        new Call<double>(spec, question).Run(Libraries.Brief.Bind<double>(spec));

    private static int RowStart(int element, int classes) => element / classes * classes;

    /// <summary>
    /// A random question whose first input is neither far out nor infinite, where slopes mean nothing.
    /// </summary>
    private static Question Tame(KernelSpec spec)
    {
        Question question = RandomQuestions.Of(spec, Rows);
        Noise noise = Noise.For(spec.Name, Rows);
        double[] point = question.Elements[spec.Inputs.First()];
        for (int i = 0; i < point.Length; i++)
        {
            point[i] = noise.Normal();
        }

        return question;
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
}
