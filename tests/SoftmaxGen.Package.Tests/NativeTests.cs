using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using SoftmaxGen.Package.Tests.Harness;

namespace SoftmaxGen.Package.Tests;

/// <summary>
/// A consumer compiled ahead of time: no warning of the linker, the numbers of the JIT, and, where the instructions of the
/// machine are allowed, its bits.
/// </summary>
[Collection(PackageCollection.Name)]
[Trait("Category", "Package")]
[Trait("Category", "Slow")]
public sealed partial class NativeTests(PackageFixture package)
{
    [Theory]
    [InlineData("net8.0")]
    [InlineData("net9.0")]
    public void ComputesWhatTheJitDoes(string framework)
    {
        package.Build("Native").SucceededWithoutWarning();
        string[] jitted = package.RunAs("Native", framework).Succeeded().Lines;
        string[] plain = Publish(framework, "plain");
        string[] native = Publish(framework, "native", "-p:IlcInstructionSet=native");

        Assert.Equal(8, jitted.Length);
        Assert.True(WidthOf(native[0]) >= WidthOf(plain[0]), $"{native[0]}, {plain[0]}");

        // The same bits at every width, as long as multiplications and additions are fused, or not, in both.
        Assert.Equal(jitted[1..], native[1..]);
        if (FusedIn(plain[0]) == FusedIn(jitted[0]))
        {
            Assert.Equal(jitted[1..], plain[1..]);
        }

        Assert.All(jitted.Zip(plain).Skip(1), AssertClose);
    }

    private string[] Publish(string framework, string name, params string[] arguments)
    {
        string folder = Path.Combine(package.FolderOf("Native"), "published", framework, name);
        Outcome publish = package.Publish(
            "Native", folder, ["--framework", framework, "--runtime", RuntimeInformation.RuntimeIdentifier, .. arguments])
            .SucceededWithoutWarning();
        Assert.DoesNotMatch(@"\bIL\d{4}\b", publish.Output);
        return package.RunFile(Path.Combine(folder, OperatingSystem.IsWindows() ? "Native.exe" : "Native")).Succeeded().Lines;
    }

    private static void AssertClose((string Jitted, string Native) line)
    {
        (string name, double[] expected) = Read(line.Jitted);
        (string same, double[] actual) = Read(line.Native);
        Assert.Equal(name, same);
        double bound = name switch { "halves" => 1e-3, "blocks" or "long" => 1e-13, _ => 4e-6 };
        Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second / pair.First, 1 - bound, 1 + bound));
    }

    private static (string Name, double[] Numbers) Read(string line)
    {
        string[] words = line.Split(' ');
        return (words[0].TrimEnd(':'), [.. words[1..3].Select(word => double.Parse(word, CultureInfo.InvariantCulture))]);
    }

    private static int WidthOf(string line) => int.Parse(Facts().Match(line).Groups["width"].Value, CultureInfo.InvariantCulture);

    private static bool FusedIn(string line) => Facts().Match(line).Groups["fused"].Value == "True";

    [GeneratedRegex(@"^width (?<width>\d+) fused (?<fused>True|False)$")]
    private static partial Regex Facts();
}
