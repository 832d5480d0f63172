using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Writing;

namespace SoftmaxGen.CodeFixes.Reading;

/// <summary>A call of an elementary function: <c>Math.Exp(x)</c>, <c>MathF.Log(x)</c>, <c>T.Exp(x)</c> …</summary>
/// <param name="Node">The call.</param>
/// <param name="Function">Its name as <c>System.Math</c> has it; <c>Exp</c> too for <c>Math.Pow(Math.E, x)</c>.</param>
/// <param name="Argument">The (last) argument.</param>
/// <param name="Home">Where the function lives.</param>
internal sealed record MathCall(
    InvocationExpressionSyntax Node, string Function, ExpressionSyntax Argument, MathHome Home)
{
    /// <summary>Reads a call of one argument, or null.</summary>
    public static MathCall? Read(ExpressionSyntax expression, SemanticModel model)
    {
        if (Code.Bare(expression) is not InvocationExpressionSyntax call
            || call.ArgumentList.Arguments.Count is not (1 or 2)
            || call.ArgumentList.Arguments.Any(argument => argument.NameColon is not null || argument.RefKindKeyword.RawKind != 0)
            || model.GetSymbolInfo(call).Symbol is not IMethodSymbol method
            || MathHome.Of(method, call.Expression) is not { } home)
        {
            return null;
        }

        ExpressionSyntax last = call.ArgumentList.Arguments[call.ArgumentList.Arguments.Count - 1].Expression;
        string name = char.ToUpperInvariant(method.Name[0]) + method.Name.Substring(1);
        if (call.ArgumentList.Arguments.Count == 1)
            return new MathCall(call, name, last, home);
        return name == "Pow" && IsEuler(call.ArgumentList.Arguments[0].Expression, model)
            ? new MathCall(call, "Exp", last, home) : null;
    }

    /// <summary>Reads a call of the function, or null.</summary>
    public static MathCall? Read(ExpressionSyntax expression, string function, SemanticModel model) =>
        Read(expression, model) is { } call && call.Function == function ? call : null;

    /// <summary>The call with another argument, as it was written otherwise.</summary>
    public ExpressionSyntax With(string argument)
    {
        ArgumentSyntax last = Node.ArgumentList.Arguments[Node.ArgumentList.Arguments.Count - 1];
        return Node.ReplaceNode(last.Expression, SyntaxFactory.ParseExpression(argument).WithTriviaFrom(last.Expression));
    }

    /// <summary>
    /// The argument as an operand that computes in the function's own type: an <c>int</c> would overflow, and a
    /// <c>float</c> round, where a <c>double</c> goes in.
    /// </summary>
    public ExpressionSyntax Operand(SemanticModel model) =>
        SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(Argument).Type, Home.Element)
            ? Code.Bare(Argument)
            : SyntaxFactory.ParseExpression($"({Home.ElementName}){Code.Tight(Argument)}");

    private static bool IsEuler(ExpressionSyntax expression, SemanticModel model) =>
        model.GetSymbolInfo(expression).Symbol is IFieldSymbol { Name: "E", ContainingType.Name: "Math" or "MathF" }
        || (model.GetConstantValue(expression) is { HasValue: true, Value: double value } && value.Equals(Math.E));
}
