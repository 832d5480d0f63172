using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>A row's logits on their way to the exponential: bounded, shifted by the maximum, divided by the temperature.</summary>
internal static class RowLogits
{
    /// <summary>The numbers that it takes, in a pass and as arguments of one.</summary>
    public static string[] Numbers(KernelPlan plan) =>
    [
        Shift(plan),
        .. plan.Has(Terms.Softcap) ? ["cap", "inverseCap"] : Array.Empty<string>(),
        .. plan.Has(Terms.Temperature) ? ["inverseTemperature"] : Array.Empty<string>(),
    ];

    /// <summary>The arguments for <see cref="Numbers"/>: in a row that may be -inf alone, the shift is not the maximum.</summary>
    public static string[] Arguments(KernelPlan plan) =>
        [plan.Has(Terms.Safe) ? "shift" : plan.IsSharded ? LogSumExpValue.Name : "max", .. Numbers(plan).Skip(1)];

    /// <summary>The name of what a logit is shifted by, where it is a number of a pass.</summary>
    public static string Shift(KernelPlan plan) => plan.IsSharded ? ShardSteps.Shift : "max";

    /// <summary>The value from a logit.</summary>
    public static string Shifted(KernelText text, Lanes lanes, string x) =>
        Shifted(text, Capped(text, lanes, x), name => PassNumbers.Name(lanes, name), PassNumbers.Name(lanes, Shift(text.Plan)));

    /// <summary>The value from one logit of the row, outside a pass; in a shard, before it is shifted.</summary>
    public static string OfOne(KernelText text, string x)
    {
        Lanes one = new(text.Plan.Element, 0);
        if (text.Plan.IsSharded)
        {
            string capped = Capped(text, one, x);
            return text.Plan.Has(Terms.Temperature) ? $"{capped} * inverseTemperature" : capped;
        }

        return Shifted(text, Capped(text, one, x), name => name, Arguments(text.Plan)[0]);
    }

    /// <summary>The value from logits of several rows, each with a shift of its own.</summary>
    public static string InRegisters(KernelText text, Lanes lanes, string x, string shift = "maxs") =>
        Shifted(text, Capped(text, lanes, x), name => name + "s", shift);

    /// <summary>The logit itself, bounded where the plan bounds it.</summary>
    public static string Capped(KernelText text, Lanes lanes, string x) => text.Plan.Has(Terms.Softcap)
        ? text.Call(Helper.Capped, x, $"{PassNumbers.Name(lanes, "cap")} * {Tanh(text, lanes, x)}")
        : x;

    /// <summary>The hyperbolic tangent that bounds it.</summary>
    public static string Tanh(KernelText text, Lanes lanes, string x) =>
        text.Call(Helper.Tanh, $"{x} * {PassNumbers.Name(lanes, "inverseCap")}");

    /// <summary>An element of a vector, times the slope of the bounded logit beside it.</summary>
    public static string Sloped(KernelText text, Lanes lanes, string v, string x)
    {
        if (!text.Plan.Has(Terms.Softcap))
        {
            return v;
        }

        string tanh = Tanh(text, lanes, x);
        return $"{v} * {text.MultiplyAdd("-" + tanh, tanh, lanes.Constant(1))}";
    }

    /// <summary>A logit less the log-sum-exp, which is that of the divided logits.</summary>
    public static string LessLogSumExp(KernelText text, string x, string inverseTemperature, string logSumExp) =>
        text.Plan.Has(Terms.Temperature) ? text.MultiplyAdd(x, inverseTemperature, "-" + logSumExp) : $"{x} - {logSumExp}";

    private static string Shifted(KernelText text, string x, Func<string, string> number, string shift) =>
        text.Plan.IsSharded ? LessLogSumExp(text, x, number("inverseTemperature"), shift)
        : text.Plan.Has(Terms.Temperature) ? $"({x} - {shift}) * {number("inverseTemperature")}"
        : $"{x} - {shift}";
}
