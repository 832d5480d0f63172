using SoftmaxGen.Kernels.Tests.Calling;
using SoftmaxGen.Kernels.Tests.Library;
using SoftmaxGen.Kernels.Tests.Reference;
using SoftmaxGen.Kernels.Tests.Suites;

namespace SoftmaxGen.Kernels.Tests.Contract;

/// <summary>
/// Row by row the contract's table of edge cases, as far as the golden cases and the patterns leave it open.
/// </summary>
public sealed class EdgeCaseTests
{
    private static readonly double Infinity = double.PositiveInfinity;

    public static TheoryData<int> Classes => [.. ContractKernels.Classes];

    [Theory]
    [MemberData(nameof(Classes))]
    public void A_target_of_zero_on_a_masked_class_contributes_nothing(int classes)
    {
        double[] logits = new double[classes];
        double[] target = new double[classes];
        logits[1] = -Infinity;
        target[0] = 1;

        Answer answer = Ask(SoftLoss(classes), logits, target);

        Assert.Equal(Math.Log(classes - 1), answer.Elements["losses"][0], 6);
        Assert.Equal(0, answer.Elements["gradient"][1]);
        Assert.Equal(1.0 / (classes - 1) - 1, answer.Elements["gradient"][0], 6);
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void A_target_on_a_masked_class_costs_infinitely_much(int classes)
    {
        double[] logits = new double[classes];
        double[] target = new double[classes];
        logits[1] = -Infinity;
        target[1] = 1;

        Answer answer = Ask(SoftLoss(classes), logits, target);

        Assert.Equal(Infinity, answer.Elements["losses"][0]);
        Assert.Equal(-1, answer.Elements["gradient"][1]);
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void A_target_that_does_not_sum_to_one_weighs_the_probabilities(int classes)
    {
        double[] target = new double[classes];
        Array.Fill(target, 0.5);

        Answer answer = Ask(SoftLoss(classes), new double[classes], target);

        Assert.Equal(0.5 * classes * Math.Log(classes), answer.Elements["losses"][0], 5);
        Assert.All(answer.Elements["gradient"], element => Assert.Equal(0, element, 6));
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void The_greatest_logits_have_a_softmax(int classes)
    {
        double[] logits = new double[classes];
        Array.Fill(logits, -float.MaxValue);
        logits[2] = float.MaxValue;
        double[] expected = new double[classes];
        expected[2] = 1;

        KernelSpec softmax = ContractKernels.Spans.Single(
            spec => spec.Operator == "Softmax" && spec.Classes == classes);
        Kernel<float> kernel = Libraries.Brief.Bind<float>(softmax);
        Question question = new(1) { Elements = { ["logits"] = logits } };

        Assert.Equal(expected, new Call<float>(softmax, question).Run(kernel).Elements["probabilities"]);
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void The_gradient_of_a_distribution_sums_to_zero(int classes)
    {
        KernelSpec spec = SoftLoss(classes);
        Noise noise = Noise.For(spec.Name, classes);
        double[] target = new double[classes];
        Softmax.Probabilities([.. target.Select(_ => noise.Normal())], target);

        Answer answer = Ask(spec, [.. target.Select(_ => 10 * noise.Normal())], target);

        Assert.Equal(0, answer.Elements["gradient"].Sum(), 6);
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void The_scale_multiplies_the_gradient_alone(int classes)
    {
        KernelSpec spec = SoftLoss(classes);
        Question question = RandomQuestions.Of(spec, 5);
        Kernel<float> kernel = Libraries.Brief.Bind<float>(spec);
        Answer once = new Call<float>(spec, question with { Scale = 1 }).Run(kernel);
        Answer twice = new Call<float>(spec, question with { Scale = 2 }).Run(kernel);

        Assert.Equal(once.Elements["gradient"].Select(element => 2 * element), twice.Elements["gradient"]);
        Assert.Equal(once.Elements["losses"], twice.Elements["losses"]);
        Assert.Equal(once.Elements["probabilities"], twice.Elements["probabilities"]);
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void A_row_that_is_not_a_number_spoils_the_mean_but_no_other_row(int classes)
    {
        KernelSpec spec = ContractKernels.Ignoring.First(one => one.Classes == classes && one.Reduction == "Mean");
        Question question = new(3) { Elements = { ["logits"] = new double[3 * classes] }, Labels = [0, 1, 2] };
        question.Elements["logits"][classes] = double.NaN;

        Answer answer = new Call<float>(spec, question).Run(Libraries.Brief.Bind<float>(spec));

        Assert.Equal(double.NaN, answer.Returned);
        Assert.Equal([false, true, false], answer.Elements["losses"].Select(double.IsNaN));
        Assert.All(answer.Elements["gradient"].Select(double.IsNaN).Chunk(classes).Index(), row =>
            Assert.All(row.Item, isNaN => Assert.Equal(row.Index == 1, isNaN)));
    }

    private static KernelSpec SoftLoss(int classes) =>
        ContractKernels.Spans.Single(spec => spec.Target == "Soft" && spec.Classes == classes);

    private static Answer Ask(KernelSpec spec, double[] logits, double[] target)
    {
        Question question = new(1)
        {
            Elements =
            {
                ["logits"] = Rounding.To(spec.Element, logits),
                ["target"] = Rounding.To(spec.Element, target),
            },
        };
        return new Call<float>(spec, question).Run(Libraries.Brief.Bind<float>(spec));
    }
}
