using SoftmaxGen.Kernels.Tests.Calling;
using SoftmaxGen.Kernels.Tests.Library;
using SoftmaxGen.Kernels.Tests.Reference;
using SoftmaxGen.Kernels.Tests.Suites;
using static System.FormattableString;

namespace SoftmaxGen.Kernels.Tests.Contract;

/// <summary>The answers that <c>EdgeCases</c> chooses, and rows and classes that weights take out.</summary>
public sealed class EdgeOptionTests
{
    private const int Rows = 19;

    public static TheoryData<string> Throwing =>
        ContractKernels.Names(ContractKernels.EdgeCases.Where(spec => spec.Settings.EdgeCases == "Throw"));

    public static TheoryData<string> Safe =>
        ContractKernels.Names(ContractKernels.EdgeCases.Where(spec => spec.Settings.EdgeCases == "Safe" && spec.Has("logits")));

    public static TheoryData<int> Classes => [.. ContractKernels.Classes];

    [Theory]
    [MemberData(nameof(Throwing))]
    public void A_logit_that_is_not_finite_is_refused_by_its_place(string name)
    {
        KernelSpec spec = ContractKernels.Named(name);
        string logits = spec.Inputs.First();
        foreach (double wrong in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity })
        {
            foreach ((int row, int k) in new[] { (0, 0), (7, 3), (Rows - 1, spec.Classes - 1) })
            {
                Call<float> call = new(spec, Finite(spec));
                call.Arguments[logits].Span[row * spec.Classes + k] = (float)wrong;

                ArgumentException refusal = Assert.Throws<ArgumentException>(
                    () => Libraries.Brief.Bind<float>(spec)(call.Arguments));

                Assert.True(call.NothingWritten);
                Assert.Equal(logits, refusal.ParamName);
                Assert.Contains(Invariant($"row {row}, class {k}, is {(float)wrong}"), refusal.Message, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Throwing))]
    public void Finite_logits_are_accepted(string name)
    {
        KernelSpec spec = ContractKernels.Named(name);

        Assert.Null(Asking.Trial(spec, Finite(spec)).Run(Libraries.Brief).Failure);
    }

    [Theory]
    [MemberData(nameof(Safe))]
    public void A_row_without_any_possible_class_gives_zeros(string name)
    {
        KernelSpec spec = ContractKernels.Named(name);
        Question question = Finite(spec);
        question.Elements["logits"].AsSpan(spec.Classes, spec.Classes).Fill(double.NegativeInfinity);
        Answer answer = new Call<float>(spec, question).Run(Libraries.Brief.Bind<float>(spec));

        foreach (string output in spec.Outputs)
        {
            int length = spec.LengthOf(output, 1);
            Assert.All(answer.Elements[output].Skip(length).Take(length), element => Assert.Equal(0, element));
        }

        Assert.Null(Asking.Trial(spec, question).Run(Libraries.Brief).Failure);
    }

    [Theory]
    [MemberData(nameof(Safe))]
    public void A_safe_mean_over_nothing_is_zero(string name)
    {
        KernelSpec spec = ContractKernels.Named(name);
        Question question = Finite(spec) with { Labels = [.. Enumerable.Repeat(-100L, Rows)] };

        Assert.Equal(0, new Call<float>(spec, question).Run(Libraries.Brief.Bind<float>(spec)).Returned);
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void What_counts_for_nothing_leaves_an_added_gradient_as_it_is(int classes)
    {
        KernelSpec spec = Adding(classes);
        Question question = Finite(spec);
        question.Elements["sampleWeights"][1] = 0;
        question.Labels[4] = -100;
        question.Elements["logits"].AsSpan(classes, classes).Fill(double.NaN);
        question.Elements["logits"][4 * classes] = double.PositiveInfinity;
        Answer answer = new Call<float>(spec, question).Run(Libraries.Brief.Bind<float>(spec));

        foreach (int row in new[] { 1, 4 })
        {
            Assert.Equal(
                question.Elements["gradient"].Skip(row * classes).Take(classes),
                answer.Elements["gradient"].Skip(row * classes).Take(classes));
        }

        Assert.True(double.IsFinite(answer.Returned));
        Assert.Null(Asking.Trial(spec, question).Run(Libraries.Brief).Failure);
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void A_class_without_weight_costs_nothing_where_it_is_impossible(int classes)
    {
        KernelSpec spec = Adding(classes);
        Question question = Finite(spec);
        Array.Fill(question.Elements["sampleWeights"], 1);
        question.Elements["classWeights"][2] = 0;
        question.Labels[3] = 2;
        question.Elements["logits"][3 * classes + 2] = double.NegativeInfinity;

        Assert.True(double.IsFinite(new Call<float>(spec, question).Run(Libraries.Brief.Bind<float>(spec)).Returned));
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void Weights_of_nothing_but_zero_give_no_mean_and_no_gradient(int classes)
    {
        KernelSpec spec = Adding(classes);
        Question question = Finite(spec);
        Array.Clear(question.Elements["classWeights"]);
        Answer answer = new Call<float>(spec, question).Run(Libraries.Brief.Bind<float>(spec));

        Assert.Equal(double.NaN, answer.Returned);
        Assert.Equal(question.Elements["gradient"], answer.Elements["gradient"]);
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void A_gradient_that_is_added_to_cannot_be_the_memory_of_the_logits(int classes)
    {
        KernelSpec spec = Adding(classes);
        Call<float> call = new(spec, Finite(spec));
        call.Arguments["gradient"] = call.Arguments["logits"];

        ArgumentException refusal = Assert.Throws<ArgumentException>(() => Libraries.Brief.Bind<float>(spec)(call.Arguments));

        Assert.Equal("gradient", refusal.ParamName);
    }

    private static KernelSpec Adding(int classes) =>
        ContractKernels.EdgeCases.Single(spec => spec.Classes == classes && spec.Settings.Accumulate);

    /// <summary>A question without an infinity.</summary>
    private static Question Finite(KernelSpec spec)
    {
        Question question = RandomQuestions.Of(spec, Rows);
        double[] logits = question.Elements[spec.Inputs.First()];
        for (int i = 0; i < logits.Length; i++)
        {
            logits[i] = double.IsFinite(logits[i]) ? logits[i] : -3;
        }

        return question;
    }
}
