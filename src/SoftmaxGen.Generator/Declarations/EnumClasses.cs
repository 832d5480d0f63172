using System.Globalization;
using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Generator.Declarations;

/// <summary>The classes that a C# enum stands for: its values, where they are 0 to n - 1 without gaps.</summary>
/// <param name="Count">n, or 0 where the values are not of that kind.</param>
/// <param name="Fault">What is wrong with the values otherwise; names of the same value count once.</param>
internal sealed record EnumClasses(int Count, string Fault)
{
    public static EnumClasses Read(INamedTypeSymbol type)
    {
        List<IFieldSymbol> members = type.GetMembers().OfType<IFieldSymbol>()
            .Where(field => field.HasConstantValue && field.ConstantValue is not null)
            .ToList();
        HashSet<decimal> values = new(members.Select(ValueOf));
        if (members.FirstOrDefault(field => ValueOf(field) < 0) is { } negative)
            return new(0, $"its member '{negative.Name}' is {Text(ValueOf(negative))}");

        for (int value = 0; value < values.Count; value++)
        {
            if (!values.Contains(value))
                return new(0, $"no member is {Text(value)}, though '{GreatestOf(members)}' is greater");
        }

        return values.Count < 2
            ? new(0, "it has fewer than 2 values")
            : new(values.Count, "");
    }

    private static string GreatestOf(List<IFieldSymbol> members) => members.OrderByDescending(ValueOf).First().Name;

    private static decimal ValueOf(IFieldSymbol field) =>
        Convert.ToDecimal(field.ConstantValue, CultureInfo.InvariantCulture);

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
