using SoftmaxGen.Kernels.Tests.Calling;
using SoftmaxGen.Kernels.Tests.Library;

namespace SoftmaxGen.Kernels.Tests;

/// <summary>Rows, batches and buffers as long as they may be: sums stay exact, and no index overflows.</summary>
[Trait("Category", "Slow")]
public sealed class LongTests
{
    private const int MostClasses = 1_048_576;

    private static readonly KernelSpec Softmax = new("Softmax", MostClasses, "logits probabilities");

    private static readonly KernelSpec Columns = Softmax with { Placement = new("ClassMajor") };

    private static readonly KernelSpec Mean = new("SoftmaxLoss", 2, "logits labels gradient");

    private static readonly KernelSpec Sum = new("SoftmaxLoss", 2, "logits labels") { Reduction = "Sum" };

    private static readonly KernelSpec Few = new("Softmax", 9, "logits probabilities");

    private static readonly Lazy<KernelLibrary> Library = new(() => KernelLibrary.Load(LibraryBuilder.Build(
        "Kernels.Long", [Softmax, Columns, Mean, Sum, Few], Platform.Modern)));

    /// <summary>Equal terms are the worst for a running sum: each rounding errs to the same side.</summary>
    [Theory]
    [InlineData(0.3f, false)]
    [InlineData(1f, false)]
    [InlineData(0.01f, false)]
    [InlineData(0.3f, true)]
    [InlineData(1f, true)]
    [InlineData(0.01f, true)]
    public void AMillionEqualClassesAreSummedWithoutLoss(float distance, bool columns)
    {
        const int Rows = 8;
        const int First = 7;
        float[] logits = new float[Rows * MostClasses];
        Array.Fill(logits, -distance);
        for (int row = 0; row < Rows; row++)
        {
            logits[Place(row, First)] = 0;
        }

        float[] probabilities = Run(columns ? Columns : Softmax, logits);

        double sum = 1 + (MostClasses - 1) * Math.Exp(-distance);
        for (int row = 0; row < Rows; row++)
        {
            Assert.Equal(1, probabilities[Place(row, First)] * sum, 3e-6);
            Assert.Equal(1, probabilities[Place(row, MostClasses - 1)] * sum / Math.Exp(-distance), 3e-6);
        }

        int Place(int row, int k) => columns ? k * Rows + row : row * MostClasses + k;
    }

    [Fact]
    public void TenMillionRowsAreSummedWithoutLoss()
    {
        const int Rows = 10_000_000;
        Random random = new(20_261_122);
        float[] logits = new float[2 * Rows];
        int[] labels = new int[Rows];
        double total = 0;
        for (int row = 0; row < Rows; row++)
        {
            float one = logits[2 * row] = (float)(random.NextDouble() * 4 - 2);
            float two = logits[2 * row + 1] = (float)(random.NextDouble() * 4 - 2);
            labels[row] = random.Next(2);
            double distance = labels[row] == 0 ? (double)two - one : (double)one - two;
            total += Math.Max(distance, 0) + Math.Log(1 + Math.Exp(-Math.Abs(distance)));
        }

        Arguments<float> arguments = new() { ["logits"] = logits, ["gradient"] = logits };
        arguments.SetLabels<int>(labels);
        Assert.Equal(1, Library.Value.Bind<float>(Sum)(arguments) / total, 1e-7);
        Assert.Equal(1, Library.Value.Bind<float>(Mean)(arguments) * Rows / total, 1e-7);

        // The gradient has been put in the logits' place.
        Assert.Equal(0, logits[^1] + logits[^2], 1e-14f);
    }

    /// <summary>More bytes, and more elements times their size, than an int can count.</summary>
    [Fact]
    public void ABufferOfMoreThanTwoGigabytesIsReachedToItsEnd()
    {
        const int Rows = 60_000_000;
        float[] logits = new float[Rows * 9];
        float[] last = [3, 1, 4, 1, 5, 9, 2, 6, 5];
        last.CopyTo(logits.AsSpan(logits.Length - 9));

        Arguments<float> arguments = new() { ["logits"] = logits, ["probabilities"] = logits };
        Library.Value.Bind<float>(Few)(arguments);

        Assert.Equal(Run(Few, last), logits[^9..]);
        Assert.All(logits[..9], probability => Assert.Equal(1f / 9, probability));
        Assert.All(logits[^18..^9], probability => Assert.Equal(1f / 9, probability));
    }

    private static float[] Run(KernelSpec spec, float[] logits)
    {
        float[] probabilities = new float[logits.Length];
        Library.Value.Bind<float>(spec)(new Arguments<float> { ["logits"] = logits, ["probabilities"] = probabilities });
        return probabilities;
    }
}
