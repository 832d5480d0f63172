namespace SoftmaxGen.Accuracy.Report;

/// <summary>The errors of one contender at one operator, in ulps.</summary>
internal sealed class Errors
{
    private double sum;
    private long count;

    /// <summary>The worst on rows such as a network gives.</summary>
    public double WorstBenign { get; private set; }

    /// <summary>The worst on all others.</summary>
    public double WorstExtreme { get; private set; }

    /// <summary>Over all rows.</summary>
    public double Mean => sum / count;

    /// <summary>The worst of all beyond what a logit's distance from the maximum costs.</summary>
    public double WorstBeyond { get; private set; }

    /// <summary>Where that is.</summary>
    public string WorstPlace { get; private set; } = "";

    /// <summary>Notes an error.</summary>
    /// <param name="ulps">The error.</param>
    /// <param name="slack">The part of it that a logit's distance from the maximum may have cost.</param>
    /// <param name="isBenign">Whether a network gives such rows.</param>
    /// <param name="place">Where it is.</param>
    public void Add(double ulps, double slack, bool isBenign, Func<string> place)
    {
        sum += ulps;
        count++;
        if (ulps - slack > WorstBeyond)
        {
            WorstBeyond = ulps - slack;
            WorstPlace = place();
        }

        if (isBenign)
            WorstBenign = Math.Max(WorstBenign, ulps);
        else
            WorstExtreme = Math.Max(WorstExtreme, ulps);
    }
}
