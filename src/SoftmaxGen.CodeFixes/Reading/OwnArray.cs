using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Shift;
using SoftmaxGen.CodeFixes.Writing;

namespace SoftmaxGen.CodeFixes.Reading;

/// <summary>A local array or span that goes by no other name where it is read, and is written in loops over the row alone.</summary>
/// <param name="Local">The local.</param>
/// <param name="Writes">The writes to its elements, in their order.</param>
/// <param name="Filler">The call that fills it, where nothing else does.</param>
/// <param name="IsNew">Whether it was made where the local is declared.</param>
internal sealed record OwnArray(Local Local, IReadOnlyList<AssignmentExpressionSyntax> Writes, InvocationExpressionSyntax? Filler, bool IsNew)
{
    /// <summary>Reads the array that an expression names, or null.</summary>
    public static OwnArray? Read(ExpressionSyntax expression, SemanticModel model)
    {
        if (Local.Read(expression, model, elementsToo: false) is not { } local)
            return null;
        // What is done to the array afterwards, nobody has seen here.
        int end = Reading.Writes.EndOf(local.Value, expression);
        List<AssignmentExpressionSyntax> writes = new();
        InvocationExpressionSyntax? filler = null;
        foreach (IdentifierNameSyntax use in local.Uses.Where(use => use.SpanStart < end || IsInFunction(use, local.Value)))
        {
            switch (use.Parent)
            {
                case ElementAccessExpressionSyntax { Parent: AssignmentExpressionSyntax write } access when write.Left == access:
                    writes.Add(write);
                    break;
                case ElementAccessExpressionSyntax when !Reading.Writes.IsWritten(use):
                case ReturnStatementSyntax:
                case MemberAccessExpressionSyntax member when member.Expression == use && IsRead(member, model):
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
        bool isNew = Code.Bare(local.Value) is ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax or StackAllocArrayCreationExpressionSyntax;
        return (filler is not null && writes.Count > 0) || ((filler is not null || writes.Count > 0) && !isNew)
            ? null : new OwnArray(local, writes, filler, isNew);
    }

    /// <summary>The loop that does nothing but to run over the row, in which a write to its own element stands.</summary>
    public static ForStatementSyntax? Loop(AssignmentExpressionSyntax write, SemanticModel model) =>
        LoopOf(write) is { } loop
        && RowDomain.OfFor(loop, model) is { } domain
        && ((ElementAccessExpressionSyntax)write.Left).ArgumentList.Arguments is { Count: 1 } arguments
        && domain.IsVariable(arguments[0].Expression, model)
            ? loop : null;

    /// <summary>The loop that a statement is done in, once in every turn.</summary>
    public static ForStatementSyntax? LoopOf(ExpressionSyntax expression)
    {
        StatementSyntax? statement = expression.FirstAncestorOrSelf<StatementSyntax>();
        SyntaxNode? around = statement?.Parent is BlockSyntax ? statement.Parent.Parent : statement?.Parent;
        return statement is ExpressionStatementSyntax && IsAlwaysEvaluated(expression, statement) && around is ForStatementSyntax { Parent: BlockSyntax or SwitchSectionSyntax } loop
            && !loop.DescendantNodes().Any(node => node is BreakStatementSyntax or ContinueStatementSyntax or ReturnStatementSyntax or GotoStatementSyntax)
                ? loop : null;
    }

    private static bool IsAlwaysEvaluated(ExpressionSyntax expression, StatementSyntax statement) =>
        expression.Ancestors().TakeWhile(node => node != statement)
            .All(node => node is AssignmentExpressionSyntax or ParenthesizedExpressionSyntax or CastExpressionSyntax);

    // LINQ reads, but for what hands on the array itself.
    private static bool IsRead(MemberAccessExpressionSyntax member, SemanticModel model) =>
        member.Name.Identifier.Text is "Length" or "Count" or "ToArray"
        || model.GetSymbolInfo(member).Symbol is IMethodSymbol { Name: not ("AsEnumerable" or "Cast"), ContainingType: { Name: "Enumerable", ContainingNamespace.Name: "Linq" } };

    // A local function may be called before it is written down.
    private static bool IsInFunction(SyntaxNode use, SyntaxNode declared) =>
        use.Ancestors().OfType<LocalFunctionStatementSyntax>().Any(function => !function.Span.Contains(declared.Span));
}
