using System.Numerics.Tensors;
using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Corpus;

/// <summary>What every repository is compiled against; whatever else it uses is missing.</summary>
internal static class References
{
    /// <summary>The runtime's own assemblies and System.Numerics.Tensors.</summary>
    public static IReadOnlyList<MetadataReference> All { get; } = [.. Paths().Select(p => MetadataReference.CreateFromFile(p))];

    /// <summary>
    /// The list of trusted assemblies also names this tool's own packages: only the runtime's directory is taken.
    /// </summary>
    private static IEnumerable<string> Paths()
    {
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return trusted.Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == runtime)
            .Append(typeof(TensorPrimitives).Assembly.Location);
    }
}

/// <summary>The preprocessor symbols of a build for a recent .NET.</summary>
internal static class Symbols
{
    /// <summary>NETSTANDARD stands beside NET, so that either half of the usual <c>#if</c> pairs is compiled somewhere.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "TRACE", "NET", "NETCOREAPP", "NETSTANDARD",
        "NETCOREAPP2_1_OR_GREATER", "NETCOREAPP3_0_OR_GREATER", "NETCOREAPP3_1_OR_GREATER",
        "NETSTANDARD2_0_OR_GREATER", "NETSTANDARD2_1_OR_GREATER",
        .. Enumerable.Range(5, 6).Select(version => $"NET{version}_0_OR_GREATER"),
    ];
}
