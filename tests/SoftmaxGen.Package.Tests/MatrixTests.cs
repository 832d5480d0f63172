using System.Globalization;
using System.Runtime.InteropServices;
using SoftmaxGen.Package.Tests.Harness;

namespace SoftmaxGen.Package.Tests;

/// <summary>
/// Consumers of every kind in one build: all the analyzers there are beside us, hostile names, central versions, a second
/// generator, Unity, no network, the oldest compiler. Each computes.
/// </summary>
[Collection(PackageCollection.Name)]
[Trait("Category", "Package")]
public sealed class MatrixTests(PackageFixture package)
{
    // The mean of 0 and 2.4076, and its gradient.
    private static readonly double[] Expected = [1.2038029822, 0, 0, 0, 0.3326204779, 0.1223642356, -0.4549847135];

    private static readonly string[] Programs =
    [
        "analyzed", "central", "offline", "two generators", "unity-like", "names, System", "names, split", "names, keyword",
        "names, unicode", "names, nested", "names, interface",
    ];

    [Fact]
    public void EachBuildsWithoutWarningAndComputes()
    {
        package.Build("Matrix").SucceededWithoutWarning();
        AssertComputes(package.Run("Matrix/Runner").Succeeded());

        string[] frameworks = ["net10.0", "net8.0", "netstandard2.0", "net472"];
        Assert.All(frameworks, framework => AssertHasKernels(package.AssemblyOf("Matrix/Names", framework)));
        Assert.All(["net10.0", "net8.0"], framework => AssertHasKernels(package.AssemblyOf("Matrix/Central", framework)));

        AssertRunsInTheOldestCompiler(package.Run("Matrix/OldCompiler").Succeeded().Lines);

        // The same in one file, with the names compiled for a framework that has vectors.
        string folder = Path.Combine(package.FolderOf("Matrix"), "published");
        package.Publish("Matrix/Runner", folder, $"-p:OneFileFor={RuntimeInformation.RuntimeIdentifier}", "-p:NamesFramework=net8.0")
            .SucceededWithoutWarning();
        string program = Path.Combine(folder, OperatingSystem.IsWindows() ? "Runner.exe" : "Runner");
        Assert.Empty(Directory.GetFiles(folder, "*.dll"));
        AssertComputes(package.RunFile(program).Succeeded());
    }

    private static void AssertComputes(Outcome run)
    {
        Assert.Equal(Programs, run.Lines.Select(line => line.Split(':')[0]));
        Assert.All(run.Lines, AssertNumbers);
    }

    private static void AssertRunsInTheOldestCompiler(string[] lines)
    {
        Assert.Equal("Roslyn 4.3.0.0", lines[0]);
        for (int version = 0; version < 2; version++)
        {
            // The two mistakes in its source, each found by its analyzer, and nothing else: no crash, no warning of the compiler.
            string language = version == 0 ? "CSharp9" : "CSharp10";
            Assert.Equal($"{language}: SMG0022 SMG1001", lines[(3 * version) + 1]);
            Assert.Equal($"{language}: emitted True", lines[(3 * version) + 2]);
            AssertNumbers(lines[(3 * version) + 3]);
        }
    }

    private static void AssertNumbers(string line)
    {
        double[] actual = [.. line.Split(": ")[1].Split(' ').Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
        Assert.Equal(Expected.Length, actual.Length);
        Assert.All(Expected.Zip(actual), pair => Assert.InRange(pair.Second - pair.First, -2e-7, 2e-7));
    }

    private static void AssertHasKernels(string assembly) => Assert.Contains(
        Assembly.Read(assembly).Types, name => name.StartsWith("SoftmaxGen.Generated.", StringComparison.Ordinal));
}
