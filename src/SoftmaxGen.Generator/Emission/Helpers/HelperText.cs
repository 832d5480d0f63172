namespace SoftmaxGen.Generator.Emission;

/// <summary>How the text of a helper begins.</summary>
internal static class HelperText
{
    /// <summary>Opens a method that the JIT is to inline, under its explanation.</summary>
    public static CodeWriter.Block OpenInlined(CodeWriter writer, string summary, string signature)
    {
        writer.Write($"/// <summary>{summary}</summary>");
        writer.Write("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        return writer.Open($"internal static {signature}");
    }

    /// <summary>The register of half the width.</summary>
    public static Lanes Half(Lanes lanes) => lanes with { Bits = lanes.Bits / 2 };
}
