namespace SoftmaxGen.Kernels.Tests.Suites;

/// <summary>Makes a test out of what became of a suite.</summary>
internal static class Verdict
{
    private const int Shown = 12;

    /// <summary>Fails with the first failures, if there are any; a suite of nothing fails too.</summary>
    public static void AllRight(IEnumerable<Entry> entries)
    {
        int count = 0;
        List<string> failures = [];
        foreach (Entry entry in entries)
        {
            count++;
            if (entry.Failure is not null)
            {
                failures.Add($"{entry.Case}: {entry.Failure}");
            }
        }

        Assert.True(count > 0, "The suite is empty.");
        Assert.True(
            failures.Count == 0, $"{failures.Count} of {count} cases:\n{string.Join('\n', failures.Take(Shown))}");
    }

    /// <summary>Fails with the first cases whose bits differ, if there are any.</summary>
    public static void SameBits(IReadOnlyList<Entry> ones, IReadOnlyList<Entry> others)
    {
        Assert.NotEmpty(ones);
        Assert.Equal(ones.Select(entry => entry.Case), others.Select(entry => entry.Case));
        string[] differing =
        [
            .. ones.Zip(others)
                .Where(pair => pair.First.Digest != pair.Second.Digest)
                .Select(pair => pair.First.Case),
        ];
        Assert.True(
            differing.Length == 0,
            $"{differing.Length} of {ones.Count} cases have other bits:\n{string.Join('\n', differing.Take(Shown))}");
    }
}
