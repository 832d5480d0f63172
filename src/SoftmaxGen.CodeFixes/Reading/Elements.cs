using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Shift;
using SoftmaxGen.CodeFixes.Writing;

namespace SoftmaxGen.CodeFixes.Reading;

/// <summary>
/// What the elements of a local array hold at a place: what a loop, or LINQ, has given each of them, and what another loop has divided
/// each by.
/// </summary>
/// <param name="Array">The array; null of LINQ's elements that none holds.</param>
/// <param name="Value">What is given: <c>p[i] = Value</c>, or <c>x.Select(v => Value).ToArray()</c>.</param>
/// <param name="Variable">The i, or the v.</param>
/// <param name="Source">The x; null of a loop.</param>
/// <param name="Divisor">What is divided by, or null.</param>
/// <param name="DividedAt">Where the divisor is evaluated.</param>
/// <param name="At">The loops, or the lambda.</param>
/// <param name="IsThere">Whether the element at the place is known to be one of those.</param>
internal sealed record Elements(
    ILocalSymbol? Array, ExpressionSyntax Value, ISymbol Variable, ExpressionSyntax? Source, ExpressionSyntax? Divisor, SyntaxNode? DividedAt, ImmutableArray<SyntaxNode> At, bool IsThere)
{
    /// <summary>Reads what an array's elements hold, or null.</summary>
    public static Elements? Read(ExpressionSyntax array, SyntaxNode place, SemanticModel model)
    {
        if (OwnArray.Read(array, model) is not { Filler: null } own)
            return null;
        if (own.Writes.Count == 0)
            return Selected(own.Local.Value) is { } lambda && OfLambda(lambda, model) is { } made ? made with { Array = own.Local.Symbol } : null;
        List<AssignmentExpressionSyntax> done = new();
        foreach (AssignmentExpressionSyntax write in own.Writes)
        {
            if (IsDone(write, OwnArray.LoopOf(own.Writes[0])?.Parent, place, model) is not { } isDone)
                return null;
            if (isDone)
                done.Add(write);
        }

        if (done.Count is not (1 or 2) || !done[0].IsKind(SyntaxKind.SimpleAssignmentExpression))
            return null;
        (ExpressionSyntax Divisor, SyntaxNode At)? division = done.Count == 2 ? Division(done[1], model) : null;
        if (done.Count == 2 && division is null)
            return null;
        RowDomain[] loops = done.Select(write => RowDomain.OfFor(OwnArray.Loop(write, model)!, model)!).ToArray();
        return new Elements(
            own.Local.Symbol, done[0].Right, loops[0].Variable, null, division?.Divisor, division?.At,
            loops.Select(loop => loop.Holder).ToImmutableArray(), loops.All(loop => IsIn(loop, array, place, model)));
    }

    /// <summary>Reads what LINQ makes of every element of an array, a span or a list, or null.</summary>
    public static Elements? OfLambda(LambdaExpressionSyntax lambda, SemanticModel model) =>
        lambda.ExpressionBody is { } body
        && RowDomain.OfLambda(lambda, model) is { Source: { } source } domain
        && Purity.IsIndexable(model.GetTypeInfo(source).Type)
            ? new Elements(null, body, domain.Variable, source, null, null, ImmutableArray.Create<SyntaxNode>(lambda), true) : null;

    // x.Select(v => ..).ToArray(), Array.ConvertAll(x, v => ..)
    private static LambdaExpressionSyntax? Selected(ExpressionSyntax value)
    {
        if (Code.Bare(value) is not InvocationExpressionSyntax call)
            return null;
        if (call is { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "ToArray" or "ToList", Expression: InvocationExpressionSyntax query } })
            call = query;
        return call is { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Select" or "ConvertAll" }, ArgumentList.Arguments: var arguments }
            ? arguments.Last().Expression as LambdaExpressionSyntax : null;
    }

    // Whether a write is done when the place is reached, as its loop is through, or, in it, the turn of the very element has come
    // past it; null where that is not known.
    private static bool? IsDone(AssignmentExpressionSyntax write, SyntaxNode? block, SyntaxNode place, SemanticModel model)
    {
        if (block is null || OwnArray.Loop(write, model) is not { } loop || loop.Parent != block || !place.Ancestors().Contains(block))
            return null;
        if (!loop.Span.Contains(place.Span))
            return loop.Span.End <= place.SpanStart;
        return loop.Statement.Span.Contains(place.Span)
            && place is ElementAccessExpressionSyntax { ArgumentList: var index }
            && SyntaxFactory.AreEquivalent(index, ((ElementAccessExpressionSyntax)write.Left).ArgumentList)
                ? write.Span.End <= place.SpanStart : null;
    }

    // The loop runs over all of the array, or its turn is that of the place, or the place is in a loop over the same.
    private static bool IsIn(RowDomain loop, ExpressionSyntax array, SyntaxNode place, SemanticModel model) =>
        loop.Key == RowDomain.Whole(array, model)
        || loop.Holder.Span.Contains(place.Span)
        || (place is ElementAccessExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments }
            && RowDomain.Around(arguments[0].Expression, model) is { } around
            && around.Key == loop.Key && around.IsVariable(arguments[0].Expression, model));

    /// <summary>What a write divides its element by, and where that is evaluated: <c>p[i] /= s</c>, <c>p[i] = p[i] / s</c>, <c>p[i] *= 1 / s</c>.</summary>
    public static (ExpressionSyntax Divisor, SyntaxNode At)? Division(AssignmentExpressionSyntax write, SemanticModel model)
    {
        SyntaxNode at = OwnArray.LoopOf(write) ?? (SyntaxNode)write;
        switch (write.Kind())
        {
            case SyntaxKind.DivideAssignmentExpression:
                return (write.Right, at);
            case SyntaxKind.SimpleAssignmentExpression when Code.Uncast(write.Right) is BinaryExpressionSyntax ratio
                && ratio.IsKind(SyntaxKind.DivideExpression) && SyntaxFactory.AreEquivalent(Code.Uncast(ratio.Left), write.Left):
                return (ratio.Right, at);
            case SyntaxKind.MultiplyAssignmentExpression:
                Local? held = Local.Read(Code.Uncast(write.Right), model);
                return Code.Uncast(held?.Value ?? write.Right) is BinaryExpressionSyntax inverse && inverse.IsKind(SyntaxKind.DivideExpression)
                    && Numbers.IsOne(inverse.Left, model)
                    // Of whole numbers it would be 0.
                    && model.GetTypeInfo(inverse).Type?.SpecialType is not (>= SpecialType.System_SByte and <= SpecialType.System_UInt64)
                        ? (inverse.Right, held?.Value ?? at) : null;
            default:
                return null;
        }
    }
}
