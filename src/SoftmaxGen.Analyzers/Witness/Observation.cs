using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Witness;

/// <summary>One evaluation of a watched node.</summary>
/// <param name="node">The syntax of the watched operation.</param>
/// <param name="value">What it yielded: boxed numbers as they are, <see cref="HalfValue"/> for Half.</param>
internal readonly struct Observation(SyntaxNode node, object? value)
{
    /// <summary>The syntax of the watched operation.</summary>
    public SyntaxNode Node { get; } = node;

    /// <summary>What it yielded.</summary>
    public object? Value { get; } = value;
}
