using System.Globalization;
using SoftmaxGen.Package.Tests.Harness;

namespace SoftmaxGen.Package.Tests;

/// <summary>Consumers on every framework of the contract, at C# 9; one with all of the SDK's analyzers, one run by .NET Framework.</summary>
[Collection(PackageCollection.Name)]
[Trait("Category", "Package")]
public sealed class FrameworksTests(PackageFixture package)
{
    // The mean of 0 and 2.4076, and its gradient.
    private static readonly double[] Expected = [1.2038029822, 0, 0, 0, 0.3326204779, 0.1223642356, -0.4549847135];

    // Of a linear layer the loss and the gradient of the weights, as NumPy has them in float64.
    private static readonly double[] ExpectedOfLinear =
        [2.0553449266, -0.5022920459, -0.9817274053, 0.3338190427, 0.6679895114, 0.1684730032, 0.3137378940];

    [Fact]
    public void EachBuildsWithoutWarning()
    {
        package.Build("Frameworks").SucceededWithoutWarning();

        string[] arrays = ["net8.0", "netstandard2.0", "netstandard2.1", "net472"];
        string[] spans = ["net8.0", "netstandard2.0", "netstandard2.1"];
        Assert.All(arrays, framework => AssertHasKernels(package.AssemblyOf("Frameworks/Arrays", framework)));
        Assert.All(spans, framework => AssertHasKernels(package.AssemblyOf("Frameworks/Spans", framework)));
        AssertHasKernels(package.AssemblyOf("Frameworks/Strict"));

        // What was compiled for netstandard2.0 gives the same numbers.
        string[] lines = package.Run("Frameworks/Runner").Succeeded().Lines;
        Assert.Equal(["arrays", "spans", "linear arrays", "linear spans"], lines.Select(line => line.Split(':')[0]));
        Assert.All(lines[..2], line => AssertNumbers(line, Expected));
        Assert.All(lines[2..], line => AssertNumbers(line, ExpectedOfLinear));
    }

    [Fact]
    public void NetFrameworkComputes()
    {
        package.Build("Frameworks/Desktop").SucceededWithoutWarning();

        (string runtime, Outcome run) = package.RunDesktop("Frameworks/Desktop");
        string[] lines = run.Succeeded().Lines;
        Assert.Equal(5, lines.Length);
        Assert.Equal("runtime: " + runtime, lines[0]);
        AssertNumbers(lines[1], Expected);
        AssertNumbers(lines[2], ExpectedOfLinear);
        AssertNumbers(lines[3], [2.35212306008372]);
        Assert.Equal("refused: labels", lines[4]);
    }

    private static void AssertHasKernels(string assembly) => Assert.Contains(
        Assembly.Read(assembly).Types, name => name.StartsWith("SoftmaxGen.Generated.", StringComparison.Ordinal));

    private static void AssertNumbers(string line, double[] expected)
    {
        double[] actual = [.. line[(line.IndexOf(':', StringComparison.Ordinal) + 2)..].Split(' ').Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second - pair.First, -2e-7, 2e-7));
    }
}
