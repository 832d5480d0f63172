using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace SoftmaxGen.Corpus;

/// <summary>A directory with the C# files of one repository, to be analysed as one compilation.</summary>
internal sealed class Repository
{
    private readonly string _directory;

    private Repository(string directory) => _directory = directory;

    /// <summary>The directory's own name, <c>owner+name@commit8</c>.</summary>
    public string Name => Path.GetFileName(_directory);

    /// <summary>The repositories of a folder, in the order of their names.</summary>
    public static IReadOnlyList<Repository> All(string folder) =>
        [.. Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).Select(path => new Repository(path))];

    /// <summary>
    /// All files as one compilation. A repository of several projects then has names twice, and packages are missing:
    /// analyzers have to live with both.
    /// </summary>
    /// <param name="labelled">Paths that must be kept although another file has the very same text.</param>
    /// <param name="implicitUsings">Whether usings that come from project files are added.</param>
    /// <param name="lines">How many lines of code there are.</param>
    public CSharpCompilation Compile(IReadOnlySet<string> labelled, bool implicitUsings, out int lines)
    {
        CSharpParseOptions parse = new(LanguageVersion.Latest, DocumentationMode.None, preprocessorSymbols: Symbols.All);
        List<SyntaxTree> trees = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        lines = 0;
        foreach (string path in Files("*.cs").OrderBy(p => !labelled.Contains(p)).ThenBy(p => p, StringComparer.Ordinal))
        {
            string content = File.ReadAllText(Path.Combine(_directory, path));
            if (!seen.Add(content) && !labelled.Contains(path))
                continue;
            SourceText text = SourceText.From(content, Encoding.UTF8);
            lines += text.Lines.Count;
            trees.Add(CSharpSyntaxTree.ParseText(text, parse, path));
        }

        if (implicitUsings)
            trees.Add(CSharpSyntaxTree.ParseText(ImplicitUsings.Of(ProjectTexts()), parse, ImplicitUsings.FileName));

        return CSharpCompilation.Create(
            Name,
            trees,
            References.All,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
                .WithAllowUnsafe(true)
                .WithConcurrentBuild(true)
                .WithNullableContextOptions(NullableContextOptions.Annotations));
    }

    /// <summary>Paths below the repository, with forward slashes, without what a build leaves behind.</summary>
    private IEnumerable<string> Files(string pattern) =>
        Directory.EnumerateFiles(_directory, pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(_directory, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj"));

    private IReadOnlyList<string> ProjectTexts() =>
        [.. Files("*.csproj").Concat(Files("*.props")).Select(path => File.ReadAllText(Path.Combine(_directory, path)))];
}
