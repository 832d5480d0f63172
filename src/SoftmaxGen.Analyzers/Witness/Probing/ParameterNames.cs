namespace SoftmaxGen.Analyzers.Witness;

/// <summary>What the name of an integer or a buffer says about its meaning: enough to choose a probe, never to report.</summary>
internal static class ParameterNames
{
    private static readonly string[] Sizes =
        ["n", "m", "k", "c", "d", "count", "length", "len", "size", "dim", "cols", "columns", "classes", "width", "end", "to", "stop"];

    private static readonly string[] SizeParts = ["count", "length", "size", "classes", "columns", "dim", "num"];

    private static readonly string[] RowParts = ["row", "batch", "samples", "height"];

    private static readonly string[] ScaleParts =
        ["gamma", "sigma", "beta", "alpha", "lambda", "scale", "temp", "tau", "rate", "variance", "bandwidth", "deviation", "spread", "radius"];

    private static readonly string[] OutputParts =
        ["output", "result", "dest", "dst", "prob", "grad", "loss", "target"];

    /// <summary>The value of an integer that goes with vectors of this length.</summary>
    public static int Integer(string name, int length, bool hasRows)
    {
        string plain = Plain(name);
        if (RowParts.Any(plain.Contains)) return hasRows ? 2 : 1;
        if (plain.Contains("stride") || plain == "step") return 1;
        return Sizes.Contains(plain) || SizeParts.Any(plain.Contains) ? length : 0;
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

    private static string Plain(string name) => name.TrimStart('_').ToLowerInvariant();
}
