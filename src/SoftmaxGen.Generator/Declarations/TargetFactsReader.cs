using Microsoft.CodeAnalysis;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Declarations;

/// <summary>Reduces the compilation to what the later stages may know of it.</summary>
internal static class TargetFactsReader
{
    public static TargetFacts Read(Compilation compilation, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return new TargetFacts(
            Vectors: IsUsable(compilation, "System.Runtime.Intrinsics.Vector512"),
            Spans: IsUsable(compilation, "System.Span`1"),
            Parallel: IsUsable(compilation, "System.Threading.Tasks.Parallel"),
            NativeIntegersNamed: IsUsable(compilation, "nint") || IsUsable(compilation, "nuint"));
    }

    // A library may carry an internal copy of a framework type, so that there can be several of one name.
    private static bool IsUsable(Compilation compilation, string metadataName) =>
        compilation.GetTypesByMetadataName(metadataName)
            .Any(type => compilation.IsSymbolAccessibleWithin(type, compilation.Assembly));
}
