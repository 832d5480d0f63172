using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Generator.Declarations;

/// <summary>Tells our own output from what the user wrote, for the analyzer sees both.</summary>
internal static class GeneratedFiles
{
    // The compiler puts the files of a generator in a folder of its full name.
    private const string Folder = "SoftmaxGen.Generator.SoftmaxKernelGenerator";

    public static bool IsOurs(SyntaxTree tree) => tree.FilePath.Split('/', '\\').Contains(Folder);
}
