using System.Reflection;

namespace SoftmaxGen.Generator.Tests.Emission;

/// <summary>
/// Compares a text with the approved one beside the tests, by the file convention of Verify.SourceGenerators (which is
/// not to be had everywhere): <c>Snapshots/NAME.verified.cs</c> is approved, <c>NAME.received.cs</c> is what differs.
/// </summary>
internal static class Snapshot
{
    public static void Match(string name, string text)
    {
        string verified = Path.Combine(Folder(), name + ".verified.cs");
        string received = Path.Combine(Folder(), name + ".received.cs");
        string approved = File.Exists(verified) ? File.ReadAllText(verified).ReplaceLineEndings("\n") : "";
        if (approved == text)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, text);
        Assert.Fail($"{name} differs from what is approved. Compare {received} with {verified}; copy it there if it is right.");
    }

    // Not by [CallerFilePath]: a deterministic build does not tell where its sources are.
    private static string Folder() => Path.Combine(
        typeof(Snapshot).Assembly
            .GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(data => data.Key == "ProjectDirectory").Value!,
        "Emission",
        "Snapshots");
}
