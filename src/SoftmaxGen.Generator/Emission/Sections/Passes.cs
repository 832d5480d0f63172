using SoftmaxGen.Generator.Model;
using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>The passes over a row of which <see cref="Strategy.ClassesInLanes"/> is composed.</summary>
internal static class Passes
{
    /// <summary>Stores the scaled exponentials of the shifted logits and returns their sum.</summary>
    public static readonly ReductionPass StoreExp = new(
        "ExpSum",
        "Stores e^(x - max), scaled by a power of two that cancels later, and returns the sum.",
        ["x"], "e", "max", ScaledExp);

    /// <summary>The same where nobody needs the exponentials themselves.</summary>
    public static readonly ReductionPass SumExp = new(
        "ExpSum",
        "The sum of e^(x - max), scaled by a power of two.",
        ["x"], null, "max", ScaledExp);

    /// <summary>The sum of a row.</summary>
    public static readonly ReductionPass Sum = new(
        "Sum", "The sum of a row.", ["x"], null, null, (_, _, row) => row[0]);

    /// <summary>The product of two rows.</summary>
    public static readonly ReductionPass Dot = new(
        "Dot", "The sum of x * y.", ["x", "y"], null, null, (_, _, rows) => $"{rows[0]} * {rows[1]}");

    /// <summary>The product of a target with the shifted logits.</summary>
    public static readonly ReductionPass TargetDot = new(
        "TargetDot",
        "The sum of t * (x - max); a target of 0 counts nothing, even where x is -inf.",
        ["t", "x"],
        null,
        "max",
        (_, lanes, rows) => lanes.Select(
            lanes.EqualTo(rows[0], lanes.Zero),
            lanes.Zero,
            $"{rows[0]} * ({rows[1]} - {ElementwisePass.Number(lanes, "max")})"));

    /// <summary>A row times a number, in place.</summary>
    public static readonly ElementwisePass Scale = new(
        "Scale",
        "Multiplies the row by the factor.",
        ["y"], "y", ["factor"],
        (_, lanes, rows) => $"{rows[0]} * {ElementwisePass.Number(lanes, "factor")}");

    /// <summary>A row times a number, into another row.</summary>
    public static readonly ElementwisePass ScaleTo = new(
        "ScaleTo",
        "y = x * factor",
        ["x"], "y", ["factor"],
        (_, lanes, rows) => $"{rows[0]} * {ElementwisePass.Number(lanes, "factor")}");

    /// <summary>The gradient of a loss with a target per class, over the exponentials.</summary>
    public static readonly ElementwisePass TargetGradient = new(
        "TargetGradient",
        "e = e * factor - t * weight",
        ["e", "t"],
        "e",
        ["factor", "weight"],
        (text, lanes, rows) => text.MultiplyAdd(
            rows[0],
            ElementwisePass.Number(lanes, "factor"),
            $"-({ElementwisePass.Number(lanes, "weight")} * {rows[1]})"));

    /// <summary>Log-probabilities from logits.</summary>
    public static readonly ElementwisePass LogProbabilities = new(
        "LogProbabilities",
        "y = (x - max) - logSum, never x - (max + logSum), which loses digits.",
        ["x"],
        "y",
        ["max", "logSum"],
        (_, lanes, rows) =>
            $"{rows[0]} - {ElementwisePass.Number(lanes, "max")} - {ElementwisePass.Number(lanes, "logSum")}");

    /// <summary>The backward pass of softmax.</summary>
    public static readonly ElementwisePass SoftmaxGradient = new(
        "SoftmaxGradient",
        "g = p * (u - dot)",
        ["p", "u"],
        "g",
        ["dot"],
        (_, lanes, rows) => $"{rows[0]} * ({rows[1]} - {ElementwisePass.Number(lanes, "dot")})");

    /// <summary>The backward pass of log-softmax.</summary>
    public static readonly ElementwisePass LogSoftmaxGradient = new(
        "LogSoftmaxGradient",
        "g = u - e^p * sum",
        ["p", "u"],
        "g",
        ["sum"],
        (text, lanes, rows) =>
            text.MultiplyAdd("-" + text.Call(Helper.Exp, rows[0]), ElementwisePass.Number(lanes, "sum"), rows[1]));

    private static string ScaledExp(KernelText text, Lanes lanes, string[] rows) =>
        text.Call(Helper.ScaledExp, $"{rows[0]} - {ElementwisePass.Number(lanes, "max")}");
}
