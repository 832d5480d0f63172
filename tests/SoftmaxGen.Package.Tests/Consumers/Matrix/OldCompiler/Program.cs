using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

string package = typeof(Program).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(fact => fact.Key == "Package").Value!;
Assembly generatorAssembly = Assembly.LoadFrom(Path.Combine(package, "SoftmaxGen.Generator.dll"));
Assembly analyzerAssembly = Assembly.LoadFrom(Path.Combine(package, "SoftmaxGen.Analyzers.dll"));
Console.WriteLine($"Roslyn {typeof(Compilation).Assembly.GetName().Version}");

foreach (LanguageVersion version in new[] { LanguageVersion.CSharp9, LanguageVersion.CSharp10 })
{
    CSharpParseOptions options = new(version, DocumentationMode.Diagnose);
    CSharpCompilation compilation = CSharpCompilation.Create(
        "Old" + version,
        [CSharpSyntaxTree.ParseText(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Source.cs")), options, "Source.cs")],
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    IIncrementalGenerator[] generators = [.. Make<IIncrementalGenerator>(generatorAssembly)];
    CSharpGeneratorDriver.Create(generators.Select(one => one.AsSourceGenerator()), parseOptions: options)
        .RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out ImmutableArray<Diagnostic> reported);
    ImmutableArray<DiagnosticAnalyzer> analyzers =
        [.. Make<DiagnosticAnalyzer>(generatorAssembly), .. Make<DiagnosticAnalyzer>(analyzerAssembly)];
    ImmutableArray<Diagnostic> found = await output.WithAnalyzers(analyzers).GetAllDiagnosticsAsync();
    Console.WriteLine($"{version}: " + string.Join(' ', reported.AddRange(found)
        .Where(one => one.Severity >= DiagnosticSeverity.Warning)
        .Select(one => one.Id + (one.Id.StartsWith("SMG", StringComparison.Ordinal) ? "" : " " + one))
        .Order()));

    using MemoryStream image = new();
    Console.WriteLine($"{version}: emitted {output.Emit(image).Success}");
    float[] gradient = new float[6];
    object loss = Assembly.Load(image.ToArray()).GetType("Old.OldKernels")!.GetMethod("Loss")!
        .Invoke(null, [new float[] { 1000, 0, -1000, 2, 1, 0 }, new byte[] { 0, 2 }, gradient])!;
    Console.WriteLine(FormattableString.Invariant($"numbers: {loss:R} ") + string.Join(' ', gradient.Select(one => FormattableString.Invariant($"{one:R}"))));
}

static IEnumerable<T> Make<T>(Assembly assembly) => assembly.GetTypes()
    .Where(type => typeof(T).IsAssignableFrom(type) && !type.IsAbstract && type.GetConstructor(Type.EmptyTypes) is not null)
    .Select(type => (T)Activator.CreateInstance(type)!);
