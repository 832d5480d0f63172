using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SoftmaxGen.Generator.Emission;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Kernels.Tests.Elementary;

/// <summary>
/// The emitted functions, compiled with the oldest language and the strictest options that a consumer may have, and
/// loaded. Overflow checks are on: a lane that is masked afterwards must not throw before.
/// </summary>
internal static class ElementaryLibrary
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp9, DocumentationMode.Diagnose);

    private static readonly Lazy<Type> Modern = new(() => Load(
        "Elementary.Modern",
        new TargetFacts(Vectors: true, Spans: true, Parallel: true),
        [Register.Vector512, Register.Vector256, Register.Vector128, Register.Scalar],
        typeof(object).Assembly.Location));

    private static readonly Lazy<Type> Portable = new(() => Load(
        "Elementary.Portable",
        new TargetFacts(Vectors: false, Spans: false, Parallel: true),
        [Register.Portable],
        typeof(ElementaryLibrary).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "NetStandardReference").Value!));

    /// <summary>The loop over one function.</summary>
    public static Action<T[][], T[]> Bind<T>(string function, Register register)
    {
        Type drivers = (register == Register.Portable ? Portable : Modern).Value;
        string name = DriverText.MethodName(function, typeof(T) == typeof(float) ? "float" : "double", register);
        MethodInfo method = drivers.GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic)!;
        return method.CreateDelegate<Action<T[][], T[]>>();
    }

    private static Type Load(string name, TargetFacts target, Register[] registers, string framework)
    {
        const string Embedded = """
            namespace Microsoft.CodeAnalysis
            {
                internal sealed class EmbeddedAttribute : System.Attribute { }
            }
            """;
        IEnumerable<HelperUse> uses = DriverText.Functions.Keys
            .Select(Enum.Parse<Helper>)
            .SelectMany(_ => new[] { ElementType.Single, ElementType.Double }, (helper, element) => new HelperUse(helper, element));
        string[] sources = [HelperEmitter.Emit(uses, target)!.Text, DriverText.Write(registers), Embedded];
        CSharpCompilation compilation = CSharpCompilation.Create(
            name,
            sources.Select(source => CSharpSyntaxTree.ParseText(source, ParseOptions)),
            [MetadataReference.CreateFromFile(framework)],
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                checkOverflow: true,
                warningLevel: 9999));

        using MemoryStream image = new();
        ImmutableArray<Diagnostic> diagnostics = compilation.Emit(image).Diagnostics;
        Diagnostic[] found = [.. diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning)];
        return found.Length == 0
            ? Assembly.Load(image.ToArray()).GetType(DriverText.DriverClass, throwOnError: true)!
            : throw new InvalidOperationException(string.Join('\n', found.Take(20).Select(d => d.ToString())));
    }
}
