using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Writing;

namespace SoftmaxGen.CodeFixes.Reading;

/// <summary>A sigmoid whose logit is at hand: written out, held in a local, or a call of a function that is one.</summary>
/// <param name="Logit">The logit, which may be evaluated once more where the sigmoid is used.</param>
/// <param name="Home">Where its exponential lives.</param>
/// <param name="Local">The local that holds it, or null.</param>
internal sealed record Sigmoid(string Logit, MathHome Home, Local? Local)
{
    /// <summary>Reads the sigmoid that an expression is at a place, or null.</summary>
    public static Sigmoid? Read(ExpressionSyntax expression, SyntaxNode place, SemanticModel model)
    {
        if (Local.Read(expression, model) is { } local)
        {
            return Direct(local.Value, model) is { } held && Writes.IsUnchanged(held.Argument, local.Value, place, model)
                ? new Sigmoid(held.Logit, held.Home, local) : null;
        }

        return Direct(expression, model) is { } direct ? new Sigmoid(direct.Logit, direct.Home, null) : null;
    }

    private static (string Logit, ExpressionSyntax Argument, MathHome Home)? Direct(ExpressionSyntax expression, SemanticModel model)
    {
        if (Written(expression, model) is { } written)
            return Purity.IsPure(written.Argument, model) ? written : null;
        if (Code.Bare(expression) is not InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } call
            || model.GetSymbolInfo(call).Symbol is not IMethodSymbol { Parameters.Length: 1 } method
            || method.DeclaringSyntaxReferences is not { Length: 1 } references
            || references[0].SyntaxTree != expression.SyntaxTree
            || references[0].GetSyntax() is not MethodDeclarationSyntax declaration
            || Returned(declaration) is not { } returned
            || method.IsVirtual || method.IsOverride
            || Written(returned, model) is not { } inside
            || inside.Logit != method.Parameters[0].Name
            || !SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(arguments[0].Expression).Type, inside.Home.Element)
            || !Purity.IsPure(arguments[0].Expression, model))
        {
            return null;
        }

        return (Code.Text(arguments[0].Expression), arguments[0].Expression, inside.Home);
    }

    // 1 / (1 + e^-z), or e^z / (1 + e^z).
    private static (string Logit, ExpressionSyntax Argument, MathHome Home)? Written(ExpressionSyntax expression, SemanticModel model)
    {
        if (Code.Bare(expression) is not BinaryExpressionSyntax ratio || !ratio.IsKind(SyntaxKind.DivideExpression)
            || Numbers.BesideOne(ratio.Right, model) is not { } term
            || MathCall.Read(term, "Exp", model) is not { } call
            || !SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(call.Argument).Type, call.Home.Element))
        {
            return null;
        }

        return Numbers.IsOne(ratio.Left, model) ? (Code.Negated(call.Argument), call.Argument, call.Home)
            : Code.Same(ratio.Left, term) ? (Code.Text(call.Argument), call.Argument, call.Home)
            : null;
    }

    private static ExpressionSyntax? Returned(MethodDeclarationSyntax method) =>
        method.ExpressionBody?.Expression
        ?? (method.Body?.Statements is { Count: 1 } statements && statements[0] is ReturnStatementSyntax { Expression: { } value } ? value : null);
}
