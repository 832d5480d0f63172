using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>The passes over a row of which <see cref="Strategy.ClassesInLanes"/> is composed.</summary>
internal static class Passes
{
    /// <summary>Stores the scaled exponentials of the shifted logits and returns their sum.</summary>
    public static ReductionPass StoreExp(KernelPlan plan) => new(
        "ExpSum",
        "Stores e^(x - max), scaled by a power of two that cancels later, and returns the sum.",
        ["x"], "e", RowLogits.Numbers(plan), (text, lanes, rows, _) => ScaledExp(text, lanes, rows[0]));

    /// <summary>The same where nobody needs the exponentials themselves.</summary>
    public static ReductionPass SumExp(KernelPlan plan) => new(
        "ExpSum",
        "The sum of e^(x - max), scaled by a power of two.",
        ["x"], null, RowLogits.Numbers(plan), (text, lanes, rows, _) => ScaledExp(text, lanes, rows[0]));

    /// <summary>The same without the label's: of the whole sum less that one, few digits might be left.</summary>
    public static ReductionPass RestExp(KernelPlan plan) => new(
        "RestExpSum",
        "The sum of e^(x - max) over all classes but the label's, scaled by a power of two.",
        ["x"],
        null,
        [.. RowLogits.Numbers(plan), "label"],
        (text, lanes, rows, index) =>
            lanes.Select(PassNumbers.IsLabel(lanes, index), lanes.Zero, ScaledExp(text, lanes, rows[0])));

    /// <summary>The sum of a row.</summary>
    public static readonly ReductionPass Sum = new(
        "Sum", "The sum of a row.", ["x"], null, [], (_, _, rows, _) => rows[0]);

    /// <summary>The product of two rows.</summary>
    public static readonly ReductionPass Dot = new(
        "Dot", "The sum of x * y.", ["x", "y"], null, [], (_, _, rows, _) => $"{rows[0]} * {rows[1]}");

    /// <summary>A row times a number, in place.</summary>
    public static readonly ElementwisePass Scale = new(
        "Scale",
        "Multiplies the row by the factor.",
        ["y"], "y", ["factor"],
        (_, lanes, rows) => $"{rows[0]} * {PassNumbers.Name(lanes, "factor")}");

    /// <summary>A row times a number, into another row.</summary>
    public static readonly ElementwisePass ScaleTo = new(
        "ScaleTo",
        "y = x * factor",
        ["x"], "y", ["factor"],
        (_, lanes, rows) => $"{rows[0]} * {PassNumbers.Name(lanes, "factor")}");

    /// <summary>Log-probabilities from logits.</summary>
    public static ElementwisePass LogProbabilities(KernelPlan plan) => new(
        "LogProbabilities",
        "y = (x - max) - logSum, never x - (max + logSum), which loses digits.",
        ["x"],
        "y",
        [.. RowLogits.Numbers(plan), "logSum"],
        (text, lanes, rows) => $"{RowLogits.Shifted(text, lanes, rows[0])} - {PassNumbers.Name(lanes, "logSum")}");

    /// <summary>The backward pass of softmax.</summary>
    public static readonly ElementwisePass SoftmaxGradient = new(
        "SoftmaxGradient",
        "g = p * (u - dot)",
        ["p", "u"],
        "g",
        ["dot"],
        (_, lanes, rows) => $"{rows[0]} * ({rows[1]} - {PassNumbers.Name(lanes, "dot")})");

    /// <summary>The backward pass of log-softmax.</summary>
    public static readonly ElementwisePass LogSoftmaxGradient = new(
        "LogSoftmaxGradient",
        "g = u - e^p * sum",
        ["p", "u"],
        "g",
        ["sum"],
        (text, lanes, rows) =>
            text.MultiplyAdd("-" + text.Call(Helper.Exp, rows[0]), PassNumbers.Name(lanes, "sum"), rows[1]));

    /// <summary>The product of the exponentials with a vector, each of its elements times the slope of a bounded logit.</summary>
    public static ReductionPass Along(KernelPlan plan) => new(
        "Along",
        "The sum of e^(x - max) * v, scaled by a power of two.",
        ["x", "v"],
        null,
        RowLogits.Numbers(plan),
        (text, lanes, rows, _) =>
            $"{ScaledExp(text, lanes, rows[0])} * {RowLogits.Sloped(text, lanes, rows[1], rows[0])}");

    /// <summary>The exponential of a logit, scaled unless it is a shard's, which is the probability.</summary>
    public static string ScaledExp(KernelText text, Lanes lanes, string x) =>
        text.Call(text.Plan.IsSharded ? Helper.Exp : Helper.ScaledExp, RowLogits.Shifted(text, lanes, x));
}
