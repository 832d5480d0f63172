using System.Globalization;

namespace SoftmaxGen.Kernels.Tests.Library;

/// <summary>The options of a kernel's attribute that change what it computes; the defaults are the attribute's.</summary>
internal sealed record KernelSettings
{
    /// <summary>Textbook softmax and cross-entropy.</summary>
    public static KernelSettings Default { get; } = new();

    /// <summary>The share of each target that is spread over all classes.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>What the logits are divided by.</summary>
    public double Temperature { get; init; } = 1;

    /// <summary>The bound of the logits.</summary>
    public double Softcap { get; init; } = double.PositiveInfinity;

    /// <summary>The factor of the squared log-sum-exp.</summary>
    public double ZLoss { get; init; }

    /// <summary>The exponent of the focal loss.</summary>
    public double FocalGamma { get; init; }

    /// <summary>Whether gradients are added to what is there.</summary>
    public bool Accumulate { get; init; }

    /// <summary>The member of the enum <c>EdgeCases</c>.</summary>
    public string EdgeCases { get; init; } = "PyTorch";

    /// <summary>Whether rows are split over the thread pool.</summary>
    public bool Parallel { get; init; }

    /// <summary>The named arguments of the attribute that are not at their default.</summary>
    public IEnumerable<string> Properties()
    {
        foreach ((string name, double value, double preset) in Numbers())
        {
            if (value != preset)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{name} = {value:R}");
            }
        }

        if (Accumulate)
        {
            yield return "Accumulate = true";
        }

        if (EdgeCases != "PyTorch")
        {
            yield return $"EdgeCases = EdgeCases.{EdgeCases}";
        }

        if (Parallel)
        {
            yield return "Parallel = true";
        }
    }

    /// <summary>The same as part of an identifier.</summary>
    public IEnumerable<string> NameParts() => Properties().Select(property => string.Concat(
        property.Replace("EdgeCases.", "", StringComparison.Ordinal).Select(one =>
            char.IsAsciiLetterOrDigit(one) ? one.ToString() : one == '.' ? "p" : one == '-' ? "M" : "")));

    private IEnumerable<(string Name, double Value, double Preset)> Numbers() =>
    [
        ("LabelSmoothing", LabelSmoothing, 0),
        ("Temperature", Temperature, 1),
        ("Softcap", Softcap, double.PositiveInfinity),
        ("ZLoss", ZLoss, 0),
        ("FocalGamma", FocalGamma, 0),
    ];
}
