using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Generator.Declarations.Checks;

/// <summary>A number that the option's formula has no meaning for.</summary>
internal sealed class SMG0034OptionOutOfRange() : DeclarationCheck(Rule)
{
    private static readonly DiagnosticDescriptor Rule = new(
        "SMG0034",
        "The option is out of range",
        "{0} is {1}: it must be {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SMG0034.md");

    public override IEnumerable<Finding> Find(Declaration declaration)
    {
        foreach (DeclaredOption option in declaration.Options.Given)
        {
            if (option.Value is double value && RangeOf(option.Contract.Name, value) is { } range)
                yield return At(option.Location, option.Contract.Name, Text(value), range);
        }

        // An image must fit into a buffer, and its length into the emitted code.
        int most = int.MaxValue / (declaration.Classes ?? 2);
        if (declaration.Options.Find(OptionContracts.Spatial) is { Value: int spatial } position && (spatial < 1 || spatial > most))
            yield return At(position.Location, OptionContracts.Spatial, Text(spatial), $"from 1 to {Text(most)}");

        if (declaration.Options.Find(OptionContracts.RowStride) is { Value: int stride and not 0 } step
            && (stride < 0 || stride < declaration.Classes))
        {
            yield return At(step.Location, OptionContracts.RowStride, Text(stride), $"at least Classes, {Text(declaration.Classes ?? 2)}");
        }
    }

    /// <summary>The range that the value misses, in words; null where it lies inside. NaN lies in none.</summary>
    private static string? RangeOf(string option, double value) => option switch
    {
        OptionContracts.LabelSmoothing => value is >= 0 and <= 1 ? null : "from 0 to 1",
        // Beyond these its reciprocal, or the gradient's factor, would not be a number of type float.
        OptionContracts.Temperature => value is >= 1e-30 and <= 1e30 ? null : "greater than 0 (from 1E-30 to 1E+30)",
        OptionContracts.Softcap => value is >= 1e-30 and <= 1e30 or double.PositiveInfinity
            ? null
            : "greater than 0 (from 1E-30 to 1E+30, or infinite for no cap)",
        OptionContracts.ZLoss => value is >= 0 and <= 1e30 ? null : "from 0 to 1E+30",
        OptionContracts.FocalGamma => value is >= 0 and <= 1e3 ? null : "from 0 to 1000",
        _ => null,
    };
}
