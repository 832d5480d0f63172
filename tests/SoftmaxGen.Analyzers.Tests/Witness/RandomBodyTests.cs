using SoftmaxGen.Analyzers.Tests.Witness.RandomBodies;
using SoftmaxGen.Analyzers.Witness;

namespace SoftmaxGen.Analyzers.Tests.Witness;

/// <summary>Thousands of random methods, compiled and interpreted, on random inputs: the same to the bit.</summary>
public sealed class RandomBodyTests
{
    private const int FastBatches = 10;
    private const int Batches = 40;
    private const int Methods = 100;
    private const int Inputs = 3;

    private static readonly InterpreterLimits Limits = new(steps: 400_000, depth: 64, cells: 100_000);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, FastBatches)];

    public static TheoryData<int> MoreSeeds => [.. Enumerable.Range(FastBatches, Batches - FastBatches)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Interpreted_as_compiled(int batch) => Compare(batch);

    [Theory]
    [MemberData(nameof(MoreSeeds))]
    [Trait("Category", "Slow")]
    public void More_are_interpreted_as_compiled(int batch) => Compare(batch);

    private static void Compare(int batch)
    {
        string[] texts = [.. Enumerable.Range(0, Methods).Select(i => Bodies.Method($"M{i}", (batch * Methods) + i))];
        SideBySide both = new(Prelude.Source, $"#pragma warning disable\npublic static class Random0 {{\n{string.Join('\n', texts)}}}");
        Random random = new(batch);
        int returned = 0;
        List<string> differences = [];
        for (int i = 0; i < Methods; i++)
        {
            for (int k = 0; k < Inputs; k++)
            {
                object[] inputs = RandomInputs.Next(random);
                string? difference = both.Difference("Random0", $"M{i}", Limits, inputs);
                if (difference is not null) differences.Add($"{difference} of\n{texts[i]}");
                if (both.LastReturned) returned++;
            }
        }

        Assert.True(differences.Count == 0, $"{differences.Count} differences, the first: {differences.FirstOrDefault()}");

        // Most must come to their end, or the rest of their statements was never compared.
        Assert.True(returned > Methods * Inputs / 2, $"only {returned} runs returned");
    }
}
