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
                if (node is InvocationExpressionSyntax run && IsCarried(run) &&
                    session.ModelOf(body.SyntaxTree).GetSymbolInfo(run, token).Symbol is IMethodSymbol { IsStatic: false } runner)
                    return runner;
        }
        return null;
    }

    /// <summary>Whether a call in a loop gives a variable what it makes of it.</summary>
    public static bool IsCarried(SyntaxNode call) =>
        call is InvocationExpressionSyntax { Parent: AssignmentExpressionSyntax { Left: IdentifierNameSyntax carried } assignment } run && assignment.Right == run &&
        run.ArgumentList.Arguments.Any(a => a.Expression is IdentifierNameSyntax name && name.Identifier.ValueText == carried.Identifier.ValueText) &&
        run.Ancestors().TakeWhile(static n => n is not MemberDeclarationSyntax).Any(static n => n is ForStatementSyntax or ForEachStatementSyntax);
}
