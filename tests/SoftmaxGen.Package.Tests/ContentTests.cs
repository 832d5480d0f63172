using System.IO.Compression;
using System.Xml.Linq;
using SoftmaxGen.Package.Tests.Harness;

namespace SoftmaxGen.Package.Tests;

/// <summary>What is in the package, and what it says of itself.</summary>
[Collection(PackageCollection.Name)]
[Trait("Category", "Package")]
public sealed class ContentTests(PackageFixture package)
{
    private const string Generator = "analyzers/dotnet/cs/SoftmaxGen.Generator.dll";

    [Fact]
    public void HoldsTheGeneratorAndNothingElse()
    {
        using ZipArchive archive = ZipFile.OpenRead(package.PackagePath);

        // The first four are NuGet's own.
        string[] expected =
        [
            "[Content_Types].xml",
            "_rels/.rels",
            "package/services/metadata/core-properties/nuget.psmdcp",
            "SoftmaxGen.nuspec",
            "README.md",
            "icon.png",
            Generator,
        ];
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            archive.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void SaysWhatItIs()
    {
        using ZipArchive archive = ZipFile.OpenRead(package.PackagePath);
        using Stream stream = archive.GetEntry("SoftmaxGen.nuspec")!.Open();
        XElement metadata = XDocument.Load(stream).Root!.Elements().Single();

        Assert.Equal("SoftmaxGen", Value("id"));
        Assert.Equal(package.Version, Value("version"));
        Assert.Equal("true", Value("developmentDependency"));
        Assert.Equal("MIT", Value("license"));
        Assert.Equal("README.md", Value("readme"));
        Assert.Equal("icon.png", Value("icon"));
        Assert.Equal("https://github.com/softmaxgen/softmaxgen", Value("projectUrl"));
        Assert.Equal("https://github.com/softmaxgen/softmaxgen", Element("repository")!.Attribute("url")!.Value);
        Assert.NotEmpty(Value("description")!);
        Assert.NotEmpty(Value("tags")!);
        Assert.Null(Element("dependencies"));
        Assert.Null(Element("references"));
        Assert.Null(Element("frameworkAssemblies"));

        XElement? Element(string name) => metadata.Element(metadata.Name.Namespace + name);
        string? Value(string name) => Element(name)?.Value;
    }

    [Fact]
    public void TheGeneratorLoadsInTheOldestCompilerPromised()
    {
        using ZipArchive archive = ZipFile.OpenRead(package.PackagePath);
        MemoryStream bytes = new();
        using (Stream entry = archive.GetEntry(Generator)!.Open())
        {
            entry.CopyTo(bytes);
        }

        bytes.Position = 0;
        Assembly generator = Assembly.Read(bytes);
        Assert.Equal(new Version(2, 0, 0, 0), generator.References["netstandard"]);
        Assert.Equal(new Version(4, 3, 0, 0), generator.References["Microsoft.CodeAnalysis"]);
        Assert.Equal(new Version(4, 3, 0, 0), generator.References["Microsoft.CodeAnalysis.CSharp"]);
        Assert.All(
            generator.References.Keys,
            name => Assert.Matches(@"^(netstandard|(Microsoft\.CodeAnalysis|System)[.A-Za-z]*)$", name));
        Assert.True(generator.HasEmbeddedSymbols);
    }

    [Fact]
    public void TwoPacksOfTheSameBuildAreTheSameBytes()
    {
        string again = package.Pack("again");

        Assert.Equal(File.ReadAllBytes(package.PackagePath), File.ReadAllBytes(again));
    }
}
