using Microsoft.CodeAnalysis.CSharp;

namespace SoftmaxGen.Generator.Tests.Declarations;

/// <summary>One check where it fires, and beside that where it must not.</summary>
/// <param name="Id">SMG0xxx.</param>
/// <param name="Fires">Source with every diagnostic that it gets marked.</param>
/// <param name="Silent">Its neighbour, a right declaration.</param>
/// <param name="FiringVersion">The language version of <paramref name="Fires"/>.</param>
/// <param name="SilentVersion">The language version of <paramref name="Silent"/>.</param>
public sealed record CheckCase(
    string Id,
    string Fires,
    string Silent,
    LanguageVersion FiringVersion = LanguageVersion.CSharp13,
    LanguageVersion SilentVersion = LanguageVersion.CSharp13)
{
    /// <summary>A case whose sources are the members of a partial class.</summary>
    public static CheckCase Members(string id, string fires, string silent) =>
        new(id, InClass(fires), InClass(silent));

    /// <summary>A file with those members in a partial class.</summary>
    public static string InClass(string members) => "static partial class Kernels\n{\n" + members + "\n}\n";

    public override string ToString() => Id;
}
