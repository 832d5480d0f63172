using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Flow;

/// <summary>The name of a call that did not bind, the last name before it, and how many arguments it has.</summary>
internal readonly record struct UnboundCall(string Name, int Arguments, string? Qualifier)
{
    /// <summary>Whether it takes one of two values as a condition says: <c>where(x > 20, x, log(1 + exp(x)))</c>.</summary>
    public bool IsChoice => Arguments == 3 && Evaluator.Chooses(Name);

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
    /// <param name="facts">The libraries.</param>
    /// <param name="syntax">The call.</param>
    /// <param name="receiver">The type of what stands before the dot, if it has one.</param>
    /// <param name="arguments">What it is given.</param>
    public LibraryFunction? Find(LibraryFacts facts, SyntaxNode syntax, ITypeSymbol? receiver, ImmutableArray<Term> arguments)
    {
        // x.Map(f, y); and x.MapInplace(f); have no result that one could take: y and x have it.
        if (syntax.Parent is ExpressionStatementSyntax && (Name, arguments.Length) is ("Map" or "Apply", 2) or ("MapInplace" or "MapIndexedInplace" or "SetValues", 1))
        {
            if (Name == "SetValues")
                return new(FunctionKind.CopyTo, FunctionShape.Elementwise) { Destination = LibraryFunction.Receiver, IsByName = true };
            if (arguments[0].Kind == TermKind.Function)
                return Mapped(Name == "MapIndexedInplace" ? FunctionKind.Tabulate : FunctionKind.Select, FunctionShape.Elementwise) with { Destination = arguments.Length == 2 ? 1 : LibraryFunction.Receiver };
        }
        if (arguments.Length == 1 && arguments[0].Kind == TermKind.Function)
            return Name switch
            {
                "Sum" => Mapped(FunctionKind.Sum, FunctionShape.Reduction),
                "Max" => Mapped(FunctionKind.Max, FunctionShape.Reduction),
                "Min" => Mapped(FunctionKind.Min, FunctionShape.Reduction),
                "Select" or "Map" or "Transform" or "Apply" or "Convert" or "ConvertAll" => Mapped(FunctionKind.Select, FunctionShape.Sequence),
                "MapIndexed" => Mapped(FunctionKind.Tabulate, FunctionShape.Elementwise),
                "ForEach" or "ForAll" or "Each" => Mapped(FunctionKind.ForEach, FunctionShape.Sequence),
                _ => null,
            };
        // Vector<double>.Build.Dense(n, i => …) and its relatives.
        if (arguments.Length is 2 or 3 && Name is "Dense" or "Create" && arguments[arguments.Length - 1].Kind == TermKind.Function)
            return new(FunctionKind.Tabulate, FunctionShape.Sequence) { Function = arguments.Length - 1, IsByName = true };
        return facts.FindUnresolved(((InvocationExpressionSyntax)syntax).Expression, receiver, Arguments);
    }

    /// <summary>
    /// The operands of an operation that did not bind, in the order of the text; of code that does not bind the parts come in no
    /// order to rely on, and the receiver stands within the member's access or beside it.
    /// </summary>
    public static IEnumerable<IOperation> PartsOf(IOperation invalid) => invalid.ChildOperations
        .SelectMany(c => invalid.Syntax is InvocationExpressionSyntax call && c.Kind == OperationKind.None && c.Syntax == call.Expression
            ? c.ChildOperations : (IEnumerable<IOperation>)[c])
        .OrderBy(c => c.Syntax.SpanStart);

    /// <summary>What a method group stands for that did not bind: <c>x.Transform(ops.Exp)</c>.</summary>
    public static LibraryFunction? FindGroup(SyntaxNode syntax, LibraryFacts facts) => syntax switch
    {
        MemberAccessExpressionSyntax member => facts.FindUnresolved(LastName(member.Expression), member.Name.Identifier.ValueText, 1),
        SimpleNameSyntax name => facts.FindByName(name.Identifier.ValueText, 1, false),
        _ => null,
    };

    /// <summary>Whether the call is one that runs what it is given over the elements of its receiver.</summary>
    public bool Maps => Name is "Map" or "Apply" ? Arguments is 1 or 2 : Arguments == 1 && Name is "Select" or "MapInplace" or "Transform" or "ForEach" or "Sum" or "Max" or "Min";

    /// <summary>A function that is run over the elements of the receiver.</summary>
    public static LibraryFunction Map { get; } = Mapped(FunctionKind.Select, FunctionShape.Elementwise);

    private static LibraryFunction Mapped(FunctionKind kind, FunctionShape shape) =>
        new(kind, shape) { Input = LibraryFunction.Receiver, Function = 0, IsByName = true };

    private static string? LastName(ExpressionSyntax expression) => expression switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        _ => "",
    };
}
