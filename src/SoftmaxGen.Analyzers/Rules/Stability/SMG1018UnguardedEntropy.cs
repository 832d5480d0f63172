using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Rules.Stability;

/// <summary>Σ p log p and Σ t log p where p may be 0: 0 · log 0 is NaN, and it need not be the true class that has p = 0.</summary>
internal sealed class SMG1018UnguardedEntropy() : FlowRule(Describe(
    "SMG1018", Stability, "p · log p without a guard",
    "0 · log 0 is NaN, so one probability of 0 makes the whole sum NaN{0}",
    DiagnosticSeverity.Warning))
{
    public override void ExamineBody(RuleContext context)
    {
        var products = new List<Term>();
        foreach (Evaluated product in context.Events)
            if (product.Function == FunctionKind.Multiply && (IsEntropy(product, context) || IsCrossEntropy(product, context)) && !IsGuarded(product))
            {
                products.Add(Algebra.Coefficient(product.Result).Other);
                context.Report(this, product);
            }
        foreach (Evaluated loss in context.Events)
            if (loss.Function == FunctionKind.KlDivergence && IsOfLogarithms(loss) && !IsGuarded(loss))
                context.Report(this, loss);
        foreach (Evaluated sum in context.Events)
            if (sum.Function is FunctionKind.Add or FunctionKind.Subtract && CrossEntropies.IsBinary(sum) && !IsGuarded(sum) &&
                !sum.Result.Operands.Any(side => products.Contains(Algebra.Coefficient(side).Other)))
                context.Report(this, sum);
    }

    private static bool IsEntropy(Evaluated product, RuleContext context) =>
        Factor(product) is { } p && CanBeZero(p) && !IsInteger(product.Operation) && !IsShareOfCounted(p, context) && IsSummed(product, context);

    private static bool IsCrossEntropy(Evaluated product, RuleContext context) =>
        CrossEntropies.IsDivergenceOfOne(product) || CrossEntropies.IsElement(product) && (CrossEntropies.IsLossOfOne(product) || CrossEntropies.IsKeptLoss(product) || IsSummed(product, context));

    // kl_div(p.log(), t): the library multiplies by t what is -∞ where p is 0. Of a softmax computed here SMG1003 speaks.
    private static bool IsOfLogarithms(Evaluated loss) =>
        CrossEntropies.LogarithmIn(loss.Input) is { } log && log[0] is { Kind: TermKind.Root or TermKind.Load, Range.Low: < 0 };

    /// <summary>Whether a product is p · log p where p is looked at before: at 0 it is left out, and else small where p is.</summary>
    internal static bool IsGuardedEntropy(Evaluated product) =>
        product.Function == FunctionKind.Multiply && Factor(product) is not null && IsGuarded(product);

    // The p of p · log p, of p · log(p / q) and of p (log p - log q).
    private static Term? Factor(Evaluated product)
    {
        for (int i = 0; i < 2; i++)
        {
            Term p = Algebra.Coefficient(product.Arguments[i]).Other, other = product.Arguments[1 - i];
            if (CrossEntropies.LogarithmIn(other) is { } log && (log[0].Equals(p) || log[0].Kind == TermKind.Divide && log[0][0].Equals(p)))
                return p;
            if (other.Kind == TermKind.Add && other.Operands.All(o => CrossEntropies.LogarithmIn(o) is not null) && other.Operands.Any(o => CrossEntropies.LogarithmIn(o)![0].Equals(p)))
                return p;
        }
        return null;
    }

    // A parameter of a distribution is no element of one. A range that begins at 0 has been shown by a branch; of a softmax
    // computed here SMG1003 speaks.
    private static bool CanBeZero(Term p) =>
        (p.Kind == TermKind.Recurrence || p.Kind is TermKind.Load or TermKind.Divide && !Terms.Indices(p).IsEmpty) && p.Range.Low < 0 && !p.Any(t => t.Kind is TermKind.Exp or TermKind.Softmax or TermKind.Sigmoid);

    // n / total, where n is what a dictionary has counted: what does not occur has no entry.
    private static bool IsShareOfCounted(Term p, RuleContext context) =>
        p.Kind == TermKind.Divide && context.Events.Any(e => e.Function == FunctionKind.Divide && e.Result.Equals(p) &&
            e.Operation is IBinaryOperation { LeftOperand: { } count } && IsCount(count) && IsEntry(count));

    private static bool IsEntry(IOperation count)
    {
        while (count is IConversionOperation conversion)
            count = conversion.Operand;
        return count switch
        {
            IPropertyReferenceOperation { Property: { Name: "Value", ContainingType.Name: "KeyValuePair" } } => true,
            ILocalReferenceOperation local => count.Syntax.Ancestors().OfType<ForEachStatementSyntax>()
                .Any(loop => loop.Identifier.ValueText == local.Local.Name && IsOfValues(loop.Expression)),
            IParameterReferenceOperation => count.Syntax.Ancestors().OfType<InvocationExpressionSyntax>()
                .Any(call => call.Expression is MemberAccessExpressionSyntax member && IsOfValues(member.Expression)),
            _ => false,
        };
    }

    private static bool IsOfValues(ExpressionSyntax vector) => vector is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Values" };

    private static bool IsInteger(IOperation product) =>
        product is IBinaryOperation binary && (IsCount(binary.LeftOperand) || IsCount(binary.RightOperand));

    private static bool IsCount(IOperation operand)
    {
        while (operand is IConversionOperation conversion)
            operand = conversion.Operand;
        return operand.Type?.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64;
    }

    // Entropies and divergences are sums; x · log x on its own is somebody's formula.
    private static bool IsSummed(Evaluated product, RuleContext context) =>
        context.Events.Any(e => e.Function is FunctionKind.Add or FunctionKind.Subtract or FunctionKind.Sum or FunctionKind.Mean && !ReferenceEquals(e, product) &&
            e.Arguments.Any(a => IsMember(a, product.Result)) && (e.Function is FunctionKind.Sum or FunctionKind.Mean || !e.Loops.IsEmpty || e.Arguments.Any(a => a.Kind == TermKind.Recurrence)));

    private static bool IsMember(Term argument, Term product) =>
        Algebra.Coefficient(argument).Other.Shape == Algebra.Coefficient(product).Other.Shape;

    // A condition on p, or a filter, anywhere in the member: what it lets through need not be followed to keep silent.
    private static bool IsGuarded(Evaluated product) => IsGuarded(product, true);

    /// <summary>Whether what is near a product keeps it from being NaN, or (with <paramref name="byNaN"/> false) keeps its logarithm from being infinite.</summary>
    internal static bool IsGuarded(Evaluated product, bool byNaN)
    {
        HashSet<string> names = ValuesIn(product.Operation.Syntax);
        ISymbol? method = product.Method;
        while (method is { ContainingSymbol: IMethodSymbol outer } && !StandsAlone(method, names))
            method = outer;
        SyntaxNode? root = method?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
        if (root is null)
            return true;
        // p = n / total: a condition on n is one on p.
        foreach (SyntaxNode node in root.DescendantNodes())
            if (Given(node) is var (name, value) && names.Contains(name) && Numerator(value) is { } numerator)
                names.UnionWith(ValuesIn(numerator));
        foreach (SyntaxNode node in root.DescendantNodes())
            switch (node)
            {
                case ExpressionSyntax when IsInOtherArm(node, product.Operation.Syntax):
                // Whether a vector is there at all is no question of its elements.
                case BinaryExpressionSyntax { Right.RawKind: (int)SyntaxKind.NullLiteralExpression }:
                case IsPatternExpressionSyntax { Pattern: var asked } when IsNull(asked):
                    break;
                case BinaryExpressionSyntax comparison when LocalUses.IsComparison(comparison) && (Names(comparison.Left) || Names(comparison.Right)):
                case IsPatternExpressionSyntax pattern when Names(pattern.Expression):
                case SwitchExpressionSyntax choice when Names(choice.GoverningExpression):
                case IfStatementSyntax { Condition: BinaryExpressionSyntax { Left: ElementAccessExpressionSyntax element } } clamp when Replaces(clamp, element):
                case IfStatementSyntax branch when AsksAbout(branch.Condition):
                case ConditionalExpressionSyntax either when AsksAbout(either.Condition):
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Where" or "IsFinite" } }:
                    return true;
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "IsNaN" } } asked when byNaN && !IsOfFactor(asked):
                    return true;
            }
        return false;

        // if (p[i] == 0) p[i] = 1e-7; before something is done with the whole p.
        bool Replaces(IfStatementSyntax clamp, ElementAccessExpressionSyntax element)
        {
            ExpressionSyntax whole = element;
            while (whole is ElementAccessExpressionSyntax access)
                whole = access.Expression;
            return clamp.SpanStart < product.Operation.Syntax.SpanStart && clamp.Statement.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(a => a.Left.ToString() == element.ToString()) &&
                (Names(whole) || root!.DescendantNodes().Any(n => Given(n) is var (name, value) && names.Contains(name) && ValuesIn(value).Contains(whole.ToString())));
        }

        // p.IsZero(), IsNegligible(p)
        bool AsksAbout(ExpressionSyntax condition) => condition.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Any(call =>
            !IsOfFactor(call) && (call.ArgumentList.Arguments.Any(a => Names(a.Expression)) || call.Expression is MemberAccessExpressionSyntax member && Names(member.Expression)));

        // if (double.IsNaN(t[i])) continue; asks for a missing target, and not for what the product has become.
        bool IsOfFactor(InvocationExpressionSyntax call) =>
            call is { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "IsNaN" }, ArgumentList.Arguments: { Count: 1 } given } &&
            given[0].Expression is IdentifierNameSyntax or ElementAccessExpressionSyntax && Names(given[0].Expression) && product.Operation.Syntax.ToString() != given[0].ToString();

        bool Names(ExpressionSyntax expression) => expression is not LiteralExpressionSyntax && names.Contains(expression.ToString());
    }

    // if (a) … else …: what the one asks of p, the other does not know.
    private static bool IsInOtherArm(SyntaxNode condition, SyntaxNode product)
    {
        foreach (SyntaxNode around in condition.Ancestors())
            if (around.Span.Contains(product.Span))
                return around switch
                {
                    IfStatementSyntax { Else: { } other } branch => branch.Statement.Span.Contains(condition.Span) && other.Span.Contains(product.Span) ||
                        other.Span.Contains(condition.Span) && branch.Statement.Span.Contains(product.Span),
                    _ => false,
                };
        return false;
    }

    // A function that is stored and not handed to a filter's companion: what another one asks of its own p says nothing of this p.
    private static bool StandsAlone(ISymbol method, HashSet<string> names) =>
        method is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } lambda && lambda.Parameters.Any(p => names.Contains(p.Name)) &&
        lambda.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is { Parent: AssignmentExpressionSyntax or EqualsValueClauseSyntax or ReturnStatementSyntax or ArrowExpressionClauseSyntax };

    // The values themselves, and not the i of p[i]: every loop has a condition on that one.
    private static HashSet<string> ValuesIn(SyntaxNode expression) =>
        new(expression.DescendantNodesAndSelf(n => n is not ElementAccessExpressionSyntax).OfType<ExpressionSyntax>().Select(e => e.ToString()));

    private static (string Name, ExpressionSyntax Value)? Given(SyntaxNode node) => node switch
    {
        VariableDeclaratorSyntax { Initializer.Value: { } value } local => (local.Identifier.ValueText, value),
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: IdentifierNameSyntax name } assignment => (name.Identifier.ValueText, assignment.Right),
        _ => null,
    };

    private static ExpressionSyntax? Numerator(ExpressionSyntax value)
    {
        while (value is ParenthesizedExpressionSyntax or CastExpressionSyntax)
            value = value is CastExpressionSyntax cast ? cast.Expression : ((ParenthesizedExpressionSyntax)value).Expression;
        return value is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.DivideExpression } quotient ? quotient.Left : null;
    }

    private static bool IsNull(PatternSyntax pattern) => pattern switch
    {
        ConstantPatternSyntax { Expression.RawKind: (int)SyntaxKind.NullLiteralExpression } => true,
        UnaryPatternSyntax not => IsNull(not.Pattern),
        _ => false,
    };
}
