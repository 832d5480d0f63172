using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SoftmaxGen.Analyzers.Flow.Gate;

/// <summary>The names of what expressions write to and call, where nobody has asked yet what they stand for.</summary>
internal static class AssignedNames
{
    /// <summary>The variables that an assignment to an expression changes: of <c>a.b[i]</c> it is a, of <c>this.a[i]</c> too.</summary>
    public static IReadOnlyList<string> Of(SyntaxNode target) => target switch
    {
        IdentifierNameSyntax name => [name.Identifier.ValueText],
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or BaseExpressionSyntax } member => [member.Name.Identifier.ValueText],
        MemberAccessExpressionSyntax member => Of(member.Expression),
        ElementAccessExpressionSyntax element => Of(element.Expression),
        ConditionalAccessExpressionSyntax conditional => Of(conditional.Expression),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } => Of(member.Expression),
        ParenthesizedExpressionSyntax inner => Of(inner.Expression),
        CastExpressionSyntax cast => Of(cast.Expression),
        RefExpressionSyntax reference => Of(reference.Expression),
        PostfixUnaryExpressionSyntax postfix => Of(postfix.Operand),
        PrefixUnaryExpressionSyntax prefix => Of(prefix.Operand),
        TupleExpressionSyntax tuple => [.. tuple.Arguments.SelectMany(a => Of(a.Expression))],
        DeclarationExpressionSyntax declaration => [.. declaration.DescendantNodes().OfType<SingleVariableDesignationSyntax>().Select(d => d.Identifier.ValueText)],
        _ => [],
    };

    public static IReadOnlyList<string> OfParameters(AnonymousFunctionExpressionSyntax lambda) => lambda switch
    {
        SimpleLambdaExpressionSyntax simple => [simple.Parameter.Identifier.ValueText],
        ParenthesizedLambdaExpressionSyntax many => [.. many.ParameterList.Parameters.Select(p => p.Identifier.ValueText)],
        AnonymousMethodExpressionSyntax { ParameterList: { } list } => [.. list.Parameters.Select(p => p.Identifier.ValueText)],
        _ => [],
    };

    /// <summary>The name by which something is called; null where there is none.</summary>
    public static SimpleNameSyntax? NameOf(InvocationExpressionSyntax invocation) => invocation.Expression switch
    {
        SimpleNameSyntax name => name,
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        _ => null,
    };
}
