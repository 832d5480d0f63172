using SoftmaxGen.Analyzers.Witness;

namespace SoftmaxGen.Analyzers.Tests.Witness;

/// <summary>Every feature of the language that the interpreter knows, against the compiler: see <see cref="FeatureCases"/>.</summary>
public sealed class FeatureTests
{
    private static readonly Lazy<SideBySide> Both = new(() => new SideBySide(FeatureCases.Source()));

    public static TheoryData<string> Cases => [.. FeatureCases.All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Interpreted_as_compiled(string name) =>
        Assert.Null(Both.Value.Difference(name, "Run", InterpreterLimits.Default));

    [Fact]
    public void Cases_have_names_of_their_own() =>
        Assert.Equal(FeatureCases.All.Count, FeatureCases.All.Select(c => c.Name).Distinct().Count());
}
