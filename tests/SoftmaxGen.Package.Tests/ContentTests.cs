using System.IO.Compression;
using System.Xml.Linq;
using SoftmaxGen.Package.Tests.Harness;

namespace SoftmaxGen.Package.Tests;

/// <summary>What is in the package, and what it says of itself.</summary>
[Collection(PackageCollection.Name)]
[Trait("Category", "Package")]
public sealed class ContentTests(PackageFixture package)
{
    private const string Analyzers = "analyzers/dotnet/cs/SoftmaxGen.Analyzers.dll";
    private const string CodeFixes = "analyzers/dotnet/cs/SoftmaxGen.CodeFixes.dll";
    private const string Generator = "analyzers/dotnet/cs/SoftmaxGen.Generator.dll";

    [Fact]
    public void HoldsTheThreeAssembliesAndNothingElse()
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
            Analyzers,
            CodeFixes,
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

    [Theory]
    [InlineData(Generator)]
    [InlineData(Analyzers)]
    public void LoadsInTheOldestCompilerPromised(string path)
    {
        Assembly assembly = Read(path);

        Assert.Equal(new Version(2, 0, 0, 0), assembly.References["netstandard"]);
        Assert.Equal(new Version(4, 3, 0, 0), assembly.References["Microsoft.CodeAnalysis"]);
        Assert.Equal(new Version(4, 3, 0, 0), assembly.References["Microsoft.CodeAnalysis.CSharp"]);
        Assert.All(
            assembly.References.Keys,
            name => Assert.Matches(@"^(netstandard|(Microsoft\.CodeAnalysis|System)[.A-Za-z]*)$", name));
        Assert.DoesNotContain("Microsoft.CodeAnalysis.Workspaces", assembly.References.Keys);
        Assert.True(assembly.HasEmbeddedSymbols);
    }

    [Fact]
    public void TheCodeFixesLoadInTheOldestEditorPromised()
    {
        Assembly assembly = Read(CodeFixes);

        Assert.Equal(new Version(2, 0, 0, 0), assembly.References["netstandard"]);
        Assert.Equal(new Version(4, 5, 0, 0), assembly.References["Microsoft.CodeAnalysis.Workspaces"]);
        // Editors bring their own, and not all the same: a fix needs neither, so it must not ask for a version of it.
        Assert.DoesNotContain(assembly.References.Keys, name => name.StartsWith("System.Composition", StringComparison.Ordinal));
        Assert.All(
            assembly.References.Where(reference => reference.Key.StartsWith("System.", StringComparison.Ordinal)),
            reference => Assert.True(reference.Value <= new Version(6, 0, 0, 0), reference.ToString()));
        Assert.True(assembly.HasEmbeddedSymbols);
    }

    [Theory]
    [InlineData(Generator)]
    [InlineData(Analyzers)]
    [InlineData(CodeFixes)]
    public void TouchesNothingButTheCompilation(string path)
    {
        Assembly assembly = Read(path);

        string[] forbidden =
        [
            "System.IO.File", "System.IO.FileInfo", "System.IO.FileStream", "System.IO.Directory", "System.IO.DirectoryInfo", "System.Console",
            "System.Diagnostics.Process", "System.AppDomain", "System.Reflection.Emit.DynamicMethod", "System.Runtime.InteropServices.Marshal",
        ];
        Assert.Contains("System.Object", assembly.UsedTypes);
        Assert.Empty(assembly.UsedTypes.Intersect(forbidden));
        // The compiler makes this one itself, in iterators; none that loads an assembly is there.
        Assert.All(
            assembly.UsedMembers.Where(name => name.StartsWith("System.Environment.", StringComparison.Ordinal)),
            name => Assert.Equal("System.Environment.get_CurrentManagedThreadId", name));
        Assert.DoesNotContain(assembly.UsedMembers, name => name.StartsWith("System.Reflection.Assembly.Load", StringComparison.Ordinal));
        Assert.DoesNotContain(assembly.UsedTypes, name => name.StartsWith("System.Net.", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.Win32.", StringComparison.Ordinal));
        Assert.False(assembly.CallsNativeCode);
    }

    [Fact]
    public void TwoPacksOfTheSameBuildAreTheSameBytes()
    {
        string again = package.Pack("again");

        Assert.Equal(File.ReadAllBytes(package.PackagePath), File.ReadAllBytes(again));
    }

    private Assembly Read(string path)
    {
        using ZipArchive archive = ZipFile.OpenRead(package.PackagePath);
        using Stream entry = archive.GetEntry(path)!.Open();
        MemoryStream bytes = new();
        entry.CopyTo(bytes);
        bytes.Position = 0;
        return Assembly.Read(bytes);
    }
}
