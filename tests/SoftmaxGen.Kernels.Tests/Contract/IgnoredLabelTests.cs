using SoftmaxGen.Kernels.Tests.Calling;
using SoftmaxGen.Kernels.Tests.Library;
using SoftmaxGen.Kernels.Tests.Reference;
using SoftmaxGen.Kernels.Tests.Suites;

namespace SoftmaxGen.Kernels.Tests.Contract;

/// <summary>A label that counts for nothing: PyTorch's -100, another negative number, or a class.</summary>
public sealed class IgnoredLabelTests
{
    public static TheoryData<string> Kernels => ContractKernels.Names(ContractKernels.Ignoring);

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Ignored_rows_count_for_nothing(string name)
    {
        KernelSpec spec = ContractKernels.Named(name);

        Verdict.AllRight(new[] { 1, 2, 16, 17, 35 }.Select(rows => Ask(spec, rows, row => row % 3 == 1)));
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Where_all_rows_are_ignored_the_mean_is_not_a_number_and_the_gradient_is_zero(string name)
    {
        KernelSpec spec = ContractKernels.Named(name);
        foreach (int rows in new[] { 1, 16, 19 })
        {
            Answer answer = Answer(spec, Question(spec, rows, _ => true));

            Assert.Equal(spec.Reduction == "Mean" ? double.NaN : 0, answer.Returned);
            Assert.All(answer.Elements["gradient"], element => Assert.Equal(0, element));
            Assert.All(answer.Elements["losses"], loss => Assert.Equal(0, loss));
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Nothing_leaks_from_an_ignored_row(string name)
    {
        KernelSpec spec = ContractKernels.Named(name);
        foreach (double leak in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity })
        {
            Question question = Question(spec, 19, row => row % 2 == 0);
            double[] values = question.Elements[spec.Inputs.First()];
            for (int row = 0; row < question.Rows; row += 2)
            {
                values.AsSpan(row * spec.Classes, spec.Classes).Fill(leak);
            }

            Answer answer = Answer(spec, question);
            for (int row = 0; row < question.Rows; row += 2)
            {
                Assert.Equal(0, answer.Elements["losses"][row]);
                Assert.All(
                    answer.Elements["gradient"][(row * spec.Classes)..((row + 1) * spec.Classes)],
                    element => Assert.Equal(0, element));
            }

            Assert.True(double.IsFinite(answer.Returned));
            Assert.Null(Asking.Trial(spec, question).Compare(answer));
        }
    }

    private static Entry Ask(KernelSpec spec, int rows, Predicate<int> ignored) =>
        Asking.Trial(spec, Question(spec, rows, ignored)).Run(Libraries.Brief);

    private static Answer Answer(KernelSpec spec, Question question) =>
        new Call<float>(spec, question).Run(Libraries.Brief.Bind<float>(spec));

    /// <summary>Tame logits, so that no loss is infinite by itself.</summary>
    private static Question Question(KernelSpec spec, int rows, Predicate<int> ignored)
    {
        Noise noise = Noise.For(spec.Name, rows);
        double[] values = [.. Enumerable.Range(0, rows * spec.Classes).Select(_ => (double)(float)noise.Normal())];
        bool isClass = spec.IgnoreIndex >= 0;
        long Counted() =>
            noise.Below(spec.Classes - 1) is var label && isClass && label >= spec.IgnoreIndex ? label + 1 : label;
        return new Question(rows)
        {
            Elements = { [spec.Inputs.First()] = values },
            Labels = [.. Enumerable.Range(0, rows).Select(row => ignored(row) ? spec.IgnoreIndex : Counted())],
        };
    }
}
