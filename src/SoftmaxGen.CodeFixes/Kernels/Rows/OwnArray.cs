using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Reading;
using SoftmaxGen.CodeFixes.Shift;
using SoftmaxGen.CodeFixes.Writing;

namespace SoftmaxGen.CodeFixes.Kernels.Rows;

/// <summary>A local array or span that goes by no other name, and is written in loops over the classes alone.</summary>
/// <param name="Local">The local.</param>
/// <param name="Writes">The writes to an element of the loop's own turn, in their order.</param>
/// <param name="Filler">The call that fills it, where nothing else does.</param>
internal sealed record OwnArray(Local Local, IReadOnlyList<AssignmentExpressionSyntax> Writes, InvocationExpressionSyntax? Filler)
{
    /// <summary>Reads the array that an expression names, or null.</summary>
    public static OwnArray? Read(ExpressionSyntax expression, SemanticModel model)
    {
        if (Local.Read(expression, model, elementsToo: false) is not { Declaration: not null } local)
            return null;
        List<AssignmentExpressionSyntax> writes = new();
        InvocationExpressionSyntax? filler = null;
        foreach (IdentifierNameSyntax use in local.Uses)
        {
            switch (use.Parent)
            {
                case ElementAccessExpressionSyntax { Parent: AssignmentExpressionSyntax write } access when write.Left == access:
                    writes.Add(write);
                    break;
                case ElementAccessExpressionSyntax when !Reading.Writes.IsWritten(use):
                case ReturnStatementSyntax:
                case MemberAccessExpressionSyntax { Name.Identifier.Text: "Length" or "Count" or "Sum" or "Max" or "ToArray" or "Select" or "Concat" or "Append" }:
                case ForEachStatementSyntax { Type: not RefTypeSyntax }:
                    break;
                case ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Parent: ExpressionStatementSyntax } call } when filler is null:
                    filler = call;
                    break;
                default:
                    // Whoever is given the array may write to it.
                    return null;
            }
        }

        // What is written to has to be an array of its own.
        bool isNew = Code.Bare(local.Value) is ArrayCreationExpressionSyntax { Initializer: null } or StackAllocArrayCreationExpressionSyntax { Initializer: null };
        return (filler is not null && writes.Count > 0) || ((filler is not null || writes.Count > 0) && !isNew)
            ? null : new OwnArray(local, writes, filler);
    }

    /// <summary>The array without a write of what is read at a place.</summary>
    public OwnArray Before(SyntaxNode place) =>
        this with { Writes = Writes.Where(write => !write.Right.Span.Contains(place.Span)).ToArray() };

    /// <summary>The loop that does nothing but to run over the classes, in which a write to its own element stands.</summary>
    public static ForStatementSyntax? Loop(AssignmentExpressionSyntax write, SemanticModel model) =>
        LoopOf(write) is { } loop
        && RowDomain.OfFor(loop, model) is { } domain
        && ((ElementAccessExpressionSyntax)write.Left).ArgumentList.Arguments is { Count: 1 } arguments
        && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(arguments[0].Expression).Symbol, domain.Variable)
            ? loop : null;

    /// <summary>The loop that a statement is done in, once in every turn.</summary>
    public static ForStatementSyntax? LoopOf(ExpressionSyntax expression)
    {
        StatementSyntax? statement = expression.FirstAncestorOrSelf<StatementSyntax>();
        SyntaxNode? around = statement?.Parent is BlockSyntax ? statement.Parent.Parent : statement?.Parent;
        return statement is ExpressionStatementSyntax && IsAlwaysEvaluated(expression, statement) && around is ForStatementSyntax { Parent: BlockSyntax } loop
            && !loop.DescendantNodes().Any(node => node is BreakStatementSyntax or ContinueStatementSyntax or ReturnStatementSyntax or GotoStatementSyntax)
                ? loop : null;
    }

    private static bool IsAlwaysEvaluated(ExpressionSyntax expression, StatementSyntax statement) =>
        expression.Ancestors().TakeWhile(node => node != statement)
            .All(node => node is AssignmentExpressionSyntax or ParenthesizedExpressionSyntax or CastExpressionSyntax);
}
