using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Flow;

/// <summary>The name of a call that did not bind, the last name before it, and how many arguments it has.</summary>
internal readonly record struct UnboundCall(string Name, int Arguments, string? Qualifier)
{
    public static UnboundCall? Read(SyntaxNode syntax)
    {
        if (syntax is not InvocationExpressionSyntax invocation)
            return null;
        int arguments = invocation.ArgumentList.Arguments.Count;
        return invocation.Expression switch
        {
            SimpleNameSyntax name => new UnboundCall(name.Identifier.ValueText, arguments, null),
            MemberAccessExpressionSyntax member => new UnboundCall(member.Name.Identifier.ValueText, arguments, LastName(member.Expression)),
            _ => null,
        };
    }

    /// <summary>What a call of that name computes; with a delegate it is one of those that LINQ and its imitators have.</summary>
    public LibraryFunction? Find(LibraryFacts facts, ImmutableArray<Term> arguments)
    {
        if (arguments.Length == 1 && arguments[0].Kind == TermKind.Function)
            return Name switch
            {
                "Sum" => Mapped(FunctionKind.Sum, FunctionShape.Reduction),
                "Max" => Mapped(FunctionKind.Max, FunctionShape.Reduction),
                "Min" => Mapped(FunctionKind.Min, FunctionShape.Reduction),
                "Select" or "Map" or "Transform" or "Apply" => Mapped(FunctionKind.Select, FunctionShape.Sequence),
                _ => null,
            };
        return facts.FindUnresolved(Qualifier, Name, Arguments);
    }

    private static LibraryFunction Mapped(FunctionKind kind, FunctionShape shape) =>
        new(kind, shape) { Input = LibraryFunction.Receiver, Function = 0, IsByName = true };

    private static string? LastName(ExpressionSyntax expression) => expression switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        _ => "",
    };
}
