using SoftmaxGen.Package.Tests.Harness;

namespace SoftmaxGen.Package.Tests;

/// <summary>A stranger's project that is full of overflows, and <c>dotnet format analyzers</c>.</summary>
[Collection(PackageCollection.Name)]
[Trait("Category", "Package")]
public sealed class MendingTests(PackageFixture package)
{
    [Fact]
    public void FormatMendsWhatTheBuildWarnsOf()
    {
        string before = package.Build("Mended").Succeeded().Output;
        Assert.All(
            new[] { "SMG1001", "SMG1004", "SMG1005", "SMG1008", "SMG1009" },
            id => Assert.Contains("warning " + id, before, StringComparison.Ordinal));
        string[] broken = package.Run("Mended").Succeeded().Lines;
        Assert.All(broken, line => Assert.Matches("NaN|∞|Infinity", line));

        package.Format("Mended").Succeeded();

        package.Build("Mended").SucceededWithoutWarning();
        Assert.Equal(
            ["softmax: 1 0", "log-sum-exp: 1000", "sigmoid: 1", "tanh: 1", "softplus: 800", "loss: 800"],
            package.Run("Mended").Succeeded().Lines);
    }
}
