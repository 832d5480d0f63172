using System.Collections.Immutable;

namespace SoftmaxGen.Analyzers.Flow.Facts;

/// <summary>Lines of tables, found by the name of the type, of the method, or by the last part of the type's name.</summary>
internal sealed class FactTable
{
    private readonly Dictionary<string, Dictionary<string, ImmutableArray<FactLine>>> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, ImmutableArray<FactLine>>> _simpleTypes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _methods = new(StringComparer.Ordinal);

    /// <summary>The files in the order of what they weigh: of lines that are equally exact, the first counts.</summary>
    public FactTable(params FactFile[] files)
    {
        FactLine[] all = files.SelectMany(file => file.Lines).ToArray();
        ILookup<string, string> aliases = files.SelectMany(file => file.Aliases).ToLookup(alias => alias.TypeName, alias => alias.Name);
        foreach (IGrouping<string, FactLine> type in all.GroupBy(line => line.TypeName, StringComparer.Ordinal))
            _types.Add(type.Key, ByMethod(type));
        var named = all.SelectMany(line => aliases[line.TypeName].Append(SimpleName(line.TypeName)).Distinct(), (line, name) => (name, line));
        foreach (var type in named.GroupBy(pair => pair.name, pair => pair.line, StringComparer.Ordinal))
            _simpleTypes.Add(type.Key, ByMethod(type));
        _methods.UnionWith(all.Select(line => line.MethodName));
    }

    /// <summary>Whether some line speaks of a method of that name: asked before anything dearer.</summary>
    public bool KnowsMethod(string name) => _methods.Contains(name);

    /// <summary>The lines on a type, by method; null where there are none.</summary>
    public Dictionary<string, ImmutableArray<FactLine>>? OfType(string metadataName) =>
        _types.TryGetValue(metadataName, out Dictionary<string, ImmutableArray<FactLine>>? lines) ? lines : null;

    /// <summary>The same by the last part of the name: <c>Mathf</c>, <c>functional</c>, <c>Vector</c>.</summary>
    public Dictionary<string, ImmutableArray<FactLine>>? OfSimpleType(string name) =>
        _simpleTypes.TryGetValue(name, out Dictionary<string, ImmutableArray<FactLine>>? lines) ? lines : null;

    public IEnumerable<FactLine> Lines => _types.Values.SelectMany(methods => methods.Values).SelectMany(lines => lines);

    private static Dictionary<string, ImmutableArray<FactLine>> ByMethod(IEnumerable<FactLine> lines) =>
        lines.GroupBy(line => line.MethodName, StringComparer.Ordinal).ToDictionary(
            method => method.Key,
            // The sort is stable.
            method => method.OrderByDescending(line => line.Rank).ToImmutableArray(),
            StringComparer.Ordinal);

    /// <summary>The last part of a metadata name, without the number of type parameters.</summary>
    public static string SimpleName(string metadataName)
    {
        string name = metadataName.Substring(metadataName.LastIndexOfAny(['.', '+']) + 1);
        int arity = name.IndexOf('`');
        return arity < 0 ? name : name.Substring(0, arity);
    }
}
