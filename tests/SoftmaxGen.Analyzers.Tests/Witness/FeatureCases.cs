using System.Text;

namespace SoftmaxGen.Analyzers.Tests.Witness;

/// <summary>One feature: members of a static class with a method Run.</summary>
internal sealed record FeatureCase(string Name, string Members);

/// <summary>Small programs, each about one feature. All of them are compiled as one.</summary>
internal static partial class FeatureCases
{
    public static IReadOnlyList<FeatureCase> All { get; } =
        [.. Numbers, .. Control, .. Data, .. Functions, .. Types, .. Sequences, .. Modern];

    public static string Source()
    {
        StringBuilder text = new("using System.Numerics;\nusing System.Threading.Tasks;\n#pragma warning disable\n");
        foreach (FeatureCase feature in All)
        {
            text.Append("public static unsafe class ").Append(feature.Name).Append("\n{\n").Append(feature.Members).Append("\n}\n\n");
        }

        return text.ToString();
    }

    // A body of Run that ends with what it returns.
    private static FeatureCase Body(string name, string statements) => new(name, $"public static object? Run()\n{{\n{statements}\n}}");

    private static FeatureCase Value(string name, string expression) => new(name, $"public static object? Run() => {expression};");
}
