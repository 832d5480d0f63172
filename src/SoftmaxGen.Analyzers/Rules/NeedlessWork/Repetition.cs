using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.Analyzers.Flow;

namespace SoftmaxGen.Analyzers.Rules.NeedlessWork;

/// <summary>Code that runs once for every element: the body of a loop, a lambda that LINQ is given.</summary>
internal static class Repetition
{
    // Fewer elements than this are not worth an array.
    private const int Tiny = 8;

    /// <summary>The innermost repeated code around a node; what a loop is over is run once.</summary>
    public static SyntaxNode? Around(SyntaxNode node)
    {
        SyntaxNode inner = node;
        for (SyntaxNode? at = node.Parent; at is not null and not MemberDeclarationSyntax; inner = at, at = at.Parent)
            switch (at)
            {
                case ForStatementSyntax loop when inner == loop.Statement || inner == loop.Condition:
                case CommonForEachStatementSyntax each when inner == each.Statement:
                case WhileStatementSyntax or DoStatementSyntax:
                    return at;
                case LambdaExpressionSyntax when IsGivenToACall(at):
                    return at;
                case LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax:
                    return null;
            }
        return null;
    }

    /// <summary>The function that a node runs with: a lambda that is kept for later runs at another time than the code around it.</summary>
    public static SyntaxNode? Run(SyntaxNode node)
    {
        for (SyntaxNode? at = node.Parent; at is not null and not MemberDeclarationSyntax; at = at.Parent)
            if (at is LocalFunctionStatementSyntax || at is AnonymousFunctionExpressionSyntax && !IsGivenToACall(at))
                return at;
        return null;
    }

    /// <summary>Whether a loop goes on where another one has stopped, as the one over the rest of the elements after a vectorised one does.</summary>
    public static bool GoesOn(SyntaxNode repeated) => repeated is ForStatementSyntax { Declaration: null, Initializers.Count: 0 };

    /// <summary>Whether only one of the two is run: they are arms of one branch, or the first one leaves the method.</summary>
    public static bool AreAlternatives(SyntaxNode one, SyntaxNode other)
    {
        for (SyntaxNode inner = one; inner.Parent is { } at and not MemberDeclarationSyntax; inner = at)
        {
            bool isArm = at is IfStatementSyntax branch && inner != branch.Condition || at is SwitchSectionSyntax or ElseClauseSyntax;
            if (!isArm)
                continue;
            // The other one stands in another arm, or behind an arm that has left.
            if (!inner.Span.Contains(other.Span) && (at.Span.Contains(other.Span) || at is SwitchSectionSyntax && at.Parent!.Span.Contains(other.Span) ||
                Leaves(inner) && inner.SpanStart < other.SpanStart))
                return true;
        }
        for (SyntaxNode inner = other; inner.Parent is { } at and not MemberDeclarationSyntax; inner = at)
            if (at is IfStatementSyntax branch && inner != branch.Condition && !inner.Span.Contains(one.Span) &&
                (at.Span.Contains(one.Span) || Leaves(inner) && inner.SpanStart < one.SpanStart))
                return true;
        return false;
    }

    private static bool Leaves(SyntaxNode arm)
    {
        SyntaxNode last = arm is BlockSyntax { Statements: { Count: > 0 } statements } ? statements[statements.Count - 1] : arm;
        return last is ReturnStatementSyntax or ThrowStatementSyntax or ContinueStatementSyntax or BreakStatementSyntax;
    }

    private static bool IsGivenToACall(SyntaxNode lambda) =>
        lambda is LambdaExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax } } };

    /// <summary>Whether the elements of a term are those of an array that is made here with a handful of them.</summary>
    public static bool IsTiny(Term term, RuleContext context) => term.Any(t =>
        t is { Kind: TermKind.Root, Tag: Allocation { Site: ArrayCreationExpressionSyntax creation } } &&
        IsTiny(creation, context.Session.ModelOf(creation.SyntaxTree), context.Token));

    /// <summary>Whether an array is made with a handful of elements.</summary>
    public static bool IsTiny(ArrayCreationExpressionSyntax creation, SemanticModel model, CancellationToken token) =>
        creation.Initializer is { Expressions.Count: <= Tiny } ||
        creation.Type.RankSpecifiers[0].Sizes is { Count: 1 } sizes && model.GetConstantValue(sizes[0], token) is { HasValue: true, Value: int and <= Tiny };
}
