using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Rules.NeedlessWork;

/// <summary>A reduction of a whole row (its maximum, its sum) that repeated code does anew although nothing in it has changed.</summary>
internal static class RepeatedPart
{
    /// <summary>How the reduction is repeated, in words; null where it is not.</summary>
    public static string? Around(Evaluated operation, RuleContext context)
    {
        if (operation.Library is not { Shape: FunctionShape.Reduction, IsByName: false } || operation.ReadsOverwritten ||
            operation.Function is not (FunctionKind.Max or FunctionKind.Min or FunctionKind.Sum or FunctionKind.Mean or FunctionKind.LogSumExp) ||
            operation.Operation is not IInvocationOperation)
            return null;
        SyntaxNode reduction = operation.Operation.Syntax;
        if (Repetition.Around(reduction) is not { } repeated || Repetition.IsTiny(operation.Input, context) ||
            !GoesOverElements(repeated) || !IsFixed(reduction, repeated, context))
            return null;
        return repeated is LambdaExpressionSyntax ? "for every element that the lambda is run on" : "in every turn of the loop";
    }

    // Training epochs and retries are loops, too; this is about loops over rows and classes.
    private static bool GoesOverElements(SyntaxNode repeated) => repeated is LambdaExpressionSyntax or ForStatementSyntax or CommonForEachStatementSyntax;

    /// <summary>Whether all that the reduction reads is from outside the repeated code, which changes none of it.</summary>
    private static bool IsFixed(SyntaxNode reduction, SyntaxNode repeated, RuleContext context)
    {
        SemanticModel model = context.Session.ModelOf(reduction.SyntaxTree);
        HashSet<ISymbol> read = new(SymbolEqualityComparer.Default);
        foreach (SyntaxNode node in reduction.DescendantNodes())
        {
            if (node is InvocationExpressionSyntax call && model.GetSymbolInfo(call, context.Token).Symbol is not IMethodSymbol { DeclaringSyntaxReferences.IsEmpty: true })
                return false;
            if (node is not IdentifierNameSyntax name)
                continue;
            switch (model.GetSymbolInfo(name, context.Token).Symbol)
            {
                case { Kind: SymbolKind.Local or SymbolKind.Parameter } variable:
                    SyntaxNode? declared = variable.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(context.Token);
                    if (declared is not null && reduction.Contains(declared))
                        break;
                    if (declared is null || repeated.Contains(declared) || variable is ILocalSymbol local && IsTiny(local, model, context.Token))
                        return false;
                    read.Add(variable);
                    break;
                case IFieldSymbol { IsConst: false } field:
                    read.Add(field);
                    break;
                case IPropertySymbol { Name: not ("Length" or "Count") }:
                    return false;
            }
        }
        return read.Count > 0 && !Changes(repeated, reduction, read, model, context.Token);
    }

    private static bool IsTiny(ILocalSymbol local, SemanticModel model, CancellationToken token) =>
        LocalUses.InitializerOf(local, token) is ArrayCreationExpressionSyntax creation && Repetition.IsTiny(creation, model, token);

    private static bool Changes(SyntaxNode repeated, SyntaxNode reduction, HashSet<ISymbol> read, SemanticModel model, CancellationToken token)
    {
        foreach (SyntaxNode node in repeated.DescendantNodes())
            if (node is IdentifierNameSyntax name && !reduction.Contains(name) && read.Any(s => s.Name == name.Identifier.ValueText) &&
                model.GetSymbolInfo(name, token).Symbol is { } symbol && read.Contains(symbol) && MayChange(name))
                return true;
        return false;
    }

    private static bool MayChange(IdentifierNameSyntax name) => name.Parent switch
    {
        // v and this.v
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } access when access.Name == name => IsTarget(access),
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax, Name.Identifier.ValueText: not ("Max" or "Min" or "Sum" or "Average" or "Count" or "Select") } => true,
        _ => IsTarget(name) || !LocalUses.IsRead(name) && name.Parent is ElementAccessExpressionSyntax or ArgumentSyntax,
    };

    private static bool IsTarget(SyntaxNode node) => node.Parent is AssignmentExpressionSyntax assignment && assignment.Left == node ||
        node.Parent is PostfixUnaryExpressionSyntax or PrefixUnaryExpressionSyntax && node.Parent.ToString() is var text && (text.Contains("++") || text.Contains("--"));
}
