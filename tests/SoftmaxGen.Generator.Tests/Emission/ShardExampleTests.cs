using System.Reflection;
using Microsoft.CodeAnalysis;
using SoftmaxGen.Generator.Tests.Pipeline;

namespace SoftmaxGen.Generator.Tests.Emission;

/// <summary>The example of the sharded loss in the documentation, compiled and run as it stands there.</summary>
public sealed class ShardExampleTests
{
    private delegate float Example(
        ReadOnlySpan<float> first,
        ReadOnlySpan<float> second,
        ReadOnlySpan<int> labels,
        Span<float> firstGradient,
        Span<float> secondGradient);

    [Fact]
    public void TheExampleOfTheDocumentationIsTheWholeLoss()
    {
        float[] first = [1, 2, 3, -1, 0, 5];
        float[] second = [0.5f, 4, -2, 7, 7, 1];
        int[] labels = [4, 2];
        float[] firstGradient = new float[6];
        float[] secondGradient = new float[6];

        float loss = Load()(first, second, labels, firstGradient, secondGradient);

        double expected = 0;
        for (int row = 0; row < 2; row++)
        {
            double[] logits = [.. first[(3 * row)..(3 * row + 3)], .. second[(3 * row)..(3 * row + 3)]];
            double sum = logits.Sum(Math.Exp);
            expected += (Math.Log(sum) - logits[labels[row]]) / 2;
            for (int k = 0; k < 6; k++)
            {
                double gradient = (Math.Exp(logits[k]) / sum - (k == labels[row] ? 1 : 0)) / 2;
                Assert.Equal(gradient, k < 3 ? firstGradient[3 * row + k] : secondGradient[3 * row + k - 3], 2e-6);
            }
        }

        Assert.Equal(expected, loss, 4e-6);
    }

    private static Example Load()
    {
        using MemoryStream stream = new();
        Assert.True(Generation.Run(TestCompilation.WithoutAttributes(Source())).Emit(stream).Success);
        MethodInfo method = Assembly.Load(stream.ToArray()).GetType("Sharded", throwOnError: true)!.GetMethod("Loss")!;
        return method.CreateDelegate<Example>();
    }

    private static string Source()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("docs/losses.md")!;
        using StreamReader reader = new(stream);
        string page = reader.ReadToEnd();
        int start = page.IndexOf("```csharp\n", page.IndexOf("## A shard", StringComparison.Ordinal), StringComparison.Ordinal) + 10;
        return "#pragma warning disable CS1591 // An example says what it does around itself.\n" + page[start..page.IndexOf("\n```", start, StringComparison.Ordinal)] + "\n";
    }
}
