using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SoftmaxGen.Analyzers.Flow;

namespace SoftmaxGen.Analyzers.Rules;

/// <summary>What a rule has found, before it is confirmed and reported.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Event">The evaluated operation.</param>
/// <param name="Operation">The operation to point at.</param>
/// <param name="Arguments">The message's arguments from {1} on; {0} is the witness.</param>
/// <param name="Parts">Other operations that belong to the finding (the exponential, the sum).</param>
internal sealed record RuleFinding(
    FlowRule Rule, Evaluated Event, IOperation Operation, ImmutableArray<string> Arguments, ImmutableArray<IOperation> Parts)
{
    /// <summary>Hints for the fix.</summary>
    public ImmutableDictionary<string, string?> Properties { get; init; } = ImmutableDictionary<string, string?>.Empty;

    /// <summary>Where to point, when it is at no operation.</summary>
    public Location? Place { get; init; }

    /// <summary>Whether to point at the first part (the exponential that overflows) instead of the operation that shows it.</summary>
    public bool PointsAtPart { get; init; }

    /// <summary>What came out when the code was run, as the end of the message; empty where it was not.</summary>
    public string Witness { get; init; } = "";

    /// <summary>Whether the finding is about an overflow or a NaN, so that running the code can confirm it.</summary>
    public bool CanBeConfirmed { get; init; } = true;

    /// <summary>Whether a run that shows nothing wrong drops the finding; it does not where the run has nothing certain to judge by.</summary>
    public bool CanBeRefuted { get; init; } = true;

    /// <summary>Whether finite numbers that came out are wrong nevertheless, given the numbers that went in.</summary>
    public Func<double[], double[], bool>? IsWrong { get; init; }

    /// <summary>Whether nothing is known to be wrong before the code has been run, and the broken value has reached the result.</summary>
    public bool MustBeConfirmed { get; init; }
}
