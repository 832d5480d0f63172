using System.Globalization;
using SoftmaxGen.Kernels.Tests.Calling;
using SoftmaxGen.Kernels.Tests.Library;
using SoftmaxGen.Kernels.Tests.Reference;
using SoftmaxGen.Kernels.Tests.Suites;

namespace SoftmaxGen.Kernels.Tests.Contract;

/// <summary>Labels of every integer type, and labels that are no class.</summary>
public sealed class LabelTests
{
    public static TheoryData<string> Labelled => ContractKernels.Names(ContractKernels.Labelled);

    public static TheoryData<string> Reading =>
        ContractKernels.Names(ContractKernels.Labelled.Where(spec => spec.ReadsLabels));

    public static TheoryData<string> SignLosing => ContractKernels.Names(ContractKernels.SignLosing);

    [Theory]
    [MemberData(nameof(Labelled))]
    public void Labels_of_every_type_are_read_and_written(string name)
    {
        KernelSpec spec = ContractKernels.Named(name);

        Verdict.AllRight(new[] { 1, 16, 37 }
            .Select(rows => Asking.Trial(spec, Asking.Question(spec, rows)).Run(Libraries.Brief)));
    }

    [Theory]
    [MemberData(nameof(Reading))]
    public void The_first_label_that_is_no_class_is_refused(string name)
    {
        KernelSpec spec = ContractKernels.Named(name);
        foreach (int rows in new[] { 1, 2, 15, 16, 17, 40 })
        {
            foreach (int row in new[] { 0, rows / 2, rows - 1 }.Distinct())
            {
                foreach (long label in Wrong(spec))
                {
                    Refuses(spec, rows, row, label);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(SignLosing))]
    public void A_negative_label_is_no_class_however_few_bits_it_has(string name)
    {
        KernelSpec spec = ContractKernels.Named(name);
        foreach (int rows in new[] { 1, 16, 17 })
        {
            Refuses(spec, rows, rows - 1, Narrow(spec.Label) == typeof(sbyte) ? -90 : -30_000);
        }
    }

    private static void Refuses(KernelSpec spec, int rows, int row, long label)
    {
        Question question = Asking.Question(spec, rows);
        question.Labels[row] = label;

        // Another wrong one behind it must not be the one that is told.
        question.Labels[^1] = row == rows - 1 ? label : Wrong(spec).First();
        Call<float> call = new(spec, question);
        ArgumentOutOfRangeException refusal =
            Asking.Refusal<float, ArgumentOutOfRangeException>(Libraries.Brief.Bind<float>(spec), call);

        Assert.Equal("labels", refusal.ParamName);
        Assert.Contains(FormattableString.Invariant($"row {row} "), refusal.Message, StringComparison.Ordinal);
        Assert.Contains(Told(spec, label), refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>What the label type can hold and is no class.</summary>
    private static IEnumerable<long> Wrong(KernelSpec spec) =>
        new[] { spec.Classes, -1, int.MinValue, (1L << 32) + 1, 1L << 40, long.MaxValue, short.MinValue, 255 }
            .Where(label => Holds(Narrow(spec.Label), label));

    private static Type Narrow(Type label) => label.IsEnum ? label.GetEnumUnderlyingType() : label;

    private static bool Holds(Type integer, long value)
    {
        try
        {
            Convert.ChangeType(value, integer, CultureInfo.InvariantCulture);
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    /// <summary>
    /// The label as the message must tell it: an enum member may be told by its number only where it has no name.
    /// </summary>
    private static string Told(KernelSpec spec, long label) => spec.Label.IsEnum
        ? Enum.ToObject(spec.Label, label).ToString()!
        : label.ToString(CultureInfo.InvariantCulture);
}
