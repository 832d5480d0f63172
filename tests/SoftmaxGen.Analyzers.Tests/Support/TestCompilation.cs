using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SoftmaxGen.Analyzers.Tests.Support;

/// <summary>What every source under test is compiled with: the runtime of this process, and the usual usings.</summary>
internal static class TestCompilation
{
    /// <summary>Implicit usings, as the SDK would add them.</summary>
    public const string GlobalUsings =
        "global using System; global using System.Collections.Generic; global using System.Linq;";

    /// <summary>The path of the file that holds <see cref="GlobalUsings"/>.</summary>
    public const string GlobalUsingsPath = "GlobalUsings.g.cs";

    /// <summary>The runtime's own assemblies.</summary>
    public static ImmutableArray<MetadataReference> Runtime { get; } =
        Trusted(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location));

    /// <summary><c>System.Numerics.Tensors</c>.</summary>
    public static ImmutableArray<MetadataReference> Tensors { get; } =
        Trusted(path => Path.GetFileName(path) == "System.Numerics.Tensors.dll");

    /// <summary>How the sources are parsed.</summary>
    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.Latest);

    /// <summary>How they are compiled.</summary>
    public static CSharpCompilationOptions Options { get; } = new(
        OutputKind.DynamicallyLinkedLibrary,
        allowUnsafe: true,
        nullableContextOptions: NullableContextOptions.Enable,
        optimizationLevel: OptimizationLevel.Release);

    /// <summary>Compiles the sources, which are called <c>Source0.cs</c>, <c>Source1.cs</c> and so on.</summary>
    public static CSharpCompilation Create(IEnumerable<string> sources, bool tensors = true) =>
        CSharpCompilation.Create(
            "UnderTest",
            sources.Select((source, index) => CSharpSyntaxTree.ParseText(source, ParseOptions, PathOf(index)))
                .Append(CSharpSyntaxTree.ParseText(GlobalUsings, ParseOptions, GlobalUsingsPath)),
            tensors ? Runtime.AddRange(Tensors) : Runtime,
            Options);

    /// <summary>The path of one of the sources.</summary>
    public static string PathOf(int index) => $"Source{index}.cs";

    /// <summary>Fails with the sources and what the compiler says, unless they compile.</summary>
    public static void AssertCompiles(Compilation compilation)
    {
        Diagnostic[] errors =
            [.. compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        Assert.True(
            errors.Length == 0,
            string.Join('\n', errors.Select(error => error.ToString()))
                + "\n\n" + string.Join("\n----\n", compilation.SyntaxTrees.Select(tree => tree.ToString())));
    }

    private static ImmutableArray<MetadataReference> Trusted(Func<string, bool> accept) =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(accept)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];
}
