using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using SoftmaxGen.Generator.Tests.Emission;

namespace SoftmaxGen.Generator.Tests.Pipeline;

/// <summary>
/// A project with many kernels, ten in a file, and as many files without any, edited as hands do: numbers in bodies, comments,
/// empty lines; another number of classes, another name, a kernel more, a kernel less.
/// </summary>
internal sealed partial class EditedProject
{
    private const int KernelsPerFile = 10;

    private readonly Random random;

    private int fresh;

    public EditedProject(int kernels, int seed)
    {
        random = new Random(seed);
        Compilation = TestCompilation.WithoutAttributes("class Start { }");
        foreach (string[] chunk in ManyKernels.Some(kernels).Chunk(KernelsPerFile))
        {
            Add($"using SoftmaxGen;\nstatic partial class Kernels\n{{\n{string.Join('\n', chunk)}\n}}\n");
            Add("class Plain" + fresh.ToString(CultureInfo.InvariantCulture) + "\n{\n    int Other() => 1;\n}\n");
        }

        Names = [.. Enumerable.Range(0, kernels).Select(number => "Kernel" + number.ToString(CultureInfo.InvariantCulture))];
    }

    /// <summary>The project as it is now.</summary>
    public CSharpCompilation Compilation { get; private set; }

    /// <summary>The names of its kernels.</summary>
    public HashSet<string> Names { get; }

    /// <summary>Makes one edit and returns the name of the kernel whose own file is new now, or nothing.</summary>
    public string? Edit()
    {
        SyntaxTree tree = Compilation.SyntaxTrees[1 + random.Next(Compilation.SyntaxTrees.Length - 1)];
        SourceText text = tree.GetText();
        Match[] kernels = Kernel().Matches(text.ToString()).ToArray();
        Group? body = Body().Match(text.ToString()) is { Success: true } match ? match.Groups["number"] : null;
        (TextChange change, string? touched) = (kernels.Length == 0 ? 0 : random.Next(9)) switch
        {
            0 or 1 or 2 when body is not null => (Replace(body, Fresh()), null),
            0 or 1 => (new TextChange(new TextSpan(0, 0), "// " + Fresh() + "\n"), null),
            2 or 3 => (new TextChange(new TextSpan(Any(kernels).Index, 0), "\n"), null),
            4 or 5 or 6 => Reclassed(Any(kernels)),
            7 => Renamed(Any(kernels)),
            _ when kernels.Length > KernelsPerFile => Removed(Any(kernels)),
            _ => Copied(Any(kernels)),
        };
        SyntaxTree edited = tree.WithChangedText(text.WithChanges(change));
        Compilation = Compilation.ReplaceSyntaxTree(tree, edited);
        return touched;
    }

    private (TextChange Change, string Touched) Reclassed(Match kernel) =>
        (Replace(kernel.Groups["classes"], (2 + (++fresh % 5000)).ToString(CultureInfo.InvariantCulture)), kernel.Groups["name"].Value);

    private (TextChange Change, string Touched) Renamed(Match kernel)
    {
        string name = "Kernel" + Fresh();
        Names.Remove(kernel.Groups["name"].Value);
        Names.Add(name);
        return (Replace(kernel.Groups["name"], name), name);
    }

    private (TextChange Change, string Touched) Copied(Match kernel)
    {
        string name = "Kernel" + Fresh();
        Names.Add(name);
        string copy = kernel.Value.Replace(kernel.Groups["name"].Value + "(", name + "(", StringComparison.Ordinal);
        return (new TextChange(new TextSpan(kernel.Index, 0), copy + "\n"), name);
    }

    private (TextChange Change, string? Touched) Removed(Match kernel)
    {
        Names.Remove(kernel.Groups["name"].Value);
        return (new TextChange(new TextSpan(kernel.Index, kernel.Length), ""), null);
    }

    private static TextChange Replace(Group group, string by) => new(new TextSpan(group.Index, group.Length), by);

    private Match Any(Match[] kernels) => kernels[random.Next(kernels.Length)];

    private string Fresh() => (100_000 + ++fresh).ToString(CultureInfo.InvariantCulture);

    private void Add(string source) => Compilation = Compilation.AddSyntaxTrees(
        TestCompilation.Parse(source, LanguageVersion.CSharp13, $"{++fresh}.cs"));

    [GeneratedRegex(@"\[\w+\(Classes = (?<classes>\d+)[^\n]* (?<name>Kernel\d+)\([^\n]*;")]
    private static partial Regex Kernel();

    [GeneratedRegex(@"Other\(\) => (?<number>\d+);")]
    private static partial Regex Body();
}
