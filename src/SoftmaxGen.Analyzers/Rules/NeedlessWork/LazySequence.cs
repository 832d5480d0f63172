using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.Analyzers.Flow;

namespace SoftmaxGen.Analyzers.Rules.NeedlessWork;

/// <summary>A local that holds a query and not its results: everyone who goes over it runs it.</summary>
internal static class LazySequence
{
    /// <summary>The second use of the query that an exponential stands in; null where it is run once.</summary>
    public static IOperation? SecondRun(Evaluated exponential, RuleContext context)
    {
        SyntaxNode syntax = exponential.Operation.Syntax;
        if (syntax.FirstAncestorOrSelf<EqualsValueClauseSyntax>() is not { Parent: VariableDeclaratorSyntax declarator } initializer ||
            syntax.FirstAncestorOrSelf<LambdaExpressionSyntax>() is { } lambda && !initializer.Contains(lambda))
            return null;
        SemanticModel model = context.Session.ModelOf(syntax.SyntaxTree);
        if (model.GetDeclaredSymbol(declarator, context.Token) is not ILocalSymbol { Type.Name: "IEnumerable" or "ParallelQuery" } local ||
            Repetition.IsTiny(exponential.Input, context))
            return null;
        int runs = 0;
        foreach (IdentifierNameSyntax mention in LocalUses.Of(local, syntax, model, context.Token))
        {
            if (!IsRun(mention))
                continue;
            // Once in a lambda or a loop is more than once.
            SyntaxNode? repeated = Repetition.Around(mention);
            if (++runs == 2 || repeated is not null && !repeated.Contains(declarator))
                return model.GetOperation(mention, context.Token);
        }
        return null;
    }

    private static bool IsRun(IdentifierNameSyntax mention) => mention.Parent switch
    {
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } access => access.Expression == mention,
        CommonForEachStatementSyntax each => each.Expression == mention,
        ArgumentSyntax => true,
        _ => false,
    };
}
