using System.Reflection;

namespace SoftmaxGen.Generator.Declarations;

/// <summary>The attributes and enums as the consumer's compilation gets them: the files in <c>Attributes</c>.</summary>
internal static class AttributeSources
{
    /// <summary>Hint name and text of each file, in the order of names, for the compiler that we run in.</summary>
    public static IEnumerable<(string HintName, string Text)> All { get; } = For(EmbeddedMark.IsAllowed);

    /// <summary>The same for a compiler that allows our own <c>EmbeddedAttribute</c>, or one that does not.</summary>
    public static IEnumerable<(string HintName, string Text)> For(bool embedded)
    {
        Assembly assembly = typeof(AttributeSources).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".cs", StringComparison.Ordinal))
            .Where(name => embedded || name != EmbeddedMark.DefinitionFile)
            .OrderBy(name => name, StringComparer.Ordinal)
            .Select(name => (
                "SoftmaxGen." + Path.ChangeExtension(name, ".g.cs"),
                EmbeddedMark.Adapt(Read(assembly, name), embedded)))
            .ToArray();
    }

    private static string Read(Assembly assembly, string name)
    {
        using StreamReader reader = new(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
