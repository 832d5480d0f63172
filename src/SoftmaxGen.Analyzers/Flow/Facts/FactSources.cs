using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Resources;

namespace SoftmaxGen.Analyzers.Flow.Facts;

/// <summary>The tables that we ship: the files in <c>Libraries</c>, which <c>Tables.resx</c> embeds, one resource each.</summary>
internal static class FactSources
{
    /// <summary>The resource that says what a name means where there is no table.</summary>
    public const string NamesResource = "Names";

    private static readonly Lazy<ImmutableArray<(string Name, string Text)>> Texts = new(Load);

    /// <summary>The lines on libraries.</summary>
    public static readonly Lazy<FactFile> Libraries = new(() => Read(name => name != NamesResource));

    /// <summary>The lines on names.</summary>
    public static readonly Lazy<FactFile> Names = new(() => Read(name => name == NamesResource));

    private static FactFile Read(Func<string, bool> wanted)
    {
        List<FactError> errors = [];
        FactFile[] files = Texts.Value.Where(text => wanted(text.Name)).Select(text => FactParser.Parse(text.Text, text.Name, errors)).ToArray();
        // A table of ours that cannot be read is a mistake in the build, and a test says so before anybody else does.
        return errors.Count == 0
            ? new(files.SelectMany(file => file.Lines).ToArray(), files.SelectMany(file => file.Aliases).ToArray())
            : throw new InvalidOperationException($"{errors[0].Path}:{errors[0].Line}: {errors[0].Message}");
    }

    private static ImmutableArray<(string, string)> Load()
    {
        ResourceManager manager = new("SoftmaxGen.Analyzers.Flow.Facts.Tables", typeof(FactSources).Assembly);
        ResourceSet set = manager.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!;
        return set.Cast<DictionaryEntry>()
            .Select(entry => ((string)entry.Key, (string)entry.Value!))
            .OrderBy(text => text.Item1, StringComparer.Ordinal)
            .ToImmutableArray();
    }
}
