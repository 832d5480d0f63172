using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Rules.NeedlessWork;

/// <summary>The index of the largest probability, where nothing else is done with the probabilities: the logits have the same.</summary>
internal sealed class SMG3004ArgMaxOfSoftmax() : FlowRule(Describe(
    "SMG3004", NeedlessWork, "The arg max of a softmax",
    "The largest probability has the index of the largest logit: the softmax is not needed{0}",
    DiagnosticSeverity.Info))
{
    public override void Examine(Evaluated operation, RuleContext context)
    {
        IOperation call = operation.Operation;
        if (operation.CallSite is not null || operation.Library is not { } library ||
            operation.Input.Kind is not (TermKind.Softmax or TermKind.LogSoftmax) || InputOf(call, library) is not { } probabilities)
            return;
        SemanticModel model = context.Session.ModelOf(call.Syntax.SyntaxTree);
        SyntaxNode? whole = operation.Function switch
        {
            FunctionKind.ArgMax => call.Syntax,
            // Array.IndexOf(p, p.Max())
            FunctionKind.Max => IndexOf(call.Syntax, probabilities, model, context.Token),
            _ => null,
        };
        if (whole is not null && !IsUsedOtherwise(probabilities, whole, operation.Input, model, context))
            context.Report(new RuleFinding(this, operation, model.GetOperation(whole, context.Token) ?? call, ImmutableArray<string>.Empty,
                ImmutableArray<IOperation>.Empty) { CanBeConfirmed = false });
    }

    private static SyntaxNode? InputOf(IOperation operation, LibraryFunction library) => operation switch
    {
        IInvocationOperation call when library.Input == LibraryFunction.Receiver => call.Instance?.Syntax,
        IInvocationOperation call => call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == library.Input)?.Value.Syntax,
        // A library that is not there.
        _ when operation.Syntax is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } => arguments[0].Expression,
        _ => null,
    };

    private static bool IsUsedOtherwise(SyntaxNode probabilities, SyntaxNode whole, Term softmax, SemanticModel model, RuleContext context)
    {
        SyntaxNode source = LocalUses.Unwrapped(probabilities);
        if (source is InvocationExpressionSyntax)
            return false;
        if (LocalUses.LocalOf(source, model, context.Token) is not { } local)
            return true;
        // What fills it: the softmax, or the helper that holds one.
        var makers = context.Events.Where(e => Matching.Compare(softmax, Terms.Indices(softmax), e.Result) == Agreement.Same).Select(e => (e.CallSite ?? e.Operation).Syntax).ToList();
        foreach (IdentifierNameSyntax mention in LocalUses.Of(local, whole, model, context.Token))
            if (!whole.Contains(mention) && !makers.Any(m => m is InvocationExpressionSyntax && m.Contains(mention)))
                return true;
        // Written out in this very member, it may be read in ways that nobody reports.
        return !makers.Any(m => m is InvocationExpressionSyntax);
    }

    private static SyntaxNode? IndexOf(SyntaxNode max, SyntaxNode array, SemanticModel model, CancellationToken token) =>
        max.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax search } &&
        model.GetSymbolInfo(search, token).Symbol is IMethodSymbol { Name: "IndexOf", ContainingNamespace: { } space } && space.ToString().StartsWith("System", StringComparison.Ordinal) &&
        search.DescendantNodes().OfType<IdentifierNameSyntax>().Count(n => n.Identifier.ValueText == LocalUses.Unwrapped(array).ToString()) == 2
            ? search : null;
}
