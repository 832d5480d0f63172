using System.Text.RegularExpressions;
using SoftmaxGen.Package.Tests.Harness;

namespace SoftmaxGen.Package.Tests;

/// <summary>Declarations that cannot be generated are errors of a stranger's build, each with a code of ours.</summary>
[Collection(PackageCollection.Name)]
[Trait("Category", "Package")]
public sealed partial class RefusalTests(PackageFixture package)
{
    [Fact]
    public void EachWrongDeclarationIsOurErrorAndNotTheCompilers()
    {
        Outcome build = package.Build("Refused");

        Assert.NotEqual(0, build.ExitCode);
        string[] expected =
        [
            "OldLanguage/Kernels.cs(7): SMG0001",
            "WrongDeclarations/Kernels.cs(9): SMG0011",
            "WrongDeclarations/Kernels.cs(11): SMG0022",
            "WrongDeclarations/Kernels.cs(15): SMG0029",
            "WrongDeclarations/Kernels.cs(18): SMG0020",
            "WrongDeclarations/Kernels.cs(21): SMG0008",
            "WrongDeclarations/Kernels.cs(21): SMG0017",
            "WrongDeclarations/Kernels.cs(25): SMG0003",
            "WrongDeclarations/Kernels.cs(28): SMG0002",
            "WrongDeclarations/Kernels.cs(29): SMG0010",
            "WrongDeclarations/Kernels.cs(29): SMG0013",
            "WrongDeclarations/Kernels.cs(29): SMG0015",
            "WrongDeclarations/Kernels.cs(29): SMG0020",
            "WrongDeclarations/Kernels.cs(33): SMG0021",
            "WrongDeclarations/Kernels.cs(34): SMG0011",
        ];
        IEnumerable<string> found = Finding().Matches(build.Output)
            .Select(match => match.Result("${file}(${line}): ${code}").Replace('\\', '/'))
            .Distinct();
        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
        Assert.DoesNotContain("warning ", build.Output, StringComparison.Ordinal);
    }

    // Whatever is an error counts, a crash of the analyzer and the compiler's own complaints too.
    [GeneratedRegex(@"(?<file>\w+[/\\]\w+\.cs)\((?<line>\d+),\d+\): error (?<code>\w+):")]
    private static partial Regex Finding();
}
