using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SoftmaxGen.Analyzers.Flow;

/// <summary>The name of a call that did not bind, how many arguments it has, and whether it is called on a value.</summary>
internal readonly record struct UnboundCall(string Name, int Arguments, bool HasReceiver)
{
    public static UnboundCall? Read(SyntaxNode syntax)
    {
        if (syntax is not InvocationExpressionSyntax invocation)
            return null;
        int arguments = invocation.ArgumentList.Arguments.Count;
        return invocation.Expression switch
        {
            SimpleNameSyntax name => new UnboundCall(name.Identifier.ValueText, arguments, false),
            // tf.exp(x) is called on a name space of functions; x.exp() on a value.
            MemberAccessExpressionSyntax member => new UnboundCall(member.Name.Identifier.ValueText, arguments, arguments == 0),
            _ => null,
        };
    }
}
