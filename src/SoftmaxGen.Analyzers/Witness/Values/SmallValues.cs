using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Witness;

/// <summary>A delegate: parameters by reference arrive as <see cref="Location"/>.</summary>
internal sealed class DelegateValue(Func<object?[], object?> call)
{
    /// <summary>Runs the target.</summary>
    public Func<object?[], object?> Call { get; } = call;
}

/// <summary>An exception object: only its type is kept.</summary>
internal sealed class ExceptionValue(ITypeSymbol? type, string name)
{
    /// <summary>The type, where the compilation has it.</summary>
    public ITypeSymbol? Type { get; } = type;

    /// <summary>The metadata name.</summary>
    public string Name { get; } = name;
}

/// <summary>A text whose content depends on formatting: it can be passed around and thrown away, not looked at.</summary>
internal sealed class OpaqueText
{
    private OpaqueText()
    {
    }

    /// <summary>The only one: all such texts are equally unknown.</summary>
    public static OpaqueText Instance { get; } = new();
}

/// <summary>A <c>typeof</c>.</summary>
internal sealed class TypeValue(ITypeSymbol type)
{
    /// <summary>The type, closed over the type arguments of this run.</summary>
    public ITypeSymbol Type { get; } = type;
}

/// <summary>A <c>System.Index</c>.</summary>
internal sealed class IndexValue(int value, bool fromEnd)
{
    /// <summary>The offset in something of this length.</summary>
    public int OffsetIn(int length) => fromEnd ? length - value : value;
}

/// <summary>A <c>System.Range</c>.</summary>
internal sealed class RangeValue(IndexValue start, IndexValue end)
{
    /// <summary>The first index.</summary>
    public IndexValue Start { get; } = start;

    /// <summary>The index after the last.</summary>
    public IndexValue End { get; } = end;
}

/// <summary>The one-element cache of boxed truth values.</summary>
internal static class Boxes
{
    private static readonly object True = true;
    private static readonly object False = false;

    /// <summary>The boxed value.</summary>
    public static object Of(bool value) => value ? True : False;
}
