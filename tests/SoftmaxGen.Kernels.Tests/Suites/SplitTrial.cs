using System.Globalization;
using System.Numerics;
using SoftmaxGen.Kernels.Tests.Calling;
using SoftmaxGen.Kernels.Tests.Library;
using SoftmaxGen.Kernels.Tests.Reference;

namespace SoftmaxGen.Kernels.Tests.Suites;

/// <summary>A kernel with and without <c>Parallel</c>, and so many rows: both must give the same bits.</summary>
/// <param name="Spec">The kernel without.</param>
/// <param name="Rows">N.</param>
internal sealed record SplitTrial(KernelSpec Spec, int Rows)
{
    /// <summary>The kernel with.</summary>
    public KernelSpec SplitSpec => Spec with { Settings = Spec.Settings with { Parallel = true } };

    private string Name => string.Create(CultureInfo.InvariantCulture, $"{Spec.Name}/{Rows}");

    /// <summary>Asks the kernel that runs on one thread.</summary>
    public Entry Alone(KernelLibrary library) => Run(library, Spec);

    /// <summary>Asks the kernel that splits its rows.</summary>
    public Entry Split(KernelLibrary library) => Run(library, SplitSpec);

    private Entry Run(KernelLibrary library, KernelSpec spec) =>
        Spec.Element == typeof(float) ? Run<float>(library, spec)
        : Spec.Element == typeof(Half) ? Run<Half>(library, spec)
        : Run<double>(library, spec);

    private Entry Run<T>(KernelLibrary library, KernelSpec spec)
        where T : unmanaged, INumberBase<T>
    {
        // The question is made up by the name: the same one for both.
        Call<T> call = new(spec, RandomQuestions.Of(Spec, Rows));
        Answer answer = call.Run(library.Bind<T>(spec));
        return new Entry(Name, Digest.Of(answer), call.Damage());
    }
}
