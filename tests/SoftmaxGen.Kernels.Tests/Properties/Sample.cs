using FsCheck;

namespace SoftmaxGen.Kernels.Tests.Properties;

/// <summary>A batch that a property is tried on, as whole numbers: logits are sixty-fourths, so that shifting one is exact.</summary>
/// <param name="Classes">C.</param>
/// <param name="Logits">The logits, row-major, each times <see cref="Unit"/>.</param>
/// <param name="Seed">For whatever else is drawn.</param>
public sealed record Sample(int Classes, int[] Logits, int Seed)
{
    /// <summary>What a logit of 1 is.</summary>
    public const int Unit = 64;

    /// <summary>The class counts: at least one for each plan of the kernels.</summary>
    public static IReadOnlyList<int> ClassCounts { get; } = [2, 3, 9, 16, 17, 40, 200];

    private const int MostRows = 70;

    private const int Highest = 50 * Unit;

    /// <summary>N.</summary>
    public int Rows => Logits.Length / Classes;

    /// <summary>Makes samples, and simpler ones where one fails.</summary>
    public static Arbitrary<Sample> Any { get; } = Arb.From(
        from classes in Gen.Elements<int>(ClassCounts)
        from rows in Gen.Choose(1, Math.Max(1, Math.Min(MostRows, 2000 / classes)))
        from logits in Gen.ArrayOf(rows * classes, Gen.Choose(-Highest, Highest))
        from seed in Gen.Choose(0, int.MaxValue)
        select new Sample(classes, logits, seed),
        Simpler);

    /// <inheritdoc />
    public override string ToString() => $"{Rows} rows of {Classes} classes, logits / {Unit}: [{string.Join(", ", Logits)}], seed {Seed}";

    private static IEnumerable<Sample> Simpler(Sample sample)
    {
        for (int half = sample.Rows / 2; half > 0; half /= 2)
        {
            yield return sample with { Logits = sample.Logits[..(half * sample.Classes)] };
            yield return sample with { Logits = sample.Logits[(half * sample.Classes)..] };
        }

        for (int i = 0; i < sample.Logits.Length; i++)
        {
            if (sample.Logits[i] != 0)
            {
                int[] simpler = [.. sample.Logits];
                simpler[i] /= 2;
                yield return sample with { Logits = simpler };
            }
        }
    }
}
