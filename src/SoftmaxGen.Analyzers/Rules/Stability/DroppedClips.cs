using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Rules.Stability;

/// <summary>
/// Finds a clip that protects nothing: its result is dropped, and the logarithm is taken of what was to be clipped. That the author
/// meant to keep the logarithm from 0 is written there.
/// </summary>
internal static class DroppedClips
{
    /// <summary>The clip that was meant for a logarithm; null where there is none.</summary>
    public static Evaluated? Before(Evaluated logarithm, RuleContext context)
    {
        if (logarithm.Input.IsConstant)
            return null;
        foreach (Evaluated clip in context.Events)
        {
            if (ReferenceEquals(clip, logarithm))
                return null;
            if (clip.Function == FunctionKind.Clamp && SymbolEqualityComparer.Default.Equals(clip.Method, logarithm.Method) &&
                IsOf(clip.Input, logarithm.Input) && IsDropped(clip.Operation.Syntax))
                return clip;
        }
        return null;
    }

    // A clip of x, or of x / Σ x.
    private static bool IsOf(Term clipped, Term x) =>
        IsSame(clipped, x) || clipped.Kind == TermKind.Divide && IsSame(clipped[0], x) && clipped[1].Mentions(x);

    // A variable of a graph and the function in it are one thing: x.Function.
    private static bool IsSame(Term clipped, Term x)
    {
        (Place part, Place whole) = (Place.Of(clipped), Place.Of(x));
        return clipped.Equals(x) || part.Root.Equals(whole.Root) && part.Indices.SequenceEqual(whole.Indices) &&
            part.Path.StartsWith(whole.Path + ".", StringComparison.Ordinal);
    }

    // o = clip(o, …), after which o is given something else before it is looked at, or never looked at.
    private static bool IsDropped(SyntaxNode clip)
    {
        SyntaxNode at = clip;
        while (at.Parent is ParenthesizedExpressionSyntax or CastExpressionSyntax)
            at = at.Parent;
        string? name = at.Parent switch
        {
            ExpressionStatementSyntax => "",
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax local, Parent: ExpressionStatementSyntax } assignment when assignment.Right == at => local.Identifier.ValueText,
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax } local } => local.Identifier.ValueText,
            _ => null,
        };
        if (name is null || at.FirstAncestorOrSelf<StatementSyntax>() is not { } statement || at.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } member)
            return false;
        // As a statement of its own it may well work in place.
        if (name.Length == 0 || statement.Ancestors().Any(a => a is ForStatementSyntax or ForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax) ||
            !member.DescendantNodes().OfType<VariableDeclaratorSyntax>().Any(v => v.Identifier.ValueText == name))
            return false;
        foreach (IdentifierNameSyntax use in member.DescendantNodes().OfType<IdentifierNameSyntax>())
            if (use.SpanStart > statement.Span.End && use.Identifier.ValueText == name)
                return use.Parent is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } next && next.Left == use &&
                    !next.Right.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(inner => inner.Identifier.ValueText == name);
        return true;
    }
}
