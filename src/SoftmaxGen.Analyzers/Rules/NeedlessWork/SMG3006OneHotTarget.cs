using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Rules.NeedlessWork;

/// <summary>An array of zeros with a single one, made for a loss that could have been given the index of the one.</summary>
internal sealed class SMG3006OneHotTarget() : FlowRule(Describe(
    "SMG3006", NeedlessWork, "A one-hot array is made for a loss",
    "This array only says which class is right: the loss can take the class's index instead{0}",
    DiagnosticSeverity.Info))
{
    public override void Examine(Evaluated operation, RuleContext context)
    {
        if (operation.CallSite is not null)
            return;
        foreach (SyntaxNode array in Targets(operation))
        {
            SemanticModel model = context.Session.ModelOf(array.SyntaxTree);
            if (LocalUses.LocalOf(array, model, context.Token) is { } local && LocalUses.InitializerOf(local, context.Token) is { } creation &&
                IsOneHot(local, creation, operation.Operation.Syntax, model, context.Token) && model.GetOperation(creation, context.Token) is { } made)
                context.Report(new RuleFinding(this, operation, made, ImmutableArray<string>.Empty, ImmutableArray<IOperation>.Empty) { CanBeConfirmed = false });
        }
    }

    /// <summary>The arrays that an operation takes for a distribution: the target of a loss, the t of t · log p.</summary>
    private static IEnumerable<SyntaxNode> Targets(Evaluated operation)
    {
        if (operation.Library is { IsLoss: true } library && operation.Operation is IInvocationOperation call)
        {
            foreach (IArgumentOperation argument in call.Arguments)
                if (argument.Parameter?.Ordinal == library.Target)
                    yield return argument.Value.Syntax;
        }
        else if (operation.Function == FunctionKind.Multiply && operation.Operation is IBinaryOperation product)
        {
            if (IsLogarithm(operation.Arguments[1]) && ArrayOf(product.LeftOperand.Syntax) is { } left)
                yield return left;
            if (IsLogarithm(operation.Arguments[0]) && ArrayOf(product.RightOperand.Syntax) is { } right)
                yield return right;
        }
    }

    private static bool IsLogarithm(Term term) => Algebra.Coefficient(term).Other is { Kind: TermKind.Log or TermKind.LogSoftmax };

    private static SyntaxNode? ArrayOf(SyntaxNode expression) => expression switch
    {
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } minus => ArrayOf(minus.Operand),
        ParenthesizedExpressionSyntax inner => ArrayOf(inner.Expression),
        ElementAccessExpressionSyntax access => access.Expression,
        _ => null,
    };

    private static bool IsOneHot(ILocalSymbol local, ExpressionSyntax creation, SyntaxNode loss, SemanticModel model, CancellationToken token)
    {
        if (creation is not (ArrayCreationExpressionSyntax { Initializer: null } or StackAllocArrayCreationExpressionSyntax { Initializer: null }))
            return false;
        int writes = 0;
        foreach (IdentifierNameSyntax mention in LocalUses.Of(local, loss, model, token))
        {
            if (LocalUses.ElementWrite(mention) is { } write)
            {
                if (++writes > 1 || !MarksOneClass(write, model, token))
                    return false;
            }
            // Whoever else gets it may want the whole distribution.
            else if (!loss.Contains(mention) && !LocalUses.IsRead(mention))
                return false;
        }
        return writes == 1;
    }

    // t[label] = 1, t[i * C + labels[i]] = 1, t[j] = j == label ? 1 : 0. A loop that writes t[j] = 1 fills a mask.
    private static bool MarksOneClass(AssignmentExpressionSyntax write, SemanticModel model, CancellationToken token)
    {
        if (!write.IsKind(SyntaxKind.SimpleAssignmentExpression))
            return false;
        if (write.Right is ConditionalExpressionSyntax choice)
            return choice.Condition.IsKind(SyntaxKind.EqualsExpression) && IsNumber(choice.WhenTrue, 1, model, token) && IsNumber(choice.WhenFalse, 0, model, token);
        if (!IsNumber(write.Right, 1, model, token))
            return false;
        BracketedArgumentListSyntax index = ((ElementAccessExpressionSyntax)write.Left).ArgumentList;
        ExpressionSyntax last = index.Arguments[index.Arguments.Count - 1].Expression;
        return last.DescendantNodesAndSelf().Any(n => n is ElementAccessExpressionSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax
            || n is IdentifierNameSyntax && model.GetSymbolInfo(n, token).Symbol is { } symbol && !IsCounter(symbol, token));
    }

    private static bool IsCounter(ISymbol symbol, CancellationToken token) => symbol switch
    {
        ILocalSymbol { IsConst: true } or IFieldSymbol { IsConst: true } => true,
        ILocalSymbol local => local.DeclaringSyntaxReferences.Any(r => r.GetSyntax(token).Parent?.Parent is ForStatementSyntax),
        IParameterSymbol or IFieldSymbol or IPropertySymbol => false,
        _ => true,
    };

    private static bool IsNumber(ExpressionSyntax expression, double value, SemanticModel model, CancellationToken token) =>
        model.GetConstantValue(expression, token) is { HasValue: true, Value: IConvertible constant and not string } &&
        Convert.ToDouble(constant, System.Globalization.CultureInfo.InvariantCulture) == value;
}
