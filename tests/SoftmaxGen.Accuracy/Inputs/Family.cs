namespace SoftmaxGen.Accuracy.Inputs;

/// <summary>A kind of rows.</summary>
/// <typeparam name="T">The element.</typeparam>
/// <param name="Name">What is special about them.</param>
/// <param name="IsBenign">Whether a network's output looks like that.</param>
/// <param name="Row">Makes a row of so many logits.</param>
internal sealed record Family<T>(string Name, bool IsBenign, Func<Random, int, T[]> Row)
{
    /// <summary>The same in every run, unlike the hash code of a string.</summary>
    public int Seed => Name.Aggregate(17, (seed, letter) => unchecked(seed * 31 + letter));

    /// <summary>A label: mostly any, every third time that of the greatest logit.</summary>
    public int Label(Random random, ReadOnlySpan<T> row)
    {
        int best = 0;
        for (int k = 1; k < row.Length; k++)
            if (Comparer<T>.Default.Compare(row[k], row[best]) > 0)
                best = k;
        return random.Next(3) == 0 ? best : random.Next(row.Length);
    }
}
