namespace SoftmaxGen.Analyzers.Witness;

/// <summary>What the name of an integer or a buffer says about its meaning: enough to choose a probe, never to report.</summary>
internal static class ParameterNames
{
    private static readonly string[] Sizes =
        ["n", "m", "k", "c", "d", "w", "cols", "width", "end", "to", "stop"];

    private static readonly string[] SizeParts = ["count", "len", "size", "classes", "columns", "channels", "vocab", "dim", "num"];

    private static readonly string[] RowParts = ["row", "batch", "samples", "height", "heads"];

    private static readonly string[] ScaleParts =
        ["gamma", "sigma", "beta", "alpha", "lambda", "scale", "temp", "tau", "rate", "variance", "bandwidth", "deviation", "spread", "radius"];

    private static readonly string[] OutputParts =
        ["output", "result", "dest", "dst", "prob", "grad", "loss", "target"];

    /// <summary>Whether an integer by this name is usually as large as the vectors are long.</summary>
    public static bool IsSize(string name)
    {
        string plain = Plain(name);
        return !RowParts.Any(plain.Contains) && !IsStep(plain) && (Sizes.Contains(plain) || SizeParts.Any(plain.Contains));
    }

    /// <summary>The value of any other integer: how many rows there are, by which step they are run through, a position.</summary>
    public static int Integer(string name, bool hasRows)
    {
        string plain = Plain(name);
        return RowParts.Any(plain.Contains) ? hasRows ? 2 : 1 : IsStep(plain) ? 1 : 0;
    }

    /// <summary>Whether a buffer by this name is usually written.</summary>
    public static bool IsOutput(string name)
    {
        string plain = Plain(name);
        return plain is "y" or "p" or "o" or "out" || OutputParts.Any(plain.Contains);
    }

    /// <summary>Whether a number by this name is usually what the right answer is, and so 0 or 1.</summary>
    public static bool IsTarget(string name)
    {
        string plain = Plain(name);
        return plain is "y" or "t" or "target" or "label" or "truth" or "actual" or "expected" or "desired" or "ytrue";
    }

    /// <summary>Whether a number by this name scales others, and so is positive.</summary>
    public static bool IsScale(string name)
    {
        string plain = Plain(name);
        return ScaleParts.Any(plain.Contains) || plain is "t" or "h" or "s" or "var" or "std" or "width";
    }

    private static bool IsStep(string plain) => plain.Contains("stride") || plain == "step";

    private static string Plain(string name) => name.TrimStart('_').ToLowerInvariant();
}
