using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>
/// The log-sum-exp of each row: its maximum plus the logarithm of the shifted sum; an infinite maximum is the result
/// itself, though the shift has made NaN of the sum. So the maximum must know of a NaN, which the shift also makes.
/// </summary>
internal static class LogSumExpValue
{
    /// <summary>The local that holds it.</summary>
    public const string Name = "normalizer";

    /// <summary>Why the maximum is made NaN where the row holds one.</summary>
    public const string MaximumComment = "// An infinite maximum is the log-sum-exp, unless the row holds a NaN.";

    /// <summary>Declares it and stores it where it is wanted.</summary>
    /// <param name="text">The kernel.</param>
    /// <param name="lanes">A register of rows, or a plain number for one row.</param>
    /// <param name="inverseTemperature">What the maximum is multiplied by, where there is a temperature.</param>
    public static void Write(KernelText text, Lanes lanes, string inverseTemperature)
    {
        string top = text.Plan.Has(Terms.Temperature) ? $"max * {inverseTemperature}" : "max";
        string infinity = lanes.Broadcast($"{lanes.Scalar}.PositiveInfinity");
        string infinite = lanes.IsScalar
            ? $"{lanes.Scalar}.IsInfinity(max)"
            : lanes.EqualTo($"{lanes.Vector}.Abs(max)", infinity);
        text.Writer.Write($"{lanes.Type} {Name} = {lanes.Select(infinite, "max", top + " + logSum")};");
        if (text.Plan.Has(Outputs.LogSumExp))
        {
            text.Writer.Write(PerRow.Store(text, lanes, Name, "logSumExp"));
        }
    }
}
