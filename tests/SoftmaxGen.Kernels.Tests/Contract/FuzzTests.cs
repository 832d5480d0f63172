using System.Numerics;
using SoftmaxGen.Kernels.Tests.Calling;
using SoftmaxGen.Kernels.Tests.Library;
using SoftmaxGen.Kernels.Tests.Suites;

namespace SoftmaxGen.Kernels.Tests.Contract;

/// <summary>
/// Random calls from many threads at once: bits of every kind, buffers of any length and anywhere, labels of every value. Each
/// is either what the contract refuses, and then nothing was written, or writes its outputs alone, the same numbers wherever they lie.
/// </summary>
public sealed class FuzzTests
{
    private const int Calls = 1500;

    public static TheoryData<string> Kernels => ContractKernels.Names(ContractKernels.Spans);

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Every_outcome_is_the_contracts(string name)
    {
        KernelSpec spec = ContractKernels.Named(name);
        Asking.InItsType(spec, kernel => Fuzz(spec, kernel), kernel => Fuzz(spec, kernel));
    }

    private static void Fuzz<T>(KernelSpec spec, Kernel<T> kernel)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int refused = 0;
        string?[] failures = new string?[Calls];
        Parallel.For(0, Calls, new ParallelOptions { MaxDegreeOfParallelism = 4 }, seed =>
        {
            FuzzedCall<T> call = new(spec, seed);
            Interlocked.Add(ref refused, call.IsRefused ? 1 : 0);
            failures[seed] = call.Run(kernel) is { } failure ? $"{seed}: {failure} ({call})" : null;
        });

        Assert.Empty(failures.Where(failure => failure is not null).Take(5));

        // Both kinds were tried often.
        Assert.InRange(refused, Calls / 20, Calls * 19 / 20);
    }
}
