using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SoftmaxGen.Analyzers.Tests.Support;

namespace SoftmaxGen.Analyzers.Tests.Mutations;

/// <summary>
/// Many kernels in one compilation, each in a namespace of its own: what does not compile is left out, and the others are
/// analysed together and can be run.
/// </summary>
internal sealed class Variants
{
    private readonly Dictionary<Kernel, Type> _types = [];
    private readonly ILookup<Kernel, Diagnostic> _reports;

    /// <summary>Compiles and analyses them.</summary>
    public Variants(IReadOnlyList<Kernel> kernels)
    {
        CSharpCompilation compilation = Compile(kernels);
        HashSet<SyntaxTree?> wrong = [.. compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Location.SourceTree)];
        Kernels = [.. kernels.Where((_, index) => !wrong.Contains(compilation.SyntaxTrees[index]))];
        Dropped = [.. kernels.Except(Kernels)];
        compilation = Compile(Kernels);
        TestCompilation.AssertCompiles(compilation);

        using MemoryStream bytes = new();
        Assert.True(compilation.Emit(bytes).Success);
        bytes.Position = 0;
        Assembly assembly = new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(bytes);
        for (int index = 0; index < Kernels.Count; index++)
            _types[Kernels[index]] = assembly.GetType($"V{index}.Kernel", throwOnError: true)!;

        Dictionary<string, Kernel> byPath = Kernels.Select((kernel, index) => (TestCompilation.PathOf(index), kernel)).ToDictionary();
        _reports = new AnalyzerRun().Diagnose(compilation).ToLookup(report => byPath[report.Location.SourceTree!.FilePath]);
    }

    /// <summary>Those that compile.</summary>
    public IReadOnlyList<Kernel> Kernels { get; }

    /// <summary>Those that do not.</summary>
    public IReadOnlyList<Kernel> Dropped { get; }

    /// <summary>The warnings on one of them.</summary>
    public IEnumerable<Diagnostic> Warnings(Kernel kernel) => _reports[kernel].Where(report => report.Severity == DiagnosticSeverity.Warning);

    /// <summary>Whether a rule on stability or losses reports anything, be it advice.</summary>
    public bool IsFound(Kernel kernel) => _reports[kernel].Any(report => !report.Id.StartsWith("SMG3", StringComparison.Ordinal));

    /// <summary>What one of them gives for all inputs that its method takes.</summary>
    public double[][] Outputs(Kernel kernel)
    {
        MethodInfo run = _types[kernel].GetMethod("Run")!;
        return [.. HostileInputs.For(run).Select(arguments => Numbers(run, arguments))];
    }

    private static CSharpCompilation Compile(IEnumerable<Kernel> kernels) =>
        TestCompilation.Create(kernels.Select((kernel, index) => $"namespace V{index};\n{kernel.Source}"));

    private static double[] Numbers(MethodInfo run, object[] arguments)
    {
        try
        {
            return [.. HostileInputs.Flatten(run.Invoke(null, arguments)!)];
        }
        catch (TargetInvocationException)
        {
            return [double.NaN];
        }
    }
}
