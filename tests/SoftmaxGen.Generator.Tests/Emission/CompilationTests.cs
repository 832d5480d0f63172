using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SoftmaxGen.Generator.Tests.Pipeline;

namespace SoftmaxGen.Generator.Tests.Emission;

/// <summary>What is emitted compiles without a warning, wherever it may land.</summary>
public sealed class CompilationTests
{
    // Pairs, triples, whole groups, an overlapping group; a tail in one, two or no register; a long row.
    private static readonly int[] EveryKindOfClasses = [2, 3, 4, 9, 17, 24, 32, 50257];

    [Fact]
    [Trait("Category", "Slow")]
    public void EveryOperatorCompilesInTheOldestLanguage() => Generation.Run(TestCompilation.WithoutAttributes(
        Declared.Everything(EveryKindOfClasses, "float", "double"), LanguageVersion.CSharp9));

    [Fact]
    [Trait("Category", "Slow")]
    public void EveryOperatorCompilesWithoutNullableTypes() => Generation.Run(TestCompilation.WithoutAttributes(
        Declared.Everything([3, 20], "float", "double"), LanguageVersion.CSharp9, NullableContextOptions.Disable));

    [Fact]
    public void NamesOfTheUserDoNotMatter() => Generation.Run(TestCompilation.WithoutAttributes(
        """
        using static SoftmaxGen.Target;
        class Vector512 { } class Vector256 { } class Math { } class Unsafe { } class VectorMath { } class Guard { }
        class Span<T> { } class ReadOnlySpan<T> { } class MemoryMarshal { } class ArgumentException { }
        namespace Outer.@namespace
        {
            class System { } class SoftmaxGen { } class Generated { }
            partial record struct @struct<T> where T : class
            {
                static class global { } class System { } class SoftmaxGen { } const int rows = 1, total = 2, counted = 3, weight = 4;
                internal partial interface INested
                {
                    partial class Übung<TKey, TValue>
                    {
                        [global::SoftmaxGen.SoftmaxLoss(Classes = 9, Target = Soft)]
                        protected internal static partial float @class(
                            global::System.ReadOnlySpan<float> logits, float[] target, global::System.Memory<float> gradient);
                    }
                }
            }
        }
        """));

    [Fact]
    public void TypesNamedLikeNativeIntegersDoNotMatter() => Generation.Run(TestCompilation.WithoutAttributes(
        $$"""
        {{Declared.Everything([3, 21], "float")}}

        #pragma warning disable CS8981
        class nint { }
        class nuint { }
        """,
        LanguageVersion.CSharp9));

    [Fact]
    public void RowsAreSplitInTheOldestLanguage() =>
        Assert.Contains(SplitSources(TestCompilation.WithoutAttributes(SplitSource, LanguageVersion.CSharp9)), CallsParallel);

    [Fact]
    public void RowsAreNotSplitWhereThereIsNoThreadPool()
    {
        CSharpCompilation compilation = TestCompilation.WithoutAttributes(SplitSource);
        compilation = compilation.WithReferences(compilation.References.Where(reference =>
            !reference.Display!.EndsWith("System.Threading.Tasks.Parallel.dll", StringComparison.Ordinal)));
        Assert.DoesNotContain(SplitSources(compilation), CallsParallel);
    }

    private const string SplitSource =
        """
        using System;
        using SoftmaxGen;
        enum Animal : short { Cat, Dog }
        class Parallel { } class Environment { }
        static partial class Kernels
        {
            const int Split = 0, part = 1, totals = 2, one = 3;
            [SoftmaxLoss(Parallel = true, LabelSmoothing = 0.1)]
            internal static partial float Loss(float[]? logits, ReadOnlyMemory<Animal> labels, Memory<float> gradient, float scale);
            [Softmax(Classes = 9, Parallel = true, Layout = BatchLayout.ChannelsFirst, Spatial = 100_000, Batch = 3)]
            internal static partial void Softmax(double[] logits, double[] probabilities);
            [ArgMax(Parallel = true, Classes = 2)]
            internal static partial void Predict(double[] logits, Animal[] labels);
            [LinearSoftmaxLoss(Parallel = true, Features = 7)]
            internal static partial double Layer(Memory<double> inputs, double[] weights, Animal[] labels, double[] weightGradient);
            [LinearSoftmaxLoss(Parallel = true, Features = 7, Reduction = Reduction.None, EdgeCases = EdgeCases.Throw)]
            internal static partial void HalfLayer(Memory<Half> inputs, Half[] weights, Animal[] labels, Half[] biasGradient);
            [LinearPredict(Parallel = true, Features = 7, Classes = 70)]
            internal static partial void PredictLayer(Memory<double> inputs, double[] weights, byte[] labels);
        }
        """;

    private static IEnumerable<string> SplitSources(CSharpCompilation compilation)
    {
        Generation.Run(compilation);
        return Generation.Sources(compilation).Values;
    }

    private static bool CallsParallel(string text) => text.Contains("Tasks.Parallel.For", StringComparison.Ordinal);

    [Fact]
    public void TheCultureOfTheMachineDoesNotMatter()
    {
        string source = Declared.Everything([9, 1000], "float", "double");
        IReadOnlyDictionary<string, string> expected = Generation.Sources(TestCompilation.WithoutAttributes(source));
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("tr-TR")
        {
            NumberFormat = { NegativeSign = "−", NumberDecimalSeparator = ",", NumberGroupSeparator = " " },
        };
        try
        {
            Assert.Equal(expected, Generation.Sources(TestCompilation.WithoutAttributes(source)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void LinesEndAlikeOnEveryPlatform() => Assert.All(
        Generation.Sources(TestCompilation.WithoutAttributes(Declared.Everything([9], "float"))).Values,
        text => Assert.DoesNotContain('\r', text));

    [Fact]
    public void AnEmptyProjectGetsNothingButTheAttributes() => Assert.DoesNotContain(
        Generation.Sources(TestCompilation.WithoutAttributes("class C { }")).Keys,
        name => name.Contains("Guard", StringComparison.Ordinal) || name.Contains("VectorMath", StringComparison.Ordinal));
}
