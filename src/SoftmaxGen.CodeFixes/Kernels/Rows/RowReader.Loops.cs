using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Reading;
using SoftmaxGen.CodeFixes.Shift;
using SoftmaxGen.CodeFixes.Writing;

namespace SoftmaxGen.CodeFixes.Kernels.Rows;

/// <summary>Rows that loops have written to an array, and their sums.</summary>
internal sealed partial class RowReader
{
    /// <summary>The number of turns of a loop from 0 up, where it is a constant, and its variable.</summary>
    public (ISymbol Variable, int Count)? Classes(ForStatementSyntax loop) =>
        RowDomain.OfFor(loop, _model) is { } domain
        && KernelBuffer.Constant(loop.Declaration!.Variables[0].Initializer!.Value, _model) == 0
        && loop.Condition is BinaryExpressionSyntax condition && condition.IsKind(SyntaxKind.LessThanExpression)
        && Count(condition.Right) is { } count
        && !loop.Statement.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => IsVariable(name, domain.Variable) && Writes.IsWritten(name) && name.Parent is not ElementAccessExpressionSyntax)
            ? (domain.Variable, count) : null;

    // The exponentials that an array holds at a place.
    private Row? Exponentials(ExpressionSyntax array, SyntaxNode place)
    {
        if (OwnArray.Read(array, _model) is not { Filler: null } own)
            return null;
        if (own.Writes.Count == 0)
            return Query(own, place);
        return Filled(own.Writes[0], place) is { } row
            && own.Writes.All(write => OwnArray.LoopOf(write)?.Parent == OwnArray.LoopOf(own.Writes[0])!.Parent)
            && (own.Writes.Count == 1 || place.SpanStart < own.Writes[1].SpanStart || place.Span.Contains(own.Writes[1].Span))
                ? row.In(own.Local.Symbol) : null;
    }

    // p[i] = exp(x[i] - m), in a loop that has come to the element when the place is reached.
    private Row? Filled(AssignmentExpressionSyntax write, SyntaxNode place) =>
        write.IsKind(SyntaxKind.SimpleAssignmentExpression)
        && OwnArray.Loop(write, _model) is { } loop
        && Classes(loop) is var (variable, count)
        && Exponential(write.Right) is { } value
        && IsVariable(value.Index, variable)
        && IsBefore(write, loop, place)
            ? value.Row with { Classes = count, From = value.Row.From.Add(loop) } : null;

    // The softmax that an array holds at a place.
    private Row? Softmax(ExpressionSyntax array, SyntaxNode place)
    {
        // p[i] = log(p[i]) comes after what it reads.
        if (OwnArray.Read(array, _model)?.Before(place) is not { } own)
            return null;
        Row? row = own.Writes.Count switch
        {
            0 => own.Filler is { } call ? OfCall(call, own) : QueryOfQuotients(own, place) ?? OfMethod(own),
            1 => OfQuotients(own.Writes[0], place),
            2 => OfDivision(own.Writes[0], own.Writes[1], place),
            _ => null,
        };
        return row?.In(own.Local.Symbol);
    }

    // p[i] = e(i) / s
    private Row? OfQuotients(AssignmentExpressionSyntax write, SyntaxNode place) =>
        write.IsKind(SyntaxKind.SimpleAssignmentExpression)
        && OwnArray.Loop(write, _model) is { } loop
        && Classes(loop) is var (variable, count)
        && Quotient(write.Right) is { } quotient
        && IsVariable(quotient.Index, variable)
        && quotient.Row.Classes == count
        && IsBefore(write, loop, place)
            ? quotient.Row.At(loop) : null;

    // p[i] = exp(x[i] - m) in one loop, p[i] /= s in the next.
    private Row? OfDivision(AssignmentExpressionSyntax fill, AssignmentExpressionSyntax division, SyntaxNode place) =>
        OwnArray.Loop(fill, _model) is { } first
        && OwnArray.Loop(division, _model) is { } second
        && first.Parent == second.Parent && first.Span.End <= second.SpanStart
        && Classes(second) is var (_, count)
        && Divisor(division) is { } divisor
        && Filled(fill, division.Left) is { } row
        && row.With(Sum(divisor)) is { } softmax
        && softmax.Classes == count
        && IsBefore(division, second, place)
            ? softmax.At(second) : null;

    // p[i] /= s, p[i] = p[i] / s, p[i] *= 1 / s
    private ExpressionSyntax? Divisor(AssignmentExpressionSyntax write) => write.Kind() switch
    {
        SyntaxKind.DivideAssignmentExpression => write.Right,
        SyntaxKind.SimpleAssignmentExpression when Uncast(write.Right) is BinaryExpressionSyntax ratio
            && ratio.IsKind(SyntaxKind.DivideExpression) && SyntaxFactory.AreEquivalent(Uncast(ratio.Left), write.Left) => ratio.Right,
        SyntaxKind.MultiplyAssignmentExpression when (Local.Read(Uncast(write.Right), _model)?.Value ?? write.Right) is var factor
            && Uncast(factor) is BinaryExpressionSyntax inverse && inverse.IsKind(SyntaxKind.DivideExpression)
            && Numbers.IsOne(inverse.Left, _model) => inverse.Right,
        _ => null,
    };

    // The row whose exponentials a local has been given the sum of.
    private Row? Sum(ExpressionSyntax expression)
    {
        ExpressionSyntax bare = Uncast(expression);
        if (bare is InvocationExpressionSyntax call)
            return SumOfQuery(call);
        if (Local.Read(bare, _model) is { Declaration.Parent: BlockSyntax } once)
            return Uncast(once.Value) is InvocationExpressionSyntax query ? SumOfQuery(query) : null;

        if (bare is not IdentifierNameSyntax name
            || _model.GetSymbolInfo(name).Symbol is not ILocalSymbol { DeclaringSyntaxReferences: { Length: 1 } references } sum
            || references[0].GetSyntax() is not VariableDeclaratorSyntax { Initializer.Value: { } start } declarator
            || Numbers.Value(start, _model) != 0
            || declarator.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>() is not { Parent: BlockSyntax block }
            || Writes.Body(block) is not { } body)
        {
            return null;
        }

        IdentifierNameSyntax[] writes = body.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(use => use.Identifier.Text == sum.Name && IsVariable(use, sum) && Writes.IsWritten(use)).ToArray();
        return writes.Length == 1
            && writes[0].Parent is AssignmentExpressionSyntax { Right: var right } addition && addition.IsKind(SyntaxKind.AddAssignmentExpression)
            && OwnArray.LoopOf(addition) is { } loop && loop.Parent == block && declarator.Span.End <= loop.SpanStart
            && Classes(loop) is var (variable, count)
            && loop.Span.End <= bare.SpanStart && bare.Ancestors().Contains(block)
            && Summand(right) is { } summand && IsVariable(summand.Index, variable)
            && (summand.Row.Classes ?? count) == count
                ? summand.Row with { Classes = count, From = summand.Row.From.Add(loop) } : null;
    }

    // s += e[i] = exp(x[i] - m); s += e[i]; s += exp(x[i] - m)
    private Probability? Summand(ExpressionSyntax expression) =>
        Uncast(expression) is AssignmentExpressionSyntax stored && stored.IsKind(SyntaxKind.SimpleAssignmentExpression)
            ? Exponential(stored.Right) : Numerator(expression);

    // A loop that is through, or, in it, the turn of the very element.
    private static bool IsBefore(AssignmentExpressionSyntax write, ForStatementSyntax loop, SyntaxNode place) =>
        loop.Span.Contains(place.Span)
            ? write.Span.End <= place.SpanStart && loop.Statement.Span.Contains(place.Span)
                && place is ElementAccessExpressionSyntax { ArgumentList: var index }
                && SyntaxFactory.AreEquivalent(index, ((ElementAccessExpressionSyntax)write.Left).ArgumentList)
            : loop.Span.End <= place.SpanStart && place.Ancestors().Contains(loop.Parent);
}
