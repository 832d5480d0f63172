using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SoftmaxGen.Analyzers.Flow.Members;

/// <summary>
/// Finds what a network runs its layers with: <c>for (…) x = layers[i].Forward(x)</c>. Each method is looked into once. Safe to use from
/// many threads.
/// </summary>
internal sealed class Runners(FlowSession session)
{
    private readonly ConcurrentDictionary<IMethodSymbol, IMethodSymbol?> _known = new(SymbolEqualityComparer.Default);

    /// <summary>The method that is run on one layer after the other; null where none is.</summary>
    public IMethodSymbol? Of(IMethodSymbol network, CancellationToken token) => _known.GetOrAdd(network.OriginalDefinition, method => Find(method, token));

    private IMethodSymbol? Find(IMethodSymbol network, CancellationToken token)
    {
        foreach (SyntaxReference reference in network.DeclaringSyntaxReferences)
        {
            SyntaxNode body = reference.GetSyntax(token);
            if (!session.Compilation.ContainsSyntaxTree(body.SyntaxTree))
                continue;
            foreach (SyntaxNode node in body.DescendantNodes())
                if (node is AssignmentExpressionSyntax { Left: IdentifierNameSyntax carried, Right: InvocationExpressionSyntax run } &&
                    node.Ancestors().TakeWhile(n => n != body).Any(n => n is ForStatementSyntax or ForEachStatementSyntax) &&
                    run.ArgumentList.Arguments.Any(a => a.Expression is IdentifierNameSyntax name && name.Identifier.ValueText == carried.Identifier.ValueText) &&
                    session.ModelOf(body.SyntaxTree).GetSymbolInfo(run, token).Symbol is IMethodSymbol { IsStatic: false } runner)
                    return runner;
        }
        return null;
    }
}
