using System.Globalization;
using Microsoft.CodeAnalysis;
using SoftmaxGen.Generator.Declarations;

namespace SoftmaxGen.Generator.Tests.Documentation;

/// <summary>The examples of the documentation compile without a warning and print what stands below them.</summary>
public sealed class DocumentationTests
{
    private static readonly Page Attributes = new("docs/attributes.md");

    private static readonly Page[] OtherPages = [new("docs/losses.md"), new("README.md"), new("package/README.md")];

    public static TheoryData<int, string> Examples
    {
        get
        {
            TheoryData<int, string> examples = [];
            foreach ((Page.Example example, int index) in Attributes.Examples.Select((example, index) => (example, index)))
            {
                examples.Add(index, example.Heading);
            }

            return examples;
        }
    }

    public static TheoryData<string, int> OtherExamples
    {
        get
        {
            TheoryData<string, int> examples = [];
            foreach (Page page in OtherPages)
            {
                foreach (int index in Enumerable.Range(0, page.Examples.Count).Where(index =>
                    page.Examples[index].Code.Contains("using SoftmaxGen;", StringComparison.Ordinal)))
                {
                    examples.Add(page.Name, index);
                }
            }

            return examples;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void AnExamplePrintsWhatItsPageSays(int index, string heading)
    {
        Page.Example example = Attributes.Examples[index];
        Assert.Equal(heading, example.Heading);
        string printed = ExampleRun.Run(ExampleRun.Compile(example.Code, usings: true));
        Assert.True(example.Output == printed, $"It prints\n{printed}and the page says\n{example.Output}");
    }

    [Theory]
    [MemberData(nameof(OtherExamples))]
    public void AWholeProgramOnAnotherPageRuns(string page, int index)
    {
        string code = OtherPages.Single(one => one.Name == page).Examples[index].Code;
        Compilation program = ExampleRun.Compile(code, usings: !code.Contains("using System;", StringComparison.Ordinal));
        if (program.Options.OutputKind == OutputKind.ConsoleApplication)
        {
            double printed = double.Parse(ExampleRun.Run(program), CultureInfo.InvariantCulture);
            Assert.Contains(printed.ToString("F4", CultureInfo.InvariantCulture), code, StringComparison.Ordinal);
        }
    }

    /// <summary>Nothing of the contract is without an example.</summary>
    [Fact]
    public void EveryAttributeOptionAndParameterHasAnExample()
    {
        string code = string.Concat(Attributes.Examples.Select(example => example.Code));
        IEnumerable<string> attributes = KernelContracts.All.Select(contract => contract.DisplayName.TrimEnd(']'));
        IEnumerable<string> options = OptionContracts.All.Select(option => option.Name + " = ");
        IEnumerable<string> members = OptionContracts.All.SelectMany(option => option.Members
            .Where(member => !member.Equals(option.Members[(int)option.Default], StringComparison.Ordinal))
            .Select(member => $".{member}"));
        IEnumerable<string> parameters = KernelContracts.All.SelectMany(contract => contract.Roles).Select(role => " " + role.Name);
        string[] missing =
        [
            .. attributes.Concat(options).Concat(members).Concat(parameters).Distinct()
                .Where(wanted => !code.Contains(wanted, StringComparison.Ordinal)),
        ];
        Assert.True(missing.Length == 0, $"No example of {string.Join(", ", missing)}");
    }
}
