using System.Numerics;
using SoftmaxGen.Kernels.Tests.Calling;
using SoftmaxGen.Kernels.Tests.Library;
using SoftmaxGen.Kernels.Tests.Suites;

namespace SoftmaxGen.Kernels.Tests.Contract;

/// <summary>
/// An output may be the logits' own memory, which the sweep tests at every size; every other overlap is refused by
/// name, before anything is written.
/// </summary>
public sealed class OverlapTests
{
    private const int Rows = 3;

    public static TheoryData<string> Kernels =>
        ContractKernels.Names([.. ContractKernels.Spans, .. ContractKernels.OtherCarriers, .. ContractKernels.Linear]);

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Overlapping_buffers_are_refused(string name)
    {
        KernelSpec spec = ContractKernels.Named(name);
        Asking.InItsType(spec, kernel => RefusesOverlaps(spec, kernel), kernel => RefusesOverlaps(spec, kernel));
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void An_output_in_place_of_the_logits_gives_the_same_bits(string name)
    {
        KernelSpec spec = ContractKernels.Named(name);

        Assert.Null(Asking.Trial(spec, Asking.Question(spec, Asking.RowsFor(spec, 19))).Run(Libraries.Brief).Failure);
    }

    [Fact]
    public void Buffers_that_only_touch_are_no_overlap()
    {
        KernelSpec spec = ContractKernels.Spans.First(one => one.Operator == "Softmax");
        Call<float> call = new(spec, Asking.Question(spec, Rows));
        int length = spec.LengthOf("logits", Rows);
        float[] both = new float[2 * length];
        call.Arguments["logits"] = both.AsMemory(0, length);
        call.Arguments["probabilities"] = both.AsMemory(length);

        Libraries.Brief.Bind<float>(spec)(call.Arguments);

        Assert.All(both[length..], probability => Assert.Equal(1f / spec.Classes, probability));
    }

    private static void RefusesOverlaps<T>(KernelSpec spec, Kernel<T> kernel)
        where T : unmanaged, INumberBase<T>
    {
        int rows = Asking.RowsFor(spec, Rows);
        foreach (string output in spec.Outputs)
        {
            foreach (string other in spec.Inputs.Concat(spec.Outputs).Where(one => one != output))
            {
                foreach (int shift in Shifts(spec, output, other))
                {
                    Call<T> call = new(spec, Asking.Question(spec, rows));
                    int length = Math.Max(spec.LengthOf(output, rows), spec.LengthOf(other, rows) + shift);
                    T[] shared = new T[length];
                    call.Arguments[output] = shared.AsMemory(0, spec.LengthOf(output, rows));
                    call.Arguments[other] = shared.AsMemory(shift, spec.LengthOf(other, rows));

                    ArgumentException refusal = Asking.Refusal<T, ArgumentException>(kernel, call);
                    Assert.Contains(refusal.ParamName, new[] { output, other });
                    Assert.All(shared, element => Assert.Equal(T.Zero, element));
                }
            }
        }
    }

    /// <summary>
    /// By how much the other begins later: arrays are either the same or not; logits may be the same.
    /// </summary>
    private static IEnumerable<int> Shifts(KernelSpec spec, string output, string other)
    {
        bool alike = spec.LengthOf(output, Rows) == spec.LengthOf(other, Rows);
        if (alike && other != "logits")
        {
            yield return 0;
        }

        if (spec.Carrier != Carrier.Array)
        {
            yield return 1;
        }
    }
}
