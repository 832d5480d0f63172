using System.Globalization;
using SoftmaxGen.Package.Tests.Harness;

namespace SoftmaxGen.Package.Tests;

/// <summary>An empty console project outside the repository that has nothing of ours but the package.</summary>
[Collection(PackageCollection.Name)]
[Trait("Category", "Package")]
public sealed class StrangerTests(PackageFixture package)
{
    [Fact]
    public void BuildsWithoutWarningAndComputes()
    {
        package.Build("Stranger").SucceededWithoutWarning();
        Dictionary<string, string> printed = package.Run("Stranger").Succeeded().Lines
            .Select(line => line.Split(": "))
            .ToDictionary(parts => parts[0], parts => parts[1]);

        // The founding documents' numbers, as far as they print them.
        AssertNumbers(printed["soft loss"], 1e-13, 14.063482775853203);
        AssertNumbers(
            printed["soft gradient"],
            1e-7,
            [
                -0.09904564, -0.19740579, -0.29294821, -0.38083126, -0.44789396, -0.45836109, -0.31498552, 0.24657787,
                1.9448936,
            ]);
        AssertNumbers(
            printed["probabilities"],
            1e-7,
            [
                0.00021208, 0.00057649, 0.00156706, 0.00425972, 0.01157912, 0.03147531, 0.08555877, 0.23257286,
                0.63219858,
            ]);
        AssertNumbers(
            printed["backward"],
            5e-6,
            [
                -0.00157344, -0.00370057, -0.00849213, -0.01882428, -0.03959057, -0.07614301, -0.12141937, -0.09747922,
                0.36722258,
            ]);
        AssertNumbers(printed["index loss"], 1e-15, 1.0155949508195155);
        AssertNumbers(printed["nll loss"], 1e-15, 1.0155949508195155);

        // exp(1000) is infinite in every type; the answers are not.
        AssertNumbers(printed["log sum exp"], 0, 1000);
        AssertNumbers(printed["answer loss"], 1e-6, 0.40760596);
        Assert.Equal("No Yes", printed["decided"]);
        Assert.Equal("labels", printed["refused"]);

        // The attributes are gone from the metadata of what the stranger ships; the kernels are there.
        Assembly shipped = Assembly.Read(package.AssemblyOf("Stranger"));
        Assert.Contains("SoftmaxGen.SoftmaxLossAttribute", shipped.Types);
        Assert.Contains("Microsoft.CodeAnalysis.EmbeddedAttribute", shipped.AppliedAttributes);
        Assert.DoesNotContain(
            shipped.AppliedAttributes, name => name.StartsWith("SoftmaxGen.", StringComparison.Ordinal));
        Assert.DoesNotContain(shipped.References.Keys, name => name.StartsWith("SoftmaxGen", StringComparison.Ordinal));
    }

    private static void AssertNumbers(string printed, double distance, params double[] expected)
    {
        double[] actual = [.. printed.Split(' ').Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second - pair.First, -distance, distance));
    }
}
