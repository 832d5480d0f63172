using System.Text.Json;
using System.Text.Json.Serialization;

namespace SoftmaxGen.Corpus;

/// <summary>What a reader of the code said of a place.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Verdict>))]
internal enum Verdict
{
    /// <summary>It breaks for inputs that occur: a report must be there.</summary>
    [JsonStringEnumMemberName("unstable")]
    Unstable,

    /// <summary>It is right: a warning there is a false one.</summary>
    [JsonStringEnumMemberName("stable")]
    Stable,

    /// <summary>It could be better: a report counts neither for nor against.</summary>
    [JsonStringEnumMemberName("suboptimal")]
    Suboptimal,
}

/// <summary>One line of <c>labels.jsonl</c>: a place in a public repository that was read by eye.</summary>
internal sealed record Label(
    string Repo,
    string Commit,
    string Path,
    int Line,
    string Method,
    string Kind,
    Verdict Verdict,
    string Note)
{
    /// <summary>The name of the directory that holds the repository at this commit.</summary>
    [JsonIgnore]
    public string DirectoryName => $"{Repo.Replace('/', '+')}@{Commit[..8]}";
}

/// <summary>Reads labels and knows which kinds the headline number is about.</summary>
internal static class Labels
{
    /// <summary>How JSON is written and read here: names begin with a small letter.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The kinds of which at least nine in ten have to be found.</summary>
    private static readonly HashSet<string> s_headline =
        ["softmax-unshifted", "log-of-softmax", "logsumexp-unshifted", "log-of-sigmoid", "library-softmax"];

    /// <summary>Whether a kind belongs to the headline number.</summary>
    public static bool IsHeadline(string kind) => s_headline.Contains(kind);

    /// <summary>Reads a file with one label a line; <c>-</c> stands for no labels at all.</summary>
    public static IReadOnlyList<Label> Load(string path)
    {
        if (path == "-")
            return [];

        List<Label> labels = [];
        int number = 0;
        foreach (string line in File.ReadLines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            labels.Add(JsonSerializer.Deserialize<Label>(line, Json)
                ?? throw new InvalidDataException($"{path}:{number} holds no label."));
        }

        return labels;
    }
}
