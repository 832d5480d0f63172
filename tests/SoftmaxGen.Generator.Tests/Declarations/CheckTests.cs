using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Tests.Declarations;

/// <summary>Every check fires on its exact span, and not beside it; the reader agrees with the analyzer.</summary>
public sealed class CheckTests
{
    internal static IEnumerable<CheckCase> Cases => [.. StructureCases.All, .. ParameterCases.All, .. OptionCases.All, .. LinearCases.All];

    public static TheoryData<CheckCase> AllCases => new(Cases);

    [Theory]
    [MemberData(nameof(AllCases), DisableDiscoveryEnumeration = true)]
    public void FiresOnTheExactSpan(CheckCase check)
    {
        Markup markup = Markup.Parse(TestCompilation.Usings + check.Fires);
        CSharpCompilation compilation = TestCompilation.Create(markup.Source, check.FiringVersion);

        IEnumerable<Marked> found = Harness.Analyze(compilation).Select(Marked.Of);

        Assert.Contains(markup.Expected, mark => mark.Id == check.Id);
        Assert.Equal(markup.Expected, found.OrderBy(mark => mark.Start).ThenBy(mark => mark.Id));
        Assert.All(Harness.Read(compilation), read => Assert.Null(read.Model));
    }

    [Theory]
    [MemberData(nameof(AllCases), DisableDiscoveryEnumeration = true)]
    public void IsSilentBesideIt(CheckCase check)
    {
        CSharpCompilation compilation =
            TestCompilation.Create(TestCompilation.Usings + check.Silent, check.SilentVersion);

        Assert.Empty(Harness.ComplaintsOf(compilation));
        Assert.Empty(Harness.Analyze(compilation).Select(found => found.ToString()));
        ImmutableArray<(string, KernelModel? Model)> read = Harness.Read(compilation);
        Assert.NotEmpty(read);
        Assert.All(read, one => Assert.NotNull(one.Model));
    }
}
