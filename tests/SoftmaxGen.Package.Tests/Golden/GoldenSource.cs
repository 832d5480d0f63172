using System.Text;
using System.Text.Json;

namespace SoftmaxGen.Package.Tests.Golden;

/// <summary>The C# that a stranger would write to compute every golden case.</summary>
internal static class GoldenSource
{
    /// <summary>A class with all the kernels and a table from a case's name to its calls.</summary>
    public static string Of(string name, string element, IReadOnlyList<JsonElement> cases)
    {
        (string Name, KernelCall[] Calls)[] rows =
            [.. cases.Select(json => (json.GetProperty("name").GetString()!, GoldenCalls.Of(json)))];
        StringBuilder text = new();
        text.Append($$"""
            using SoftmaxGen;

            namespace Golden;

            internal static partial class {{name}}
            {
                public static Dictionary<string, Action<Case<{{element}}>>> Table { get; } = new()
                {

            """);
        foreach ((string row, KernelCall[] calls) in rows)
        {
            string statements = string.Join(' ', calls.Select(call => call.Statement()));
            text.Append($"        [\"{row}\"] = c => {{ {statements} }},\n");
        }

        text.Append("    };\n");
        foreach (KernelCall call in rows.SelectMany(row => row.Calls).DistinctBy(call => call.Method))
        {
            text.Append('\n').Append(call.Declaration(element)).Append('\n');
        }

        return text.Append("}\n").ToString();
    }
}
