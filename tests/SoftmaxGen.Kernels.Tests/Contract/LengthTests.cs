using System.Numerics;
using SoftmaxGen.Kernels.Tests.Calling;
using SoftmaxGen.Kernels.Tests.Library;
using SoftmaxGen.Kernels.Tests.Suites;
using static System.FormattableString;

namespace SoftmaxGen.Kernels.Tests.Contract;

/// <summary>A buffer of the wrong length is refused by name, before anything is written.</summary>
public sealed class LengthTests
{
    private const int Rows = 3;

    public static TheoryData<string> Kernels => ContractKernels.Names(
        [.. ContractKernels.Spans, .. ContractKernels.OtherCarriers, .. ContractKernels.Linear, .. ContractKernels.Batches]);

    [Theory]
    [MemberData(nameof(Kernels))]
    public void A_longer_or_shorter_buffer_is_refused(string name)
    {
        KernelSpec spec = ContractKernels.Named(name);
        Asking.InItsType(spec, kernel => RefusesLengths(spec, kernel), kernel => RefusesLengths(spec, kernel));
    }

    private static void RefusesLengths<T>(KernelSpec spec, Kernel<T> kernel)
        where T : unmanaged, INumberBase<T>
    {
        foreach (string parameter in spec.ParameterNames.Where(one => one != "scale"))
        {
            foreach (int difference in new[] { -1, 1 })
            {
                int rows = Asking.RowsFor(spec, Rows);
                int length = spec.LengthOf(parameter, rows) + difference;
                Call<T> call = new(spec, Asking.Question(spec, rows));
                if (parameter is "labels" or "predictions")
                {
                    call.Arguments.SetLabels<int>(new int[length], parameter);
                }
                else
                {
                    call.Arguments[parameter] = new T[length];
                }

                ArgumentException refusal = Asking.Refusal<T, ArgumentException>(kernel, call);
                Assert.Equal(parameter, refusal.ParamName);
                Assert.Contains(Invariant($"{length}"), refusal.Message, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Batched))]
    public void Another_number_of_rows_than_the_fixed_batch_is_refused(string name)
    {
        KernelSpec spec = ContractKernels.Named(name);
        foreach (int rows in new[] { 0, spec.Batch - 1, spec.Batch + 1 })
        {
            Call<float> call = new(spec, Asking.Question(spec, rows));
            ArgumentException refusal =
                Asking.Refusal<float, ArgumentException>(Libraries.Brief.Bind<float>(spec), call);

            Assert.Equal("logits", refusal.ParamName);
            Assert.Contains(Invariant($"{spec.Batch * spec.Classes}"), refusal.Message, StringComparison.Ordinal);
        }
    }

    public static TheoryData<string> Batched => ContractKernels.Names(ContractKernels.Batches);

    [Theory]
    [MemberData(nameof(Arrays))]
    public void A_null_array_is_refused(string name)
    {
        KernelSpec spec = ContractKernels.Named(name);
        Asking.InItsType(spec, kernel => RefusesNulls(spec, kernel), kernel => RefusesNulls(spec, kernel));
    }

    public static TheoryData<string> Arrays =>
        ContractKernels.Names(ContractKernels.OtherCarriers.Where(spec => spec.Carrier == Carrier.Array));

    private static void RefusesNulls<T>(KernelSpec spec, Kernel<T> kernel)
        where T : unmanaged, INumberBase<T>
    {
        foreach (string parameter in spec.ParameterNames.Where(one => one != "scale"))
        {
            Call<T> call = new(spec, Asking.Question(spec, Asking.RowsFor(spec, Rows)));
            call.Arguments.SetNull(parameter);

            Assert.Equal(parameter, Asking.Refusal<T, ArgumentNullException>(kernel, call).ParamName);
        }
    }
}
