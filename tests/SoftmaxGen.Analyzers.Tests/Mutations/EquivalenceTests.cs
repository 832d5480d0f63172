using Xunit.Abstractions;

namespace SoftmaxGen.Analyzers.Tests.Mutations;

/// <summary>The form of code does not matter: what is stable is left alone in every form, and what is not is found in every form.</summary>
public sealed class EquivalenceTests(ITestOutputHelper output)
{
    // Forms in which nothing is said about code that is not stable, and why.
    private static readonly Dictionary<string, string> Missed = [];

    [Fact]
    public void StableCodeIsLeftAloneInEveryForm()
    {
        Variants stable = new(StableKernels.All);
        Dictionary<string, double[][]> right = stable.Kernels.ToDictionary(kernel => kernel.Name, stable.Outputs);
        Variants forms = new([.. StableKernels.All.SelectMany(Rewrites.Of)]);

        output.WriteLine($"{forms.Kernels.Count} forms; do not compile: {string.Join(", ", forms.Dropped.Select(form => form.Name))}");
        Assert.InRange(forms.Kernels.Count, 200, int.MaxValue);
        Assert.All(forms.Kernels, form =>
        {
            Assert.False(HostileInputs.AreWrong(forms.Outputs(form), right[form.Name.Split('/')[0]]), form.Name + " means something else:\n" + form.Source);
            Assert.True(!forms.Warnings(form).Any(), $"{form.Name}: {string.Join('\n', forms.Warnings(form))}\n{form.Source}");
        });
    }

    [Fact]
    public void UnstableCodeIsFoundInEveryForm()
    {
        Variants originals = new([.. StableKernels.All.Select(Mutators.WithoutShift).OfType<Kernel>()]);
        Kernel[] found = [.. originals.Kernels.Where(originals.IsFound)];
        Variants forms = new([.. found.SelectMany(Rewrites.Of)]);
        string[] missed = [.. forms.Kernels.Where(form => !forms.IsFound(form)).Select(form => form.Name)];

        output.WriteLine($"{found.Length} kernels without their shift, {forms.Kernels.Count} forms, {forms.Kernels.Count - missed.Length} found.");
        Assert.InRange(forms.Kernels.Count, 150, int.MaxValue);
        Assert.Equal(Missed.Keys.Order(), missed.Order());
    }
}
