using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SoftmaxGen.Generator.Emission;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Kernels.Tests.Elementary;

/// <summary>The emitted conversions have the bits of .NET's casts, at every width, NaN payloads included.</summary>
public sealed class HalfConversionTests
{
    private static readonly string[] Ways = ["512", "256", "128", ""];

    private static readonly Lazy<Type> Drivers = new(Load);

    /// <summary>Every half there is.</summary>
    private static readonly Half[] Halves =
        [.. Enumerable.Range(0, 1 << 16).Select(bits => BitConverter.UInt16BitsToHalf((ushort)bits))];

    public static TheoryData<string> Widths => [.. Ways];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Every_half_becomes_the_float_of_its_cast(string width)
    {
        float[] floats = new float[Halves.Length];

        Bind<Action<Half[], float[]>>("ToSingle" + width)(Halves, floats);

        Assert.Equal(Halves.Select(half => Bits((float)half)), floats.Select(Bits));
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Every_half_comes_back(string width)
    {
        float[] floats = [.. Halves.Select(half => (float)half)];
        Half[] back = new Half[floats.Length];

        Bind<Action<float[], Half[]>>("ToHalf" + width)(floats, back);

        Assert.Equal(floats.Select(one => Bits((Half)one)), back.Select(Bits));
        Assert.Equal(Halves.Where(half => !Half.IsNaN(half)).Select(Bits), back.Where(half => !Half.IsNaN(half)).Select(Bits));
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Floats_are_rounded_as_their_casts_are(string width)
    {
        Action<float[], Half[]> convert = Bind<Action<float[], Half[]>>("ToHalf" + width);
        AssertCasts(convert, [.. AroundTies()]);

        // Four million of all floats: the step is prime, so that every bit varies.
        const uint Step = 1021;
        for (uint start = 0; start < Step; start += 256)
        {
            AssertCasts(convert, [.. Enumerable.Range(0, 1 << 20).Select(i => Float(unchecked(start + (uint)i * Step * 4)))]);
        }
    }

    [Fact]
    public void Spans_of_every_length_are_converted_to_their_end()
    {
        Action<Half[], float[]> widen = Bind<Action<Half[], float[]>>("ToSingle");
        Action<float[], Half[]> narrow = Bind<Action<float[], Half[]>>("ToHalf");
        for (int length = 0; length < 100; length++)
        {
            Half[] halves = Halves[(0x3C00 - length)..0x3C00];
            float[] floats = new float[length];
            Half[] back = new Half[length];
            widen(halves, floats);
            narrow(floats, back);

            Assert.Equal(halves.Select(half => (float)half), floats);
            Assert.Equal(halves, back);
        }
    }

    /// <summary>Each half, what lies in the middle between it and the next one, and the floats next to both.</summary>
    private static IEnumerable<float> AroundTies()
    {
        foreach (Half half in Halves.Where(Half.IsFinite))
        {
            uint bits = BitConverter.SingleToUInt32Bits((float)half);
            float middle = ((float)half + (float)Half.BitIncrement(half)) / 2;
            uint between = BitConverter.SingleToUInt32Bits(float.IsFinite(middle) ? middle : float.CopySign(65520, (float)half));
            foreach (uint near in new[] { bits, between })
            {
                yield return Float(near);
                yield return Float(unchecked(near + 1));
                yield return Float(unchecked(near - 1));
            }
        }
    }

    private static void AssertCasts(Action<float[], Half[]> convert, float[] floats)
    {
        Half[] halves = new Half[floats.Length];
        convert(floats, halves);
        for (int i = 0; i < floats.Length; i++)
        {
            if (Bits(halves[i]) != Bits((Half)floats[i]))
            {
                Assert.Fail(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{floats[i]:R} (0x{Bits(floats[i]):X8}) became 0x{Bits(halves[i]):X4}, not 0x{Bits((Half)floats[i]):X4}"));
            }
        }
    }

    private static float Float(uint bits) => BitConverter.UInt32BitsToSingle(bits);

    private static uint Bits(float value) => BitConverter.SingleToUInt32Bits(value);

    private static ushort Bits(Half value) => BitConverter.HalfToUInt16Bits(value);

    private static T Bind<T>(string method)
        where T : Delegate => Drivers.Value.GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)!.CreateDelegate<T>();

    private static Type Load()
    {
        const string Embedded = """
            namespace Microsoft.CodeAnalysis
            {
                internal sealed class EmbeddedAttribute : System.Attribute { }
            }
            """;
        IEnumerable<string> drivers = Ways.SelectMany(width => new[] { ("ToSingle", "Half", "float"), ("ToHalf", "float", "Half") }
            .Select(way => Driver(way.Item1 + width, way.Item2, way.Item3, width)));
        string text = "using System;\nusing SoftmaxGen.Generated;\ninternal static class Drivers\n{\n" + string.Concat(drivers) + "}\n"
            + Embedded;
        HelperUse[] uses = [new(Helper.ToSingle, ElementType.Single), new(Helper.ToHalf, ElementType.Single)];
        string helpers = HelperEmitter.Emit(uses, new TargetFacts(Vectors: true, Spans: true, Parallel: true))!.Text;
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Elementary.Half",
            new[] { helpers, text }.Select(source => CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.CSharp9))),
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, checkOverflow: true));
        using MemoryStream image = new();
        ImmutableArray<Diagnostic> diagnostics = compilation.Emit(image).Diagnostics;
        Assert.Empty(diagnostics.Where(found => found.Severity >= DiagnosticSeverity.Warning).Select(found => found.ToString()));
        return Assembly.Load(image.ToArray()).GetType("Drivers", throwOnError: true)!;
    }

    private static string Driver(string name, string from, string to, string width)
    {
        string halves = name.StartsWith("ToSingle", StringComparison.Ordinal) ? "source" : "result";
        string floats = halves == "source" ? "result" : "source";
        string halvesOf = $"System.Runtime.InteropServices.MemoryMarshal.Cast<Half, ushort>({halves}.AsSpan())[0]";
        string body = width.Length == 0
            ? $"VectorMath.{name}(source, result);"
            : $"for (int i = 0; i < source.Length; i += {width} / 16) VectorMath.{name}(ref {halvesOf}, ref {floats}[0], (nuint)i);";
        return $"    internal static void {name}({from}[] source, {to}[] result) {{ {body} }}\n";
    }
}
