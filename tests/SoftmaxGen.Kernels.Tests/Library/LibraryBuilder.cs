using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SoftmaxGen.Generator;

namespace SoftmaxGen.Kernels.Tests.Library;

/// <summary>
/// Runs the real generator over declarations and compiles what it emits into a file, as a user's build would: any
/// warning is a failure, and arithmetic is checked, as some users have it. The adapters are compiled into a second file
/// beside it.
/// </summary>
internal static class LibraryBuilder
{
    private static readonly CSharpParseOptions ParseOptions =
        new(LanguageVersion.CSharp9, DocumentationMode.Diagnose);

    private static readonly CSharpCompilationOptions Options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Release,
            checkOverflow: true,
            warningLevel: 9999,
            nullableContextOptions: NullableContextOptions.Enable,
            deterministic: true)
        .WithGeneralDiagnosticOption(ReportDiagnostic.Error);

    /// <summary>The framework that runs the tests.</summary>
    private static readonly ImmutableArray<MetadataReference> Framework =
        [.. Directory.EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll")
            .Where(IsManaged).Select(path => MetadataReference.CreateFromFile(path))];

    private static readonly MetadataReference Tests =
        MetadataReference.CreateFromFile(typeof(LibraryBuilder).Assembly.Location);

    /// <summary>
    /// The reference assembly of netstandard2.0: with nothing else to refer to, the generator emits its portable path.
    /// </summary>
    private static readonly Lazy<MetadataReference> NetStandard = new(() => MetadataReference.CreateFromFile(
        typeof(LibraryBuilder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "NetStandardReference").Value!));

    /// <summary>Builds a library; gives the path to load.</summary>
    /// <param name="name">The name of the assembly, unique in a process.</param>
    /// <param name="specs">The kernels.</param>
    /// <param name="platform">What they are compiled for.</param>
    public static string Build(string name, IReadOnlyCollection<KernelSpec> specs, Platform platform)
    {
        string folder = Directory.CreateTempSubdirectory("softmaxgen-kernels-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);

        ImmutableArray<MetadataReference> references =
            platform == Platform.Portable ? [NetStandard.Value] : [.. Framework, Tests];
        Compilation generated = Generate(name, specs, references);
        string kernels = Emit(platform == Platform.Switchable ? Switchable(generated) : generated, folder);

        return Emit(
            Compilation(
                name + "." + DeclarationText.AdapterClass,
                DeclarationText.Adapters(specs),
                [.. Framework, Tests, MetadataReference.CreateFromFile(kernels)]),
            folder);
    }

    /// <summary>The text of all that is generated for a kernel.</summary>
    public static string TextOf(KernelSpec spec) => string.Join(
        "\n", Generate("text", [spec], [.. Framework, Tests]).SyntaxTrees.Skip(1).Select(tree => tree.ToString()));

    private static Compilation Generate(
        string name, IReadOnlyCollection<KernelSpec> specs, ImmutableArray<MetadataReference> references)
    {
        CSharpCompilation declared = Compilation(name, DeclarationText.Declarations(specs), references);
        CSharpGeneratorDriver.Create([new SoftmaxKernelGenerator().AsSourceGenerator()], parseOptions: ParseOptions)
            .RunGeneratorsAndUpdateCompilation(declared, out Compilation generated, out var reported);
        ThrowOnAny(reported);
        return generated;
    }

    private static CSharpCompilation Compilation(
        string name, string source, IEnumerable<MetadataReference> references) =>
        CSharpCompilation.Create(name, [CSharpSyntaxTree.ParseText(source, ParseOptions)], references, Options);

    /// <summary>The same kernels, asking <see cref="Registers"/> for 512-bit registers.</summary>
    private static Compilation Switchable(Compilation compilation)
    {
        const string Asked = "Vector512.IsHardwareAccelerated";
        const string Instead = "global::SoftmaxGen.Kernels.Tests.Library.Registers.Has512";
        int replaced = 0;
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            string text = tree.ToString();
            string switchable = text.Replace(Asked, Instead, StringComparison.Ordinal);
            if (switchable != text)
            {
                replaced++;
                compilation = compilation.ReplaceSyntaxTree(
                    tree, CSharpSyntaxTree.ParseText(switchable, ParseOptions, tree.FilePath, tree.Encoding));
            }
        }

        return replaced > 0
            ? compilation
            : throw new InvalidOperationException($"Nothing that was emitted asks for {Asked}.");
    }

    private static string Emit(Compilation compilation, string folder)
    {
        string path = Path.Combine(folder, compilation.AssemblyName + ".dll");
        ThrowOnAny(compilation.Emit(path).Diagnostics);
        return path;
    }

    private static void ThrowOnAny(IEnumerable<Diagnostic> diagnostics)
    {
        string[] found =
        [
            .. diagnostics.Where(one => one.Severity >= DiagnosticSeverity.Warning).Select(one => one.ToString()),
        ];
        if (found.Length > 0)
        {
            throw new InvalidOperationException(
                $"{found.Length} warnings or errors in what was emitted:\n{string.Join('\n', found.Take(20))}");
        }
    }

    private static bool IsManaged(string path)
    {
        try
        {
            AssemblyName.GetAssemblyName(path);
            return true;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }
}
