using SoftmaxGen.Accuracy.Inputs;
using SoftmaxGen.Accuracy.Numbers;

namespace SoftmaxGen.Accuracy.Operations;

/// <summary>What is exact of an operator for a row, and the size of the terms that it is made of.</summary>
internal static class References
{
    /// <summary>The results for a row.</summary>
    public static IReadOnlyList<Expected> Of<T>(Operator operation, Batch<T> batch, int row)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        ExactRow exact = batch.Rows[row];
        int label = batch.Labels[row];
        Exact[] p = exact.Probabilities;
        switch (operation)
        {
            case Operator.Softmax:
                return [.. p.Select((one, k) => new Expected(one, one, exact.Distance(k)))];
            case Operator.LogSoftmax:
                return [.. exact.Shifted.Select(x => LogProbability(exact, x))];
            case Operator.LogSumExp:
                return [new(exact.Max + exact.LogSum, Exact.One.OrGreater(exact.Max.Magnitude()).OrGreater(exact.LogSum))];
            case Operator.Loss:
                Expected own = LogProbability(exact, exact.Shifted[label]);
                return [own with { Value = -own.Value }];
            case Operator.Gradient:
                return [.. p.Select((one, k) => k == label ? new Expected(one - Exact.One, Exact.One) : new Expected(one, one, exact.Distance(k)))];
            case Operator.SoftLoss:
                return [SoftLoss(exact, batch.RowOf(batch.Target, row))];
            case Operator.SoftGradient:
                Exact[] target = batch.RowOf(batch.Target, row);
                Exact mass = Sum(target);
                return [.. p.Select((one, k) => new Expected(
                    (one * mass - target[k]).Trimmed(), (one * mass).OrGreater(target[k]), exact.Distance(k)))];
            case Operator.Hessian:
                return [.. p.Select((one, k) => new Expected((one - one * one).Trimmed(), one, exact.Distance(k)))];
            case Operator.HessianVector:
                return [.. Centred(p, batch.RowOf(batch.Vector, row)).Select((one, k) => one with
                {
                    Slack = 2 * exact.Distance(k),
                })];
            case Operator.SoftmaxBackward:
                return Centred(batch.RowOf(batch.Probabilities, row), batch.RowOf(batch.Upstream, row));
            case Operator.LogSoftmaxBackward:
                return LogBackward(batch.RowOf(batch.LogProbabilities, row), batch.RowOf(batch.Upstream, row));
            default:
                throw new ArgumentOutOfRangeException(nameof(operation), operation, null);
        }
    }

    private static Expected LogProbability(ExactRow row, Exact shifted) =>
        new(shifted - row.LogSum, Exact.One.OrGreater(shifted.Magnitude()).OrGreater(row.LogSum));

    /// <summary>-Σ t log p, which is Σ t log Σ - Σ t (x - max).</summary>
    private static Expected SoftLoss(ExactRow row, Exact[] target)
    {
        Exact shifted = Sum(target.Zip(row.Shifted, (t, x) => -(t * x)));
        Exact mass = Sum(target);
        Exact logSum = mass * row.LogSum;
        return new(shifted + logSum, Exact.One.OrGreater(shifted).OrGreater(logSum).OrGreater(mass));
    }

    /// <summary>p (u - Σ p u).</summary>
    private static Expected[] Centred(Exact[] p, Exact[] u)
    {
        Exact mean = Sum(p.Zip(u, (one, v) => one * v));
        Exact size = Sum(p.Zip(u, (one, v) => one * v.Magnitude()));
        return [.. p.Zip(u, (one, v) => new Expected((one * (v - mean)).Trimmed(), one * v.Magnitude().OrGreater(size)))];
    }

    /// <summary>u - p Σ u.</summary>
    private static Expected[] LogBackward(Exact[] logProbabilities, Exact[] u)
    {
        Exact sum = Sum(u);
        Exact size = Sum(u.Select(v => v.Magnitude()));
        return
        [
            .. logProbabilities.Zip(u, (log, v) =>
            {
                Exact p = ExactFunctions.Exp(log).Trimmed();
                return new Expected((v - p * sum).Trimmed(), v.Magnitude().OrGreater(p * size));
            }),
        ];
    }

    private static Exact Sum(IEnumerable<Exact> terms) => terms.Aggregate(Exact.Zero, (sum, term) => (sum + term).Trimmed());
}
