using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace SoftmaxGen.Analyzers.Tests.Support;

/// <summary>A solution of two projects with the same sources: Fix All in the solution has to reach both.</summary>
internal sealed class FixWorkspace
{
    /// <summary>Builds the solution.</summary>
    /// <param name="sources">The sources.</param>
    /// <param name="generator">Whether our generator runs over them, as it does where the package is installed.</param>
    public FixWorkspace(string[] sources, bool generator = false)
    {
        AdhocWorkspace workspace = new();
        Solution solution = workspace.CurrentSolution;
        foreach ((ProjectId project, string name) in new[] { (First, "First"), (Second, "Second") })
        {
            solution = solution.AddProject(ProjectInfo.Create(
                project,
                VersionStamp.Default,
                name,
                name,
                LanguageNames.CSharp,
                compilationOptions: TestCompilation.Options,
                parseOptions: TestCompilation.ParseOptions,
                metadataReferences: TestCompilation.Runtime.AddRange(TestCompilation.Tensors),
                analyzerReferences: generator ? [GeneratorReference.Instance] : []));
            for (int file = 0; file < sources.Length; file++)
                solution = Add(TestCompilation.PathOf(file), sources[file]);
            solution = Add(TestCompilation.GlobalUsingsPath, TestCompilation.GlobalUsings);

            Solution Add(string path, string text) => solution.AddDocument(
                DocumentId.CreateNewId(project), path, SourceText.From(text), filePath: name + "/" + path);
        }

        Solution = solution;
    }

    /// <summary>The project that is fixed one by one.</summary>
    public ProjectId First { get; } = ProjectId.CreateNewId();

    /// <summary>Its twin.</summary>
    public ProjectId Second { get; } = ProjectId.CreateNewId();

    /// <summary>The solution as it was.</summary>
    public Solution Solution { get; }

    /// <summary>The texts of a project's sources, in their order.</summary>
    public string[] Texts(Solution solution, ProjectId project) =>
    [
        .. solution.GetProject(project)!.Documents
            .Where(document => document.Name != TestCompilation.GlobalUsingsPath)
            .OrderBy(document => document.Name, StringComparer.Ordinal)
            .Select(document => document.GetTextAsync().GetAwaiter().GetResult().ToString()),
    ];
}
