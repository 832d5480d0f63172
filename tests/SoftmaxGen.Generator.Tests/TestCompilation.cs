using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SoftmaxGen.Generator.Declarations;

namespace SoftmaxGen.Generator.Tests;

/// <summary>Compilations of source against the framework that the tests run on, with our attributes in them.</summary>
internal static class TestCompilation
{
    /// <summary>What the sources of <see cref="Create"/> begin with.</summary>
    public const string Usings = "using System; using System.Collections.Generic; using SoftmaxGen;\n";

    // A few of them, for every compilation binds all that it refers to.
    private static readonly string[] Used =
    [
        "System.Private.CoreLib.dll", "System.Runtime.dll", "System.Memory.dll", "System.Collections.dll",
        "System.Linq.dll", "System.Console.dll", "System.Threading.dll", "System.Runtime.Intrinsics.dll",
        "System.Threading.Tasks.Parallel.dll", "System.Runtime.InteropServices.dll", "System.Runtime.Extensions.dll", "System.Numerics.Vectors.dll",
    ];

    private static readonly ImmutableArray<MetadataReference> Framework =
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path => Used.Contains(Path.GetFileName(path)))
        .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
        .ToImmutableArray();

    // Parsed once: hundreds of tests use them.
    private static readonly ConcurrentDictionary<LanguageVersion, ImmutableArray<SyntaxTree>> Attributes = new();

    /// <summary>A library of that source and our attributes; nothing of it need be right.</summary>
    public static CSharpCompilation Create(
        string source,
        LanguageVersion version = LanguageVersion.CSharp13,
        NullableContextOptions nullable = NullableContextOptions.Enable) =>
        WithoutAttributes(source, version, nullable).AddSyntaxTrees(Attributes.GetOrAdd(version, ParseAttributes));

    /// <summary>A library of that source alone, for the generator to add the attributes to.</summary>
    public static CSharpCompilation WithoutAttributes(
        string source,
        LanguageVersion version = LanguageVersion.CSharp13,
        NullableContextOptions nullable = NullableContextOptions.Enable) =>
        CSharpCompilation.Create(
            "Consumer",
            [Parse(source, version, "Source.cs")],
            Framework,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: version < LanguageVersion.CSharp8 ? NullableContextOptions.Disable : nullable));

    /// <summary>One file of a compilation.</summary>
    public static SyntaxTree Parse(string source, LanguageVersion version, string path) => CSharpSyntaxTree.ParseText(
        source, new CSharpParseOptions(version, DocumentationMode.Diagnose), path);

    private static ImmutableArray<SyntaxTree> ParseAttributes(LanguageVersion version) =>
        [.. AttributeSources.All.Select(file => Parse(file.Text, version, file.HintName))];
}
