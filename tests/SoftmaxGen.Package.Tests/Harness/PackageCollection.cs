namespace SoftmaxGen.Package.Tests.Harness;

/// <summary>The tests that share one package; they run one by one: each build takes all the cores.</summary>
[CollectionDefinition(Name)]
public sealed class PackageCollection : ICollectionFixture<PackageFixture>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "Package";
}
