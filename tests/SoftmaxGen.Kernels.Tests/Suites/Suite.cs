using SoftmaxGen.Kernels.Tests.Library;

namespace SoftmaxGen.Kernels.Tests.Suites;

/// <summary>
/// Trials and their kernels: the tests run them in this process, the children at other register widths.
/// </summary>
/// <param name="Specs">The kernels that the trials need, each once.</param>
/// <param name="Trials">The trials; made anew, and the same, at each enumeration.</param>
internal sealed record Suite(IReadOnlyCollection<KernelSpec> Specs, IEnumerable<Trial> Trials)
{
    /// <summary>Runs every trial with the kernels of that library.</summary>
    public IEnumerable<Entry> Run(KernelLibrary library) => Trials.Select(trial => trial.Run(library));
}
