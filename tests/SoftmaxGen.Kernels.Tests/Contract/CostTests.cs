using System.Numerics;
using SoftmaxGen.Kernels.Tests.Calling;
using SoftmaxGen.Kernels.Tests.Library;
using SoftmaxGen.Kernels.Tests.Reference;
using SoftmaxGen.Kernels.Tests.Suites;

namespace SoftmaxGen.Kernels.Tests.Contract;

/// <summary>A kernel allocates nothing and shares nothing between calls.</summary>
public sealed class CostTests
{
    private const int Rows = 37;

    public static TheoryData<string> Kernels => ContractKernels.Names(
        [.. ContractKernels.Spans, .. ContractKernels.OtherCarriers, .. ContractKernels.Linear, .. ContractKernels.Labelled]);

    public static TheoryData<string> Spans => ContractKernels.Names(ContractKernels.Spans);

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Nothing_is_allocated(string name)
    {
        KernelSpec spec = ContractKernels.Named(name);
        Asking.InItsType(spec, kernel => AllocatesNothing(spec, kernel), kernel => AllocatesNothing(spec, kernel));
    }

    [Theory]
    [MemberData(nameof(Spans))]
    public void Many_threads_get_the_bits_that_one_gets(string name)
    {
        KernelSpec spec = ContractKernels.Named(name);
        Asking.InItsType(spec, kernel => IsTheSameOnThreads(spec, kernel), kernel => IsTheSameOnThreads(spec, kernel));
    }

    private static void AllocatesNothing<T>(KernelSpec spec, Kernel<T> kernel)
        where T : unmanaged, INumberBase<T>
    {
        Call<T> call = new(spec, Asking.Question(spec, Asking.RowsFor(spec, Rows)));
        kernel(call.Arguments);
        long before = GC.GetAllocatedBytesForCurrentThread();
        kernel(call.Arguments);
        long after = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(before, after);
    }

    private static void IsTheSameOnThreads<T>(KernelSpec spec, Kernel<T> kernel)
        where T : unmanaged, INumberBase<T>
    {
        const int Threads = 8;
        Question[] questions = [.. Enumerable.Range(0, Threads)
            .Select(thread => Asking.Question(spec, Asking.RowsFor(spec, Rows + thread)))];
        ulong[] expected = [.. questions.Select(question => Digest.Of(new Call<T>(spec, question).Run(kernel)))];
        Thread[] threads = new Thread[Threads];
        int[] wrong = new int[Threads];
        using Barrier start = new(Threads);
        for (int i = 0; i < Threads; i++)
        {
            int thread = i;
            threads[thread] = new Thread(() =>
            {
                start.SignalAndWait();
                for (int turn = 0; turn < 20; turn++)
                {
                    ulong digest = Digest.Of(new Call<T>(spec, questions[thread]).Run(kernel));
                    wrong[thread] += digest == expected[thread] ? 0 : 1;
                }
            });
            threads[thread].Start();
        }

        Array.ForEach(threads, thread => thread.Join());

        Assert.All(wrong, count => Assert.Equal(0, count));
    }
}
