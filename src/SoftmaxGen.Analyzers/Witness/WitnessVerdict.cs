namespace SoftmaxGen.Analyzers.Witness;

/// <summary>What running a finding says of it.</summary>
internal enum VerdictKind
{
    /// <summary>An input breaks it.</summary>
    Confirmed,

    /// <summary>All inputs were tried, and none breaks it.</summary>
    Refuted,

    /// <summary>It could not be run.</summary>
    Unknown,
}

/// <summary>What running a finding says of it.</summary>
internal sealed class WitnessVerdict
{
    private WitnessVerdict(VerdictKind kind, string input, string output, string reason, bool isAbsorbed)
    {
        Kind = kind;
        Input = input;
        Output = output;
        Reason = reason;
        IsAbsorbed = isAbsorbed;
    }

    /// <summary>Whether an input breaks it.</summary>
    public VerdictKind Kind { get; }

    /// <summary>The input that breaks it, such as <c>logits [1000, 0]</c>; empty where the body takes none.</summary>
    public string Input { get; }

    /// <summary>What came out, such as <c>[NaN, 0]</c>.</summary>
    public string Output { get; }

    /// <summary>Why it could not be run.</summary>
    public string Reason { get; }

    /// <summary>Whether the broken value does not reach the output, which is there and finite.</summary>
    public bool IsAbsorbed { get; }

    /// <summary>An input breaks it.</summary>
    public static WitnessVerdict Confirmed(string input, string output, bool isAbsorbed) =>
        new(VerdictKind.Confirmed, input, output, "", isAbsorbed);

    /// <summary>No input breaks it.</summary>
    public static WitnessVerdict Refuted { get; } = new(VerdictKind.Refuted, "", "", "", false);

    /// <summary>It could not be run.</summary>
    public static WitnessVerdict Unknown(string reason) => new(VerdictKind.Unknown, "", "", reason, false);

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        VerdictKind.Confirmed => Input.Length == 0 ? $"gives {Output}" : $"{Input} gives {Output}",
        VerdictKind.Unknown => $"unknown: {Reason}",
        _ => "refuted",
    };
}
