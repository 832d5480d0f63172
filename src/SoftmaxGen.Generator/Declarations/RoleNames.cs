using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Declarations;

/// <summary>The names by which parameters find their roles.</summary>
internal static class RoleNames
{
    // Shorter beginnings are shared by too many names.
    private const int ShortestPrefix = 3;

    /// <summary>The role's member in camel case.</summary>
    public static string Of(ParameterRole role)
    {
        string member = role.ToString();
        return char.ToLowerInvariant(member[0]) + member.Substring(1);
    }

    /// <summary>
    /// The name that is nearest to what was written: one that it shortens (<c>grad</c>), else the one with the fewest
    /// edits, case aside.
    /// </summary>
    public static string Nearest(string written, IEnumerable<string> names) => names
        .OrderBy(name => IsShortFor(written, name) ? 0 : 1)
        .ThenBy(name => EditDistance(written.ToLowerInvariant(), name.ToLowerInvariant()))
        .ThenBy(name => name, StringComparer.Ordinal)
        .First();

    private static bool IsShortFor(string written, string name) =>
        written.Length >= ShortestPrefix && name.StartsWith(written, StringComparison.OrdinalIgnoreCase);

    /// <summary>Levenshtein's distance.</summary>
    private static int EditDistance(string left, string right)
    {
        int[] row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[right.Length];
    }
}
