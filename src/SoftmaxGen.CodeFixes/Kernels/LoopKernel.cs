using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Kernels.Rows;
using SoftmaxGen.CodeFixes.Plans;
using SoftmaxGen.CodeFixes.Reading;
using SoftmaxGen.CodeFixes.Writing;

namespace SoftmaxGen.CodeFixes.Kernels;

/// <summary>
/// A softmax in two loops over a constant number of classes, <c>p[i] = exp(x[i]); s += p[i];</c> and then <c>p[i] /= s;</c>, which a
/// call of a generated kernel takes the place of.
/// </summary>
internal static class LoopKernel
{
    /// <summary>Plans the call, or returns null.</summary>
    public static FixPlan? Plan(FixSite site, string title)
    {
        SemanticModel model = site.Model;
        RowReader reader = new(model);
        if (site.Node.FirstAncestorOrSelf<ForStatementSyntax>() is not { Parent: BlockSyntax block } first
            || reader.Classes(first) is not { } range
            || Filled(first, range.Variable, model) is not var (probabilities, logits, sum)
            || block.Statements.IndexOf(first) + 1 is var next && next >= block.Statements.Count
            || block.Statements[next] is not ForStatementSyntax second
            || reader.Classes(second) is not { } again || again.Count != range.Count
            || !IsDivision(second, again.Variable, probabilities, sum, model)
            || Declaration(sum, block, first, second, model) is not { } declaration
            || KernelBuffer.ElementOf(probabilities, isWritten: true, model) is not { } element
            || !SymbolEqualityComparer.Default.Equals(element, KernelBuffer.ElementOf(logits, isWritten: false, model)))
        {
            return null;
        }

        FixPlan plan = new(title);
        if (KernelDeclaration.Name(plan, site, KernelShape.Softmax, range.Count, element) is not { } kernel)
            return null;
        string call = $"{kernel}({KernelBuffer.Text(logits, range.Count, model)}, {KernelBuffer.Text(probabilities, range.Count, model)});";
        return plan.Remove(declaration)
            .ReplaceNode(first, SyntaxFactory.ParseStatement(call).WithTriviaFrom(first))
            .Remove(second);
    }

    private static IReadOnlyList<StatementSyntax> Body(ForStatementSyntax loop) =>
        loop.Statement is BlockSyntax block ? block.Statements : new[] { loop.Statement };

    // p[i] = exp(x[i]); s += p[i];   s += p[i] = exp(x[i]);
    private static (ExpressionSyntax Probabilities, ExpressionSyntax Logits, ILocalSymbol Sum)? Filled(
        ForStatementSyntax loop, ISymbol variable, SemanticModel model)
    {
        IReadOnlyList<StatementSyntax> body = Body(loop);
        if (body.Count is not (1 or 2)
            || (body[body.Count - 1] as ExpressionStatementSyntax)?.Expression is not AssignmentExpressionSyntax addition
            || !addition.IsKind(SyntaxKind.AddAssignmentExpression)
            || model.GetSymbolInfo(addition.Left).Symbol is not ILocalSymbol sum)
        {
            return null;
        }

        ExpressionSyntax? stored = body.Count == 1 ? Code.Bare(addition.Right) : (body[0] as ExpressionStatementSyntax)?.Expression;
        if (stored is not AssignmentExpressionSyntax store
            || !store.IsKind(SyntaxKind.SimpleAssignmentExpression)
            || (body.Count == 2 && !SyntaxFactory.AreEquivalent(Code.Bare(addition.Right), store.Left))
            || Element(store.Left, variable, model) is not { } probabilities
            || MathCall.Read(Code.Uncast(store.Right), "Exp", model) is not { } exponential
            || Element(Code.Uncast(exponential.Argument), variable, model) is not { } logits)
        {
            return null;
        }

        return (probabilities, logits, sum);
    }

    private static bool IsDivision(ForStatementSyntax loop, ISymbol variable, ExpressionSyntax probabilities, ILocalSymbol sum, SemanticModel model)
    {
        if (Body(loop) is not { Count: 1 } body
            || (body[0] as ExpressionStatementSyntax)?.Expression is not AssignmentExpressionSyntax write
            || Element(write.Left, variable, model) is not { } row
            || !SyntaxFactory.AreEquivalent(row, probabilities))
        {
            return false;
        }

        // An inverse from before the loops is none of their sum.
        return Elements.Division(write, model) is var (divisor, at) && loop.Span.Contains(at.Span) && Names.Is(Code.Uncast(divisor), sum, model);
    }

    // The row of x[i], which the loop's variable has no part in.
    private static ExpressionSyntax? Element(ExpressionSyntax expression, ISymbol variable, SemanticModel model) =>
        Code.Bare(expression) is ElementAccessExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } element
        && Names.Is(arguments[0].Expression, variable, model)
        && Purity.IsPure(element.Expression, model)
        && !Names.Of(variable, element.Expression, model).Any()
            ? element.Expression : null;

    // double s = 0; which nobody else needs.
    private static LocalDeclarationStatementSyntax? Declaration(
        ILocalSymbol sum, BlockSyntax block, SyntaxNode first, SyntaxNode second, SemanticModel model) =>
        sum.DeclaringSyntaxReferences is { Length: 1 } references
        && references[0].GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } value, Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax statement } } declarator
        && statement.Parent == block
        && Numbers.Value(value, model) == 0
        && Names.Of(sum, block, model).All(name => first.Span.Contains(name.Span) || second.Span.Contains(name.Span))
        && declarator.SpanStart < first.SpanStart
            ? statement : null;
}
