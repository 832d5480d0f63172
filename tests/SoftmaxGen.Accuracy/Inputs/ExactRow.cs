using SoftmaxGen.Accuracy.Numbers;

namespace SoftmaxGen.Accuracy.Inputs;

/// <summary>What every operator is made of, for a row of logits that are all finite.</summary>
internal sealed class ExactRow
{
    public ExactRow(double[] logits)
        : this([.. logits.Select(Exact.Of)])
    {
    }

    public ExactRow(Exact[] logits)
    {
        Max = logits.Aggregate((greatest, x) => greatest.OrGreater(x));
        Shifted = [.. logits.Select(x => x - Max)];
        Exact[] exps = [.. Shifted.Select(ExactFunctions.Exp)];
        Exact sum = exps.Aggregate(Exact.Zero, (total, e) => (total + e).Trimmed());
        LogSum = ExactFunctions.Log(sum);
        Probabilities = [.. exps.Select(e => e / sum)];
        LogProbabilities = [.. Shifted.Select(x => x - LogSum)];
    }

    public Exact Max { get; }

    /// <summary>The logits less their maximum.</summary>
    public Exact[] Shifted { get; }

    /// <summary>The logarithm of the sum of their exponentials.</summary>
    public Exact LogSum { get; }

    /// <summary>How far a logit lies below the maximum.</summary>
    public double Distance(int k) => -Shifted[k].ToDouble();

    public Exact[] Probabilities { get; }

    public Exact[] LogProbabilities { get; }
}
