using Xunit.Abstractions;

namespace SoftmaxGen.Analyzers.Tests.Mutations;

/// <summary>Stable code is left alone, and the mistakes that can be made in it are found.</summary>
public sealed class MutationTests(ITestOutputHelper output)
{
    private const double Least = 0.95;

    // Kernels that the engine cannot follow, so that it is silent about most of what is done to them.
    private static readonly Dictionary<string, string> Unfollowed = new()
    {
        ["Unsafe"] = "values behind a reference that is moved by Unsafe.Add are not followed",
        ["OnePass"] = "a sum that is rescaled whenever the maximum grows is a recurrence without a closed form",
    };

    // Single mutants that nothing is said about.
    private static readonly Dictionary<string, string> Missed = new()
    {
        ["SpanInPlace/ShiftByFirst"] = "the first element is overwritten before it is read again, so the shift is another one in every iteration",
        ["Property/ShiftByFirst"] = "the vector is a property: a caller may keep it sorted",
        ["Property/ShiftByMinimum"] = "the vector is a property, which a run cannot choose",
        ["Property/MaximumOfPart"] = "the vector is a property, which a run cannot choose",
        ["Offsets/MaximumOfAnotherRow"] = "a run has one row only in an array with an offset",
        ["Offsets/MaximumOfTheBatch"] = "a run has one row only in an array with an offset",
        ["MaximaInAnArray/DropShiftOnce"] = "a maximum that is built up in an array is not known to be one",
        ["MaximaInAnArray/DropShiftOnce2"] = "a maximum that is built up in an array is not known to be one",
    };

    [Fact]
    public void StableKernelsAreLeftAlone()
    {
        Variants stable = new(StableKernels.All);
        Assert.Empty(stable.Dropped);
        Assert.All(stable.Kernels, kernel =>
        {
            Assert.True(stable.Outputs(kernel).All(numbers => numbers.All(double.IsFinite)), kernel.Name + " is not stable.");
            Assert.True(!stable.Warnings(kernel).Any(), $"{kernel.Name}: {string.Join('\n', stable.Warnings(kernel))}");
        });
    }

    [Fact]
    public void MutantsAreFound()
    {
        Dictionary<string, double[][]> right = [];
        Variants stable = new(StableKernels.All);
        foreach (Kernel kernel in stable.Kernels)
            right[kernel.Name] = stable.Outputs(kernel);

        // Of what is not understood in its first form, the other forms are not counted again.
        Kernel[] dull = [.. stable.Kernels.Where(kernel => Unfollowed.ContainsKey(kernel.Name))];
        Variants mutants = new(
        [
            .. StableKernels.All.SelectMany(Mutators.Mutants),
            .. StableKernels.All.Except(dull).SelectMany(Rewrites.Of).Select(Mutators.WithoutShift).OfType<Kernel>(),
        ]);
        List<Kernel> broken = [.. mutants.Kernels.Where(mutant => IsBroken(mutants.Outputs(mutant), right[mutant.Name.Split('/')[0]], mutant))];
        List<Kernel> missed = [.. broken.Where(mutant => !mutants.IsFound(mutant))];
        double share = 1 - (double)missed.Count / broken.Count;

        output.WriteLine($"{StableKernels.All.Count} kernels, {broken.Count} mutants that break something, {broken.Count - missed.Count} found ({share:P1});");
        output.WriteLine($"{mutants.Kernels.Count - broken.Count} that break nothing and {mutants.Dropped.Count} that do not compile are left out.");
        foreach (Kernel mutant in missed)
            output.WriteLine($"missed: {mutant.Name}: {ReasonOf(mutant)}");

        Assert.True(broken.Count >= 150, $"Only {broken.Count} mutants.");
        Assert.True(share >= Least, $"Only {share:P1} are found; missed: {string.Join(", ", missed.Select(mutant => mutant.Name))}.");
    }

    private static string ReasonOf(Kernel mutant) =>
        Missed.GetValueOrDefault(mutant.Name) ?? Unfollowed.GetValueOrDefault(mutant.Name.Split('/')[0]) ?? "nobody has looked into it yet";

    // What a guard's absence changes without making it infinite (a sign, say) is a mistake, but none that this is about.
    private static bool IsBroken(double[][] outputs, double[][] right, Kernel mutant) => HostileInputs.AreWrong(outputs, right)
        && (!mutant.Name.Contains("/DropGuard", StringComparison.Ordinal) || outputs.Any(numbers => !numbers.All(double.IsFinite)));
}
