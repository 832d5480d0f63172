using System.Globalization;
using SoftmaxGen.Package.Tests.Harness;

namespace SoftmaxGen.Package.Tests;

/// <summary>Two assemblies with the package, one of which sees the internals of the other.</summary>
[Collection(PackageCollection.Name)]
[Trait("Category", "Package")]
public sealed class FriendsTests(PackageFixture package)
{
    [Fact]
    public void NeitherSeesTheOthersAttributes()
    {
        package.Build("Friends").SucceededWithoutWarning();
        string[] losses = package.Run("Friends/Outer").Succeeded().Lines;

        Assert.Equal(2, losses.Length);
        Assert.All(
            losses,
            loss => Assert.Equal(0.4076059644443804, double.Parse(loss, CultureInfo.InvariantCulture), 1e-15));
    }
}
