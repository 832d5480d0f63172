using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;
using SoftmaxGen.Analyzers.Flow.Gate;
using SoftmaxGen.Analyzers.Flow.Members;

namespace SoftmaxGen.Analyzers.Rules.Stability;

/// <summary>-log p of the class that is the true one, where p comes from outside and nothing keeps it from 0.</summary>
internal sealed class SMG1021LossOfZero() : FlowRule(Describe(
    "SMG1021", Stability, "The loss of a probability of 0",
    "The loss is ∞ where the probability of the true class has underflown to 0, or the one of the other class has rounded to 1; a loss on the logits is not{0}",
    DiagnosticSeverity.Info))
{
    public override void ExamineBody(RuleContext context)
    {
        Evaluated[] logs = context.Events.Where(e => e.Function == FunctionKind.Log && e.Library is not { BaseArgument: >= 0 } && SiteOf(e) is not null).ToArray();
        foreach (Evaluated log in logs)
            if (SiteOf(log) is { Syntax: ExpressionSyntax site } operation && BodyNodes.Around(site) is { } member &&
                (IsOfLabel(log, site, context) || IsOfTrueElement(log, site, member) || IsOfEither(log, site, member) || CrossEntropies.IsPickedByTarget(log.Input) ||
                    IsMendedOfNaN(log, site, context) || logs.Any(other => IsOtherArm(log, site, other))) &&
                LossSigns.IsNegated(site, member) && !IsGuarded(site, member))
                context.Report(new RuleFinding(this, log with { Operation = operation, CallSite = null }, operation, ImmutableArray<string>.Empty, ImmutableArray<IOperation>.Empty));
    }

    // Where the logarithm is taken in the body itself: a function of the user's own that gives what Math.Log does is one.
    private static IOperation? SiteOf(Evaluated log) => log.CallSite switch
    {
        null => log.Operation,
        IInvocationOperation { Arguments.Length: 1, Instance: null or IInstanceReferenceOperation, TargetMethod: var method } call when IsGivenBy(log.Operation.Syntax) &&
            SymbolEqualityComparer.Default.Equals(method.OriginalDefinition, log.Method?.OriginalDefinition) => call,
        _ => null,
    };

    private static bool IsGivenBy(SyntaxNode logarithm)
    {
        while (logarithm.Parent is CastExpressionSyntax or ParenthesizedExpressionSyntax)
            logarithm = logarithm.Parent;
        return logarithm.Parent is ReturnStatementSyntax or ArrowExpressionClauseSyntax;
    }

    // p[label], p[i][labels[i]], p[i * n + labels[i]]: an element of a parameter that another parameter chooses. The rows are those of
    // the labels; a matrix whose rows somebody else counts (the emissions of a chain) is none of probabilities of classes.
    private static bool IsOfLabel(Evaluated log, ExpressionSyntax site, RuleContext context)
    {
        Term p = log.Input;
        if ((p.Kind == TermKind.Load ? p[0] : p) is { Kind: TermKind.Add } address)
            return IsPointer(address) && ChoosesByPointer(site, context);
        if (p.Kind != TermKind.Load || !CanBeZero(p) || !IsParameter(p[0]) && !IsForwarded(p[0]) && !IsOutput(p))
            return false;
        foreach (Term index in p.Operands.Skip(1))
            if (LabelIn(index, p[0]) is { } label && p.Operands.Skip(1).SelectMany(static i => Terms.Indices(i)).All(Terms.Indices(label).Contains))
                return true;
        return false;
    }

    // net.Forward(x)[label]: what a network of the user's own makes of its input, where nobody knows which activation it ends with.
    private static bool IsForwarded(Term given) => Terms.Alternatives(given).Any(static g => g is { Kind: TermKind.Opaque, Operands.IsEmpty: false, Tag: IMethodSymbol { DeclaringSyntaxReferences.IsEmpty: false } });

    // layer.Output[label]: a member of another object that is called like one.
    private static bool IsOutput(Term p)
    {
        int end = p.Path!.IndexOf('[', p.Path.LastIndexOf('.') + 1), at = p.Path.LastIndexOf('.', Math.Max(end, 0));
        if (at < 0 || end <= at)
            return false;
        string member = p.Path.Substring(at + 1, end - at - 1).TrimStart('_');
        return member is "Out" or "out" or "outs" || OutputNames.Any(name => member.IndexOf(name, StringComparison.OrdinalIgnoreCase) >= 0);
    }

    private static readonly string[] OutputNames = ["Output", "Activation", "Prob", "Predict", "Softmax"];

    private static Term? LabelIn(Term index, Term probabilities)
    {
        if (index is { Kind: TermKind.Root, Tag: IParameterSymbol { Type: var type } })
            return IsInteger(type) ? index : null;
        foreach (Term member in index.Kind is TermKind.Add or TermKind.Any ? index.Operands : ImmutableArray.Create(index))
            if (member.Kind == TermKind.Load && (member.Path!.IndexOf('[') >= 0 || IsLabel(member.Path) ? IsParameter(member[0]) && !member[0].Equals(probabilities) : IsFoundIn(member[0], probabilities)) ||
                IsFoundIn(member, probabilities))
                return member;
        return null;
    }

    // image.Label: of what a state or a node is numbered by, the cost of a path is worked out, too.
    private static bool IsLabel(string path) => path.LastIndexOf('.') is >= 0 and var at && path.IndexOf('[') < 0 &&
        LabelNames.Any(name => path.IndexOf(name, at, StringComparison.OrdinalIgnoreCase) >= 0);

    private static readonly string[] LabelNames = ["Label", "Target", "Class", "Answer", "Digit", "Expected", "Truth", "Correct"];

    // target.Find(v => v == 1), IndexOfLargest(target)
    private static bool IsFoundIn(Term term, Term probabilities) => term.Kind == TermKind.Opaque &&
        (term.Operands.Any(o => IsParameter(o) && !o.Equals(probabilities)) ||
         term.Tag is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } && ReceiverOf(access) is IdentifierNameSyntax receiver && IsParameterOf(receiver.Identifier.ValueText, probabilities));

    // t.ToList().IndexOf(1)
    private static ExpressionSyntax ReceiverOf(MemberAccessExpressionSyntax access) =>
        access.Expression is InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: MemberAccessExpressionSyntax inner } ? ReceiverOf(inner) : access.Expression;

    private static bool IsParameterOf(string name, Term probabilities) =>
        probabilities.Tag is IParameterSymbol { ContainingSymbol: IMethodSymbol method } own && own.Name != name && method.Parameters.Any(p => p.Name == name);

    // A pointer and where it points to.
    private static bool IsPointer(Term sum) => sum.Operands.Count(o => o is { Kind: TermKind.Root, Tag: IParameterSymbol { Type: IPointerTypeSymbol { PointedAtType.SpecialType: SpecialType.System_Single or SpecialType.System_Double } } }) == 1;

    private static bool ChoosesByPointer(ExpressionSyntax site, RuleContext context)
    {
        SemanticModel model = context.Session.ModelOf(site.SyntaxTree);
        return ArgumentOf(site) is { } argument && LocalUses.Unwrapped(argument) is ElementAccessExpressionSyntax { ArgumentList.Arguments: { Count: 1 } indices } &&
            model.GetSymbolInfo(indices[0].Expression, context.Token).Symbol is ILocalSymbol local &&
            Layers.InitializerOf(local, context.Token) is ElementAccessExpressionSyntax { Expression: var labels } &&
            model.GetTypeInfo(labels, context.Token).Type is IPointerTypeSymbol { PointedAtType: var element } && IsInteger(element);
    }

    // if (t[i] != 0) loss -= log(p[i])
    private static bool IsOfTrueElement(Evaluated log, ExpressionSyntax site, SyntaxNode member)
    {
        if (log.Input.Kind != TermKind.Load || !CanBeZero(log.Input) || !IsParameter(log.Input[0]) && !IsOutput(log.Input) || IsWeighed(site) || ArgumentOf(site) is not { } argument || ElementIn(argument, member) is not { } p)
            return false;
        foreach (SyntaxNode around in site.AncestorsAndSelf().TakeWhile(n => n != member))
            if (around.Parent is IfStatementSyntax branch && branch.Statement == around && Asks(branch.Condition) ||
                around.Parent is ConditionalExpressionSyntax either && either.WhenTrue == around && Asks(either.Condition))
                return true;
        return false;

        bool Asks(ExpressionSyntax condition) => condition.DescendantNodesAndSelf().OfType<BinaryExpressionSyntax>().Any(asked =>
            asked.Kind() is SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression or SyntaxKind.GreaterThanExpression && asked.Right is LiteralExpressionSyntax or CastExpressionSyntax &&
            ElementIn(asked.Left, member) is { } t && t.ArgumentList.ToString() == p.ArgumentList.ToString() && t.Expression.ToString() != p.Expression.ToString() &&
            (IsParameterOf(t.Expression.ToString(), log.Input[0]) || IsOutput(log.Input) && log.Method is IMethodSymbol { Parameters: var given } && given.Any(p => p.Name == t.Expression.ToString())));
    }

    // t[i] * log(p[i]) behind a condition on t[i]: a divergence, whose limit at 0 the condition is there for.
    private static bool IsWeighed(ExpressionSyntax site) =>
        site.Ancestors().TakeWhile(n => n is ExpressionSyntax).Any(n => n is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression } product &&
            (product.Left.Span.Contains(site.Span) ? product.Right : product.Left) is not (LiteralExpressionSyntax or PrefixUnaryExpressionSyntax { Operand: LiteralExpressionSyntax }));

    // t == 1 ? -log(p) : -log(1 - p): whatever asks, p is a probability.
    private static bool IsOtherArm(Evaluated log, ExpressionSyntax site, Evaluated other)
    {
        if (ReferenceEquals(log, other) || SiteOf(other) is not { } second || !CanBeZero(log.Input) || log.Input.Kind == TermKind.Root && !IsParameter(log.Input) ||
            !other.Input.Equals(Algebra.Subtract(Terms.One, log.Input)))
            return false;
        foreach (SyntaxNode around in site.Ancestors())
            if (around.Span.Contains(second.Syntax.Span))
                return around switch
                {
                    ConditionalExpressionSyntax either => !either.Condition.Span.Contains(site.Span) && !either.Condition.Span.Contains(second.Syntax.Span),
                    IfStatementSyntax branch => branch.Else is not null,
                    _ => false,
                };
        return false;
    }

    // log(t == 1 ? p : 1 - p), where the condition is one on t.
    private static bool IsOfEither(Evaluated log, ExpressionSyntax site, SyntaxNode member) =>
        log.Input is { Kind: TermKind.Any, Operands.Length: 2 } either && either.Operands.Any(p => CanBeZero(p) && IsParameter(p.Kind == TermKind.Load ? p[0] : p) &&
            either.Operands.Contains(Algebra.Subtract(Terms.One, p))) &&
        ArgumentOf(site) is { } argument && InitialOf(argument, member) is ConditionalExpressionSyntax choice &&
        !choice.Condition.DescendantNodesAndSelf().Any(n => n.ToString() == Asked(choice).ToString());

    // t log p, or t log p + (1 - t) log(1 - p), that is replaced where it is NaN: 0 · log 0 is taken care of, the loss of a probability of 0 is not.
    private static bool IsMendedOfNaN(Evaluated log, ExpressionSyntax site, RuleContext context) =>
        CanBeZero(log.Input) && context.Events.Any(loss => loss.Operation.Syntax.Span.Contains(site.Span) && IsCrossEntropy(loss) &&
            SMG1018UnguardedEntropy.IsGuarded(loss, true) && !SMG1018UnguardedEntropy.IsGuarded(loss, false));

    private static bool IsCrossEntropy(Evaluated loss) => loss.Function switch
    {
        FunctionKind.Add or FunctionKind.Subtract => CrossEntropies.IsBinary(loss),
        FunctionKind.Multiply => CrossEntropies.IsElement(loss),
        _ => false,
    };

    private static bool CanBeZero(Term p) => p.Kind is TermKind.Load or TermKind.Root && p.Range.Low < 0 && !(p.Kind == TermKind.Load && FlowState.IsAllocation(p[0]));

    private static bool IsParameter(Term term) => term is { Kind: TermKind.Root, Tag: IParameterSymbol };

    private static bool IsInteger(ITypeSymbol type) => type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64;

    private static ExpressionSyntax? ArgumentOf(ExpressionSyntax site) => site is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } ? arguments[0].Expression : null;

    // p[i], also by the name of a local that was given it.
    private static ElementAccessExpressionSyntax? ElementIn(SyntaxNode expression, SyntaxNode member) => InitialOf(expression, member) as ElementAccessExpressionSyntax;

    // What stands there, or what the local that stands there was made with.
    private static SyntaxNode InitialOf(SyntaxNode expression, SyntaxNode member) =>
        LocalUses.Unwrapped(expression) is IdentifierNameSyntax name &&
        member.DescendantNodes().OfType<VariableDeclaratorSyntax>().FirstOrDefault(v => v.Identifier.ValueText == name.Identifier.ValueText) is { Initializer.Value: { } value }
            ? LocalUses.Unwrapped(value) : LocalUses.Unwrapped(expression);

    // A condition on p, or a question whether what came out is finite. One of NaN does not help against ∞.
    private static bool IsGuarded(ExpressionSyntax site, SyntaxNode member)
    {
        string? p = ArgumentOf(site) is { } argument ? Asked(LocalUses.Unwrapped(argument)).ToString() : site is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } ? access.Expression.ToString() : null;
        foreach (SyntaxNode node in member.DescendantNodes())
            switch (node)
            {
                case BinaryExpressionSyntax comparison
                    when LocalUses.IsComparison(comparison) && (LocalUses.Unwrapped(comparison.Left).ToString() == p || LocalUses.Unwrapped(comparison.Right).ToString() == p):
                case SimpleNameSyntax { Identifier.ValueText: "Where" or "IsFinite" or "IsInfinity" or "IsPositiveInfinity" or "IsNegativeInfinity" or "IsNormal" }:
                    return true;
            }
        return false;
    }

    // Of t == 1 ? p : 1 - p, the p.
    private static SyntaxNode Asked(SyntaxNode argument) => argument is ConditionalExpressionSyntax either
        ? LocalUses.Unwrapped(either.WhenTrue is BinaryExpressionSyntax ? either.WhenFalse : either.WhenTrue) : argument;
}
