using System.Globalization;
using SoftmaxGen.Package.Tests.Harness;

namespace SoftmaxGen.Package.Tests;

/// <summary>Consumers on every framework of the contract, at C# 9; one with all of the SDK's analyzers.</summary>
[Collection(PackageCollection.Name)]
[Trait("Category", "Package")]
public sealed class FrameworksTests(PackageFixture package)
{
    [Fact]
    public void EachBuildsWithoutWarning()
    {
        package.Build("Frameworks").SucceededWithoutWarning();

        string[] arrays = ["net8.0", "netstandard2.0", "netstandard2.1", "net472"];
        string[] spans = ["net8.0", "netstandard2.0", "netstandard2.1"];
        Assert.All(arrays, framework => AssertHasKernels(package.AssemblyOf("Frameworks/Arrays", framework)));
        Assert.All(spans, framework => AssertHasKernels(package.AssemblyOf("Frameworks/Spans", framework)));
        AssertHasKernels(package.AssemblyOf("Frameworks/Strict"));

        // What was compiled for netstandard2.0 gives the same numbers: the mean of 0 and 2.4076, and its gradient.
        string[] lines = package.Run("Frameworks/Runner").Succeeded().Lines;
        Assert.Equal(["arrays", "spans"], lines.Select(line => line.Split(':')[0]));
        Assert.All(lines, AssertNumbers);
    }

    private static void AssertHasKernels(string assembly) => Assert.Contains(
        Assembly.Read(assembly).Types, name => name.StartsWith("SoftmaxGen.Generated.", StringComparison.Ordinal));

    private static void AssertNumbers(string line)
    {
        double[] expected = [1.2038029822, 0, 0, 0, 0.3326204779, 0.1223642356, -0.4549847135];
        double[] actual = [.. line.Split(' ')[1..].Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second - pair.First, -2e-7, 2e-7));
    }
}
