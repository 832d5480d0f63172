using System.Reflection;
using System.Text.RegularExpressions;

namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>The page of a rule, which stands beside its source file.</summary>
/// <param name="Path">Its path below the folder of the rules: <c>Stability/SMG1001.md</c>.</param>
/// <param name="Text">What it says.</param>
internal sealed record RulePage(string Path, string Text)
{
    /// <summary>All pages, by rule.</summary>
    public static IReadOnlyDictionary<string, RulePage> All { get; } = Resources("Rules/")
        .ToDictionary(page => System.IO.Path.GetFileNameWithoutExtension(page.Name), page => new RulePage(page.Name["Rules/".Length..], page.Text));

    /// <summary>The headings, with their marks.</summary>
    public IReadOnlyList<string> Headings => [.. OutsideCode.Where(line => line.StartsWith('#'))];

    /// <summary>What stands outside of code blocks, as one line.</summary>
    public string Prose => string.Join(' ', OutsideCode);

    /// <summary>The first C# of the example that breaks.</summary>
    public string Example => Regex.Match(Section("Example that breaks"), "```csharp\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;

    private IEnumerable<string> OutsideCode
    {
        get
        {
            bool isCode = false;
            foreach (string line in Text.Split('\n'))
            {
                if (line.StartsWith("```", StringComparison.Ordinal))
                    isCode = !isCode;
                else if (!isCode)
                    yield return line;
            }
        }
    }

    /// <summary>What stands under a heading.</summary>
    public string Section(string heading) =>
        Regex.Match(Text, $"^## {Regex.Escape(heading)}\n(.*?)(?=^## |\\z)", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value.Trim();

    /// <summary>The files of the source tree that were put into this assembly for audits.</summary>
    public static IEnumerable<(string Name, string Text)> Resources(string prefix)
    {
        Assembly assembly = typeof(RulePage).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)))
        {
            using StreamReader reader = new(assembly.GetManifestResourceStream(name)!);
            yield return (name.Replace('\\', '/'), reader.ReadToEnd().ReplaceLineEndings("\n"));
        }
    }
}
