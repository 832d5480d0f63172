using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Kernels.Rows;
using SoftmaxGen.CodeFixes.Plans;
using SoftmaxGen.CodeFixes.Reading;
using SoftmaxGen.CodeFixes.Writing;

namespace SoftmaxGen.CodeFixes.Kernels;

/// <summary>
/// The logarithm of a softmax of a constant number of classes: over all of them a kernel of log-softmax computes it, and the
/// negative one of a label one of the loss. What was there for the probabilities alone goes.
/// </summary>
internal static class LogKernel
{
    /// <summary>Plans the call, or returns null.</summary>
    public static FixPlan? Plan(FixSite site, string title)
    {
        RowReader reader = new(site.Model);
        foreach (ExpressionSyntax candidate in site.Candidates())
        {
            if (MathCall.Read(candidate, "Log", site.Model) is { } log
                && log.Node.ArgumentList.Arguments.Count == 1
                && reader.Read(log.Argument) is { Row.Classes: { } classes } probability
                && KernelBuffer.ElementOf(probability.Row.Logits, isWritten: false, site.Model) is { } element)
            {
                return All(site, title, reader, log, probability, classes, element)
                    ?? OfLabel(site, title, reader, log, probability, classes, element);
            }
        }

        return null;
    }

    // y[i] = log(p[i]), for every i
    private static FixPlan? All(
        FixSite site, string title, RowReader reader, MathCall log, Probability probability, int classes, ITypeSymbol element)
    {
        SemanticModel model = site.Model;
        if (log.Node.FirstAncestorOrSelf<AssignmentExpressionSyntax>() is not { Left: ElementAccessExpressionSyntax { Expression: var result } left } write
            || !write.IsKind(SyntaxKind.SimpleAssignmentExpression)
            || Code.Uncast(write.Right) != log.Node
            || OwnArray.Loop(write, model) is not { } loop
            || reader.Classes(loop) is not var (variable, count) || count != classes
            || !Names.Is(probability.Index, variable, model)
            || !SymbolEqualityComparer.Default.Equals(KernelBuffer.ElementOf(result, isWritten: true, model), element)
            || !Purity.IsPure(result, model)
            || Names.Of(variable, result, model).Any()
            || write.FirstAncestorOrSelf<StatementSyntax>() is not { } statement)
        {
            return null;
        }

        ExpressionSyntax[] needed = { probability.Row.Logits, result };
        ISymbol? overwritten = KernelBuffer.LengthOf(result, model) == classes ? model.GetSymbolInfo(Code.Bare(result)).Symbol as ILocalSymbol : null;
        IReadOnlyList<StatementSyntax> leftovers = Leftovers.Of(statement, needed, overwritten, model);
        bool isAll = loop.Statement is not BlockSyntax body || body.Statements.All(each => each == statement || leftovers.Contains(each));
        if (isAll)
            leftovers = Leftovers.Of(loop, needed, overwritten, model);
        else if (overwritten is null || Names.Of(overwritten, loop, model).Any(name => !left.Span.Contains(name.Span)))
            return null;
        // p[i] = log(p[i]) is right once for every time that p is filled.
        if (probability.Row.Own.Contains(model.GetSymbolInfo(Code.Bare(result)).Symbol, SymbolEqualityComparer.Default)
            && probability.Row.From.OfType<ForStatementSyntax>().Any(each => each.Parent != loop.Parent))
        {
            return null;
        }

        if (!reader.IsUnchanged(probability.Row, isAll ? loop : statement))
            return null;

        FixPlan plan = new(title);
        if (KernelDeclaration.Name(plan, site, KernelShape.LogSoftmax, classes, element) is not { } kernel)
            return null;
        StatementSyntax call = SyntaxFactory.ParseStatement(
            $"{kernel}({KernelBuffer.Text(probability.Row.Logits, classes, model)}, {KernelBuffer.Text(result, classes, model)});");
        foreach (StatementSyntax leftover in leftovers)
            plan.Remove(leftover);
        return isAll
            ? plan.ReplaceNode(loop, call.WithTriviaFrom(loop))
            : plan.InsertAfter(loop, call.WithTrailingTrivia(SyntaxFactory.ElasticLineFeed)).Remove(statement);
    }

