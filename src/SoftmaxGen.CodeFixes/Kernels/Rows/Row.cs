using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SoftmaxGen.CodeFixes.Kernels.Rows;

/// <summary>Exponentials of a row of logits, <c>exp(x[i] - m)</c> for every class, or the softmax that is made of them.</summary>
/// <param name="Logits">The array or span.</param>
/// <param name="Shift">What is taken off every logit, be it what it may: a softmax does not see it. Null where nothing is.</param>
/// <param name="Classes">How many elements the row has; null where only a single one of them is known.</param>
/// <param name="From">The places that they are computed at.</param>
/// <param name="Own">The arrays that hold them.</param>
internal sealed record Row(
    ExpressionSyntax Logits,
    ExpressionSyntax? Shift,
    int? Classes,
    ImmutableArray<SyntaxNode> From,
    ImmutableArray<ISymbol> Own)
{
    /// <summary>The row that both this and another are exponentials of, or null where there is none.</summary>
    public Row? With(Row? other) =>
        other is not null
        && SyntaxFactory.AreEquivalent(Logits, other.Logits)
        && (Shift is null ? other.Shift is null : other.Shift is not null && SyntaxFactory.AreEquivalent(Shift, other.Shift))
        && (Classes is null || other.Classes is null || Classes == other.Classes)
            ? this with { Classes = Classes ?? other.Classes, From = From.AddRange(other.From), Own = Own.AddRange(other.Own) }
            : null;

    /// <summary>The row, held in an array that nobody else writes to.</summary>
    public Row In(ISymbol array) => this with { Own = Own.Add(array) };

    /// <summary>The row, computed at this place, too.</summary>
    public Row At(SyntaxNode place) => this with { From = From.Add(place) };
}

/// <summary>One element of the softmax of a row.</summary>
/// <param name="Row">The row.</param>
/// <param name="Index">The class.</param>
internal sealed record Probability(Row Row, ExpressionSyntax Index);
