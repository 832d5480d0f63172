using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SoftmaxGen.Generator;

namespace SoftmaxGen.Analyzers.Tests.Support;

/// <summary>Sources before and after a fix; both can be run.</summary>
internal sealed class FixedSources(string[] before, string[] after, string title)
{
    private readonly Lazy<LoadedSources> _before = new(() => new LoadedSources(Compile(before)));
    private readonly Lazy<LoadedSources> _after = new(() => new LoadedSources(Compile(after)));

    /// <summary>What the fix calls itself.</summary>
    public string Title { get; } = title;

    /// <summary>The first source, fixed.</summary>
    public string Text => after[0];

    /// <summary>Compares the first source with what it should be.</summary>
    public FixedSources Reads(string expected)
    {
        Assert.Equal(expected.ReplaceLineEndings("\n"), Text.ReplaceLineEndings("\n"));
        return this;
    }

    /// <summary>
    /// Runs a method of both on the same arguments, from which the original must give finite numbers: the fixed one gives
    /// the same, relative to <paramref name="tolerance"/>.
    /// </summary>
    public FixedSources Agrees(string method, object[] arguments, double tolerance = 1e-12)
    {
        double[] expected = _before.Value.Run(method, arguments);
        Assert.All(expected, value => Assert.True(double.IsFinite(value), $"The original gives {Show(expected)}."));
        AssertClose(expected, _after.Value.Run(method, arguments), tolerance);
        return this;
    }

    /// <summary>Runs a method of both on arguments where the original is wrong: the fixed one gives what is expected.</summary>
    public FixedSources IsRight(string method, object[] arguments, double[] expected, double tolerance = 1e-12)
    {
        double[] original = _before.Value.Run(method, arguments);
        Assert.False(Close(expected, original, tolerance), $"The original is right already: {Show(original)}.");
        AssertClose(expected, _after.Value.Run(method, arguments), tolerance);
        return this;
    }

    /// <summary>Runs a method of both where the original gives something not finite that has to stay as it is.</summary>
    public FixedSources Keeps(string method, params object[] arguments)
    {
        Assert.Equal(_before.Value.Run(method, arguments), _after.Value.Run(method, arguments));
        return this;
    }

    /// <summary>Compiles the sources and what our own generator makes of them.</summary>
    public static Compilation Compile(string[] sources)
    {
        CSharpCompilation compilation = TestCompilation.Create(sources);
        if (!sources.Any(source => source.Contains("SoftmaxGen", StringComparison.Ordinal)))
            return compilation;
        CSharpGeneratorDriver.Create([new SoftmaxKernelGenerator().AsSourceGenerator()], parseOptions: TestCompilation.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out _);
        return generated;
    }

    private void AssertClose(double[] expected, double[] actual, double tolerance) => Assert.True(
        Close(expected, actual, tolerance), $"expected {Show(expected)}, was {Show(actual)}, in:\n{Text}");

    private static bool Close(double[] expected, double[] actual, double tolerance) =>
        expected.Length == actual.Length && expected.Zip(actual).All(
            pair => pair.First.Equals(pair.Second)
                || Math.Abs(pair.First - pair.Second) <= tolerance * Math.Abs(pair.First));

    private static string Show(double[] values) => "[" + string.Join(", ", values.Select(
        value => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture))) + "]";
}