    // -log(p[label])
    private static FixPlan? OfLabel(
        FixSite site, string title, RowReader reader, MathCall log, Probability probability, int classes, ITypeSymbol element)
    {
        SemanticModel model = site.Model;
        if (Negated(log.Node) is not var (logarithm, target, before, sign)
            || model.GetTypeInfo(probability.Index).Type is not { SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Int16 or SpecialType.System_Byte } label
            || IsLoopVariable(probability.Index, model)
            || (log.Home.Element.SpecialType != element.SpecialType && log.Home.Element.SpecialType != SpecialType.System_Double)
            || !reader.IsUnchanged(probability.Row, target))
        {
            return null;
        }

        FixPlan plan = new(title);
        if (KernelDeclaration.Name(plan, site, KernelShape.SoftmaxLoss(label), classes, element) is not { } kernel)
            return null;
        string call = $"{kernel}({KernelBuffer.Text(probability.Row.Logits, classes, model)}, {KernelBuffer.One(probability.Index, label, model)})";
        ITypeSymbol? type = model.GetTypeInfo(logarithm).Type;
        string cast = type is null || type.SpecialType == element.SpecialType || IsNarrowed(target) ? "" : $"({type.ToDisplayString()})";
        // What stands before the logarithm stays, and may read the probabilities, too.
        ExpressionSyntax[] needed = { probability.Row.Logits, probability.Index, before ?? probability.Index };
        foreach (StatementSyntax leftover in Leftovers.Of(target, needed, null, model))
            plan.Remove(leftover);
        return plan.Replace(target, Code.Expression((before is null ? "" : $"{before.WithoutTrivia()} {sign} ") + cast + call));
    }

    // -log(p): the logarithm, be it converted, the expression that the loss takes the place of, and what stands before it and how:
    // a - log(p) is a + loss.
    private static (ExpressionSyntax Logarithm, ExpressionSyntax Target, ExpressionSyntax? Before, string Sign)? Negated(ExpressionSyntax log)
    {
        ExpressionSyntax whole = log;
        while (whole.Parent is ParenthesizedExpressionSyntax or CastExpressionSyntax { Type: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.FloatKeyword or (int)SyntaxKind.DoubleKeyword } })
            whole = (ExpressionSyntax)whole.Parent;
        return whole.Parent switch
        {
            PrefixUnaryExpressionSyntax minus when minus.IsKind(SyntaxKind.UnaryMinusExpression) => (whole, minus, null, ""),
            AssignmentExpressionSyntax write when write.IsKind(SyntaxKind.SubtractAssignmentExpression) => (whole, write, write.Left, "+="),
            BinaryExpressionSyntax difference when difference.IsKind(SyntaxKind.SubtractExpression) && difference.Right == whole =>
                (whole, difference, difference.Left, "+"),
            _ => null,
        };
    }

    // Every class in its turn would be a whole row's work each.
    private static bool IsLoopVariable(ExpressionSyntax index, SemanticModel model) =>
        model.GetSymbolInfo(Code.Bare(index)).Symbol is ILocalSymbol { DeclaringSyntaxReferences: { Length: 1 } references }
        && references[0].GetSyntax().FirstAncestorOrSelf<StatementSyntax>() is ForStatementSyntax;

    private static bool IsNarrowed(ExpressionSyntax target)
    {
        SyntaxNode? around = target.Parent;
        while (around is ParenthesizedExpressionSyntax)
            around = around.Parent;
        return around is CastExpressionSyntax { Type: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.FloatKeyword } };
    }
}
