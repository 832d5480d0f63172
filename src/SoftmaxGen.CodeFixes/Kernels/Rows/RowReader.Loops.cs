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
        && Count(RowDomain.Canonical(condition.Right, _model)) is { } count
            ? (domain.Variable, count) : null;

    // The row whose exponentials a local has been given the sum of.
    private Row? Sum(ExpressionSyntax expression)
    {
        ExpressionSyntax bare = Code.Uncast(expression);
        if (bare is InvocationExpressionSyntax call)
            return SumOfQuery(call);
        if (Local.Read(bare, _model) is { } once)
            return Code.Uncast(once.Value) is InvocationExpressionSyntax query ? SumOfQuery(query) : null;

        if (bare is not IdentifierNameSyntax name
            || _model.GetSymbolInfo(name).Symbol is not ILocalSymbol { DeclaringSyntaxReferences: { Length: 1 } references } sum
            || references[0].GetSyntax() is not VariableDeclaratorSyntax { Initializer.Value: { } start } declarator
            || Numbers.Value(start, _model) != 0
            || declarator.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>() is not { Parent: BlockSyntax block }
            || Writes.Body(block) is not { } body)
        {
            return null;
        }

        IdentifierNameSyntax[] writes = Names.Of(sum, body, _model).Where(Writes.IsWritten).ToArray();
        return writes.Length == 1
            && writes[0].Parent is AssignmentExpressionSyntax { Right: var right } addition && addition.IsKind(SyntaxKind.AddAssignmentExpression)
            && OwnArray.LoopOf(addition) is { } loop && loop.Parent == block && declarator.Span.End <= loop.SpanStart
            && Classes(loop) is var (variable, count)
            && loop.Span.End <= bare.SpanStart && bare.Ancestors().Contains(block)
            && Summand(right, variable) is { } summand
            && (summand.Classes ?? count) == count
                ? summand with { Classes = count, From = summand.From.Add(loop) } : null;
    }

    // s += e[i] = exp(x[i] - m); s += e[i]; s += exp(x[i] - m)
    private Row? Summand(ExpressionSyntax expression, ISymbol variable) =>
        Code.Uncast(expression) is AssignmentExpressionSyntax stored && stored.IsKind(SyntaxKind.SimpleAssignmentExpression) ? Summand(stored.Right, variable)
        : TracedExponential.Read(expression, _model) is { Divisor: null } traced && Numerator(traced) is (var row, { } index) && Names.Is(index, variable, _model)
            ? row : null;
}
