using SoftmaxGen.Accuracy.Numbers;

namespace SoftmaxGen.Accuracy.Operations;

/// <summary>What a result ought to be.</summary>
/// <param name="Value">The exact number.</param>
/// <param name="Scale">
/// The largest of the terms that the formula adds up: a difference cannot be better than the last digit of what it is a
/// difference of.
/// </param>
/// <param name="Slack">
/// How many ulps the rounding of a logit's distance from the maximum alone may cost: as many as that distance is large,
/// for e^(d + δ) is e^d (1 + δ).
/// </param>
internal readonly record struct Expected(Exact Value, Exact Scale, double Slack = 0);
