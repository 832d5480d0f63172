using SoftmaxGen.Kernels.Tests.Calling;
using SoftmaxGen.Kernels.Tests.Library;

namespace SoftmaxGen.Kernels.Tests;

/// <summary>Rows that lie side by side: each has the same bits wherever it falls, in a chunk of many or in what is left.</summary>
public sealed class ColumnTests
{
    /// <summary>More than a chunk, and what fills no register behind it.</summary>
    private const int Rows = 1024 + 29;

    private static readonly KernelSpec[] Specs =
    [
        .. from classes in new[] { 9, 20, 33, 64, 100, 128, 129, 4099 }
           from settings in new KernelSettings[] { new(), new() { Temperature = 2, ZLoss = 0.01 }, new() { LabelSmoothing = 0.1 } }
           select new KernelSpec("SoftmaxLoss", classes, "logits labels losses gradient")
           {
               Settings = settings,
               Placement = new("ClassMajor"),
               Reduction = "Sum",
           },
        new("SoftmaxLoss", 70, "logits labels losses gradient") { Placement = new("ChannelsFirst", Rows), Reduction = "Sum" },
    ];

    private static readonly Lazy<KernelLibrary> Library = new(() => KernelLibrary.Load(LibraryBuilder.Build(
        "Kernels.Columns", Specs, Platform.Modern)));

    public static TheoryData<string> Names => [.. Specs.Select(spec => spec.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void EqualRowsHaveEqualBits(string name)
    {
        KernelSpec spec = Specs.Single(spec => spec.Name == name);
        for (int seed = 0; seed < 5; seed++)
        {
            Check(spec, new Random(seed));
        }
    }

    private static void Check(KernelSpec spec, Random random)
    {
        float[] row = [.. Enumerable.Range(0, spec.Classes).Select(_ => (float)(random.NextDouble() * 8 - 4))];
        float[] logits = [.. row.SelectMany(logit => Enumerable.Repeat(logit, Rows))];
        float[] losses = new float[Rows];
        int[] labels = new int[Rows];
        Array.Fill(labels, spec.Classes / 2);
        Arguments<float> arguments = new() { ["logits"] = logits, ["losses"] = losses, ["gradient"] = logits };
        arguments.SetLabels<int>(labels);

        float total = Library.Value.Bind<float>(spec)(arguments);

        Assert.All(losses, loss => Assert.Equal(losses[0], loss));
        for (int k = 0; k < spec.Classes; k++)
        {
            Assert.Single(logits[(k * Rows)..((k + 1) * Rows)].Select(BitConverter.SingleToInt32Bits).Distinct());
        }

        // Every row is in the total once, whichever part it belongs to.
        Assert.Equal(losses.Sum(loss => (double)loss), total, Math.Abs(total) * 1e-7);
    }
}
