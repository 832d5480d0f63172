using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.Analyzers.Tests.Support;

namespace SoftmaxGen.Analyzers.Tests.Fuzzing;

/// <summary>
/// Code that reaches the engine: the texts that the tests of the rules, the fixes, the shapes and the interpreter analyse, read
/// off their sources, so that each new test brings its own.
/// </summary>
internal static class Seeds
{
    private const int ShortestText = 40;

    private static readonly string[] Telling = ["Exp", "Log", "oftmax", "igmoid", "Pow", "Tanh", "exp", "log"];

    private static readonly Lazy<IReadOnlyList<string>> _all = new(() =>
        [.. Texts().Where(IsTelling).Select(Whole).OfType<string>().Distinct().Order(StringComparer.Ordinal)]);

    private static readonly Lazy<IReadOnlyList<string>> _compilable = new(() => [.. All.Where(Compiles)]);

    /// <summary>All of them, each a file of its own; some need a library that is not there.</summary>
    public static IReadOnlyList<string> All => _all.Value;

    /// <summary>Those that compile as they are.</summary>
    public static IReadOnlyList<string> Compilable => _compilable.Value;

    /// <summary>Whether a text compiles beside the global usings.</summary>
    public static bool Compiles(string text) =>
        !FuzzedCode.Compile(text).GetDiagnostics().Any(one => one.Severity == DiagnosticSeverity.Error);

    private static IEnumerable<string> Texts()
    {
        foreach (string name in typeof(Seeds).Assembly.GetManifestResourceNames().Where(name => name.StartsWith("Seeds/", StringComparison.Ordinal)))
        {
            using StreamReader reader = new(typeof(Seeds).Assembly.GetManifestResourceStream(name)!);
            foreach (LiteralExpressionSyntax literal in CSharpSyntaxTree.ParseText(reader.ReadToEnd(), TestCompilation.ParseOptions)
                .GetRoot().DescendantNodes().OfType<LiteralExpressionSyntax>())
            {
                if (literal.Token.Value is string { Length: >= ShortestText } text)
                    yield return WithoutMarks(text);
            }
        }
    }

    private static bool IsTelling(string text) => Telling.Any(word => text.Contains(word, StringComparison.Ordinal));

    private static string WithoutMarks(string text) =>
        text.Contains("{|SMG", StringComparison.Ordinal) || text.Contains("[|", StringComparison.Ordinal) ? MarkedSource.Parse(text).Text : text;

    // A text of a test may be a file, the members of a class or the statements of a method; a message is none of these.
    private static string? Whole(string text)
    {
        string members = $"static unsafe partial class C\n{{\n{text}\n}}\n";
        string statements = $"static unsafe class C\n{{\nstatic object M(double[] x, double[] z, int label)\n{{\n{text}\n}}\n}}\n";
        return new[] { text, members, statements }.FirstOrDefault(IsWhole);
    }

    private static bool IsWhole(string text)
    {
        CompilationUnitSyntax root = SyntaxFactory.ParseCompilationUnit(text, options: TestCompilation.ParseOptions);
        return !root.ContainsDiagnostics && root.Members.Count > 0 && root.DescendantNodes().OfType<BlockSyntax>().Any();
    }
}
