using Microsoft.CodeAnalysis;
using SoftmaxGen.Analyzers.Tests.Support;

namespace SoftmaxGen.Analyzers.Tests.Shapes;

/// <summary>Asks what is said of a source, which may refer to libraries that are not there; where it is said does not matter here.</summary>
internal static class ShapeCheck
{
    /// <summary>Usings that the sources rely on beside the implicit ones.</summary>
    private const string Usings = "using System.Threading.Tasks; using System.Numerics;\n";

    /// <summary>The rule speaks, and no other one on stability or losses does.</summary>
    public static void Fires(string id, string source)
    {
        string[] said = Said(source);
        Assert.True(said.Length > 0, "nothing is reported");
        Assert.All(said, s => Assert.StartsWith(id, s, StringComparison.Ordinal));
    }

    /// <summary>Each of the rules speaks once, and no other one does.</summary>
    public static void FireTogether(string[] ids, string source) => Assert.Equal(ids, Said(source).Select(s => s.Substring(0, 7)).Order());

    /// <summary>No rule on stability or losses speaks.</summary>
    public static void IsSilent(string source) => Assert.Empty(Said(source));

    /// <summary>The rules on stability and losses that speak, of a source that refers to a library of that name and outside, if it does.</summary>
    public static IEnumerable<string> Ids(string source, (string Name, string Source)? library)
    {
        Compilation compilation = TestCompilation.Create([source]);
        if (library is var (name, outside))
        {
            compilation = compilation.AddReferences(TestCompilation.Create([outside]).WithAssemblyName(name).ToMetadataReference());
            TestCompilation.AssertCompiles(compilation);
        }
        return new AnalyzerRun().Diagnose(compilation).Select(d => d.Id).Where(id => id[3] is '1' or '2').Distinct();
    }

    private static string[] Said(string source)
    {
        Compilation compilation = TestCompilation.Create([Usings + source]);
        return
        [
            .. new AnalyzerRun().Diagnose(compilation)
                .Where(d => d.Id.StartsWith("SMG1", StringComparison.Ordinal) || d.Id.StartsWith("SMG2", StringComparison.Ordinal))
                .Select(d => d.Id + " " + d.GetMessage(null)),
        ];
    }
}
