using SoftmaxGen.Package.Tests.Harness;

namespace SoftmaxGen.Package.Tests;

/// <summary>Two clones of the repository, in folders of different names and depths, give the same package to the byte.</summary>
[Trait("Category", "Package")]
[Trait("Category", "Slow")]
public sealed class ReproducibleTests : IDisposable
{
    private static readonly Dictionary<string, string> Environment = new() { ["CI"] = "true" };

    private readonly string root = Directory.CreateTempSubdirectory("softmaxgen-clones-").FullName;

    [Fact]
    public void TwoClonesGiveTheSameBytes()
    {
        byte[] first = PackClone("a");
        byte[] second = PackClone(Path.Combine("another one", "deeper"));

        Assert.Equal(first, second);
    }

    public void Dispose()
    {
        // What git has fetched is read-only.
        foreach (string file in Directory.GetFiles(root, "*", SearchOption.AllDirectories))
        {
            File.SetAttributes(file, FileAttributes.Normal);
        }

        Directory.Delete(root, recursive: true);
    }

    private byte[] PackClone(string name)
    {
        string clone = Path.Combine(root, name);
        string repository = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(PackageFixture.Fact("PackingProject"))!, "..", ".."));
        DotNet.RunFile(root, Environment, "git", "clone", "--quiet", "--no-hardlinks", repository, clone).Succeeded();
        DotNet.Run(
            clone, Environment, "pack", "src/SoftmaxGen", "-c", "Release", "-o", "packed", "--disable-build-servers").SucceededWithoutWarning();
        return File.ReadAllBytes(Assert.Single(Directory.GetFiles(Path.Combine(clone, "packed"))));
    }
}
