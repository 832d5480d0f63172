using System.Globalization;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Tests.Declarations;

/// <summary>No culture of the machine changes what is read or reported.</summary>
public sealed class CultureTests
{
    private const string Source = TestCompilation.Usings +
        """
        static partial class Kernels
        {
            enum E { A, B, C = -3 }
            [SoftmaxLoss(Classes = -4, IgnoreIndex = -1, Batch = -2)]
            private static partial float F(float[] logits, byte[] labels);
            [ArgMax] static partial void G(float[] logits, E[] labels);
            [LogSumExp(Classes = 46341, Batch = 3)] private static partial float H(float[] logits);
            [ArgMax(Classes = 70000)] static partial void I(float[] logits, short[] labels);
        }
        """;

    [Fact]
    public void MessagesAndModelsAreTheSameInAHostileCulture()
    {
        (List<string> messages, List<KernelModel?> models) = Run(CultureInfo.InvariantCulture);
        CultureInfo hostile = new("tr-TR")
        {
            NumberFormat = { NegativeSign = "−", NumberDecimalSeparator = ",", NumberGroupSeparator = " " },
        };

        (List<string> hostileMessages, List<KernelModel?> hostileModels) = Run(hostile);

        Assert.Contains(messages, message => message.Contains("Classes is -4,", StringComparison.Ordinal));
        Assert.Equal(messages, hostileMessages);
        Assert.Equal(models, hostileModels);
        Assert.Single(models, model => model is not null);
    }

    private static (List<string> Messages, List<KernelModel?> Models) Run(CultureInfo culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = culture;
        CultureInfo.DefaultThreadCurrentCulture = culture;
        try
        {
            var compilation = TestCompilation.Create(Source);
            return (
                [.. Harness.Analyze(compilation)
                    .Select(found => found.GetMessage(culture))
                    .OrderBy(text => text, StringComparer.Ordinal)],
                [.. Harness.Read(compilation).Select(read => read.Model)]);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
            CultureInfo.DefaultThreadCurrentCulture = null;
        }
    }
}
