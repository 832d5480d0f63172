using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Shift;
using SoftmaxGen.CodeFixes.Writing;

namespace SoftmaxGen.CodeFixes.Reading;

/// <summary>
/// An exponential, or one over a divisor, <c>exp(a) / s</c>, traced through the locals and arrays that hold it to where it was computed.
/// </summary>
/// <param name="Call">The exponential.</param>
/// <param name="Variable">What its argument runs with: the loop's variable, or the lambda's parameter; null where there is no array.</param>
/// <param name="Source">What the lambda's parameter is an element of; null of a loop.</param>
/// <param name="Index">Which element it is; null where it may be any.</param>
/// <param name="Divisor">The divisor, or null.</param>
/// <param name="DividedAt">Where the divisor is evaluated.</param>
/// <param name="Through">The places, loops and lambdas that the value has come through.</param>
/// <param name="Locals">The locals that hold it.</param>
/// <param name="Own">The arrays that hold it.</param>
/// <param name="IsThere">Whether the element is known to have been written.</param>
internal sealed record TracedExponential(
    MathCall Call, ISymbol? Variable, ExpressionSyntax? Source, ExpressionSyntax? Index, ExpressionSyntax? Divisor, SyntaxNode? DividedAt,
    ImmutableArray<SyntaxNode> Through, ImmutableArray<Local> Locals, ImmutableArray<ISymbol> Own, bool IsThere)
{
    /// <summary>Reads the exponential that an expression is where it stands, or null.</summary>
    public static TracedExponential? Read(ExpressionSyntax expression, SemanticModel model)
    {
        ExpressionSyntax bare = Code.Uncast(expression);
        switch (bare)
        {
            case BinaryExpressionSyntax ratio when ratio.IsKind(SyntaxKind.DivideExpression):
                return Read(ratio.Left, model) is { Divisor: null } top ? top with { Divisor = ratio.Right, DividedAt = ratio.Right } : null;
            case InvocationExpressionSyntax:
                return MathCall.Read(bare, "Exp", model) is { } call
                    ? new TracedExponential(call, null, null, null, null, null, ImmutableArray.Create<SyntaxNode>(call.Node), ImmutableArray<Local>.Empty, ImmutableArray<ISymbol>.Empty, true) : null;
            case ElementAccessExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } element:
                return Purity.IsPure(arguments[0].Expression, model)
                    ? Of(Elements.Read(element.Expression, element, model), arguments[0].Expression, model) : null;
            case IdentifierNameSyntax when Local.Read(bare, model) is { } local:
                return Read(local.Value, model) is { } held && (held.Index is null || Writes.IsUnchanged(held.Index, local.Value, bare, model))
                    ? held with { Through = held.Through.Add(local.Value), Locals = held.Locals.Add(local) } : null;
            // v of e.Select(v => v / s): an element of e, at its own turn.
            case IdentifierNameSyntax when model.GetSymbolInfo(bare).Symbol is IParameterSymbol { DeclaringSyntaxReferences: { Length: 1 } references }
                && references[0].GetSyntax().FirstAncestorOrSelf<LambdaExpressionSyntax>() is { } lambda
                && RowDomain.OfLambda(lambda, model) is { Source: { } source } domain && domain.IsVariable(bare, model):
                return Of(Elements.Read(source, lambda, model), bare, model);
            default:
                return null;
        }
    }

    /// <summary>Reads the exponentials that an array holds at a place, or null.</summary>
    public static TracedExponential? OfArray(ExpressionSyntax array, SyntaxNode place, SemanticModel model) =>
        Of(Elements.Read(array, place, model), null, model);

    /// <summary>Reads the exponentials that LINQ makes of a row, or null.</summary>
    public static TracedExponential? OfLambda(LambdaExpressionSyntax lambda, SemanticModel model) =>
        Of(Elements.OfLambda(lambda, model), null, model);

    /// <summary>Whether what it is computed from has the same values at a place, and can be named there.</summary>
    public bool CanMoveTo(ExpressionSyntax place, SemanticModel model)
    {
        SyntaxNode first = Through.OrderBy(node => node.SpanStart).First();
        return IsThere && CanMove(Call.Argument, first) && (Source is null || CanMove(Source, first)) && (Divisor is null || CanMove(Divisor, DividedAt!));

        bool CanMove(ExpressionSyntax expression, SyntaxNode from) =>
            place.Span.Contains(from.Span)
            || ((Purity.IsPure(expression, model) || IsSum(expression, model))
                // What is in a loop comes after its head.
                && Writes.IsUnchanged(expression, from is ForStatementSyntax loop ? loop.Declaration! : from, place, model, Variable)
                && Names.In(expression, model).All(symbol => SymbolEqualityComparer.Default.Equals(symbol, Variable)
                    || model.LookupSymbols(place.SpanStart, name: symbol.Name).Contains(symbol, SymbolEqualityComparer.Default)));
    }

    /// <summary>The text of the exponential's argument, as the left operand of a difference.</summary>
    public string Argument(SemanticModel model)
    {
        if (Variable is null || Index is null)
            return Code.Left(Call.Operand(model));
        ExpressionSyntax bare = Code.Bare(Call.Argument);
        ExpressionSyntax placed = Code.Expression(Source is null ? Code.Text(Index) : $"{Code.Tight(Source)}[{Code.Text(Index)}]");
        return Code.Left(bare.ReplaceNodes(Names.Of(Variable, bare, model), (name, _) => Code.FitFor(name, placed).WithTriviaFrom(name)));
    }

    private static TracedExponential? Of(Elements? elements, ExpressionSyntax? index, SemanticModel model)
    {
        if (elements is null
            || Read(elements.Value, model) is not { } each
            || (each.Divisor is not null && elements.Divisor is not null)
            // p[i] = e[i] / s, and none of another turn.
            || (each.Variable is not null && (each.Index is null || !Names.Is(each.Index, elements.Variable, model))))
        {
            return null;
        }

        return each with
        {
            Variable = each.Variable ?? elements.Variable,
            Source = each.Variable is null ? elements.Source : each.Source,
            Index = index,
            Divisor = each.Divisor ?? elements.Divisor,
            DividedAt = each.DividedAt is { } at && elements.At[0].Span.Contains(at.Span) ? elements.At[0] : each.DividedAt ?? elements.DividedAt,
            Through = each.Through.AddRange(elements.At),
            Own = elements.Array is { } array ? each.Own.Add(array) : each.Own,
            IsThere = each.IsThere && elements.IsThere,
        };
    }

    // e.Sum(): no more than a value, though not for the price of one.
    private static bool IsSum(ExpressionSyntax expression, SemanticModel model) =>
        Code.Bare(expression) is InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: MemberAccessExpressionSyntax { Expression: var summed } } call
        && model.GetSymbolInfo(call).Symbol is IMethodSymbol { Name: "Sum", ContainingType: { Name: "Enumerable", ContainingNamespace.Name: "Linq" } }
        && Purity.IsIndexable(model.GetTypeInfo(summed).Type) && Purity.IsPure(summed, model);
}
