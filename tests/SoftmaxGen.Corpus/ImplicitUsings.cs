using System.Text;
using System.Text.RegularExpressions;

namespace SoftmaxGen.Corpus;

/// <summary>The usings that a project gets from its SDK and its project file, which no C# file shows.</summary>
internal static partial class ImplicitUsings
{
    /// <summary>The name of the added file; nothing is ever reported in it.</summary>
    public const string FileName = "ImplicitUsings.g.cs";

    private static readonly string[] s_sdk =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading",
        "System.Threading.Tasks",
    ];

    /// <summary>
    /// Global usings for one compilation. They are added where any project asks for them, and where the project files
    /// are not in the repository at all.
    /// </summary>
    public static string Of(IReadOnlyList<string> projects)
    {
        SortedSet<string> names = new(StringComparer.Ordinal);
        if (projects.Count == 0 || projects.Any(text => Enabled().IsMatch(text)))
            names.UnionWith(s_sdk);
        foreach (string project in projects)
        {
            foreach (Match match in Item().Matches(project))
                names.Add(Directive(match));
        }

        StringBuilder text = new();
        foreach (string name in names)
            text.Append("global using ").Append(name).Append(";\n");
        return text.ToString();
    }

    private static string Directive(Match item)
    {
        string rest = item.Groups["rest"].Value;
        string name = item.Groups["name"].Value;
        if (Alias().Match(rest) is { Success: true } alias)
            return $"{alias.Groups[1].Value} = {name}";
        return Static().IsMatch(rest) ? $"static {name}" : name;
    }

    [GeneratedRegex("<ImplicitUsings>\\s*(enable|true)\\s*<", RegexOptions.IgnoreCase)]
    private static partial Regex Enabled();

    [GeneratedRegex("<Using\\s+Include=\"(?<name>[\\w.]+)\"(?<rest>[^>]*)>")]
    private static partial Regex Item();

    [GeneratedRegex("Alias=\"(\\w+)\"")]
    private static partial Regex Alias();

    [GeneratedRegex("Static=\"true\"", RegexOptions.IgnoreCase)]
    private static partial Regex Static();
}
