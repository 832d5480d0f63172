using System.Reflection;
using Microsoft.CodeAnalysis;
using SoftmaxGen.Generator.Declarations.Checks;

namespace SoftmaxGen.Generator.Tests.Declarations;

/// <summary>Every check is listed, released, explained on a page and tested.</summary>
public sealed class RegistryTests
{
    private static readonly string[] Headings =
        ["## Cause", "## Example that breaks", "## How to fix", "## When to suppress"];

    public static TheoryData<string> Ids => new(DeclarationChecks.All.Select(check => check.Descriptor.Id).Order());

    [Fact]
    public void EveryCheckIsListedOnceUnderItsOwnName()
    {
        IEnumerable<Type> written = typeof(DeclarationCheck).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DeclarationCheck)));

        Assert.Equal(
            written.Select(type => type.Name).Order(),
            DeclarationChecks.All.Select(check => check.GetType().Name).Order());
        Assert.All(
            DeclarationChecks.All,
            check => Assert.StartsWith(check.Descriptor.Id, check.GetType().Name, StringComparison.Ordinal));
        Assert.Equal(
            DeclarationChecks.All.Select(check => check.Descriptor),
            new DeclarationAnalyzer().SupportedDiagnostics);
    }

    [Fact]
    public void IdsCountFromOneWithoutGaps() => Assert.Equal(
        Enumerable.Range(1, DeclarationChecks.All.Length).Select(number => $"SMG{number:0000}"),
        DeclarationChecks.All.Select(check => check.Descriptor.Id).Order());

    [Theory]
    [MemberData(nameof(Ids))]
    public void HasAHelpLinkAndAPlainMessage(string id)
    {
        DiagnosticDescriptor descriptor = DescriptorOf(id);

        Assert.Equal(
            "https://github.com/softmaxgen/softmaxgen/blob/main/src/SoftmaxGen.Generator/Declarations/Checks/"
            + id + ".md",
            descriptor.HelpLinkUri);
        Assert.Equal(DiagnosticSeverity.Error, descriptor.DefaultSeverity);
        Assert.True(descriptor.IsEnabledByDefault);
        Assert.False(descriptor.Title.ToString().EndsWith('.'));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void HasAPageWithTheFixedHeadings(string id)
    {
        string[] lines = Resource(id + ".md").Split('\n');

        Assert.Equal($"# {id}: {DescriptorOf(id).Title}", lines[0]);
        Assert.Equal(Headings, lines.Where(line => line.StartsWith("## ", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void TheExampleOfThePageBreaks(string id)
    {
        string page = Resource(id + ".md");
        int start = page.IndexOf("```csharp\n", StringComparison.Ordinal);
        if (id == "SMG0001")
        {
            Assert.Equal(-1, start); // Its example is a project file; its test case is the C# of it.
            return;
        }

        string example = page[(start + 10)..page.IndexOf("\n```", start + 10, StringComparison.Ordinal)];
        string source = example.Contains("class ") ? example : CheckCase.InClass(example);

        Assert.Contains(
            Harness.Analyze(TestCompilation.Create(TestCompilation.Usings + source)), found => found.Id == id);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void HasAReleaseEntry(string id)
    {
        string entry = $"{id} | SoftmaxGen.Declarations | Error | {DescriptorOf(id).Title}";
        string releases = Resource("AnalyzerReleases.Shipped.md") + Resource("AnalyzerReleases.Unshipped.md");

        Assert.Contains(entry, releases.Split('\n'));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void HasATest(string id) => Assert.Contains(CheckTests.Cases, check => check.Id == id);

    private static DiagnosticDescriptor DescriptorOf(string id) =>
        DeclarationChecks.All.Single(check => check.Descriptor.Id == id).Descriptor;

    private static string Resource(string name)
    {
        using Stream? stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name);
        Assert.NotNull(stream);
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
