using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SoftmaxGen.Analyzers.Flow;

/// <summary>A lambda (its operation) or a local function (its symbol), and the graph in which it is declared.</summary>
internal sealed class Closure(object function, ControlFlowGraph home, Term? self) : IEquatable<Closure>
{
    public object Function { get; } = function;

    public ControlFlowGraph Home { get; } = home;

    /// <summary>What <c>this</c> is in it, wherever it is run.</summary>
    public Term? Self { get; } = self;

    public IMethodSymbol Symbol => Function is IFlowAnonymousFunctionOperation lambda ? lambda.Symbol : (IMethodSymbol)Function;

    public ControlFlowGraph GraphOf(CancellationToken token) => Function is IFlowAnonymousFunctionOperation lambda
        ? Home.GetAnonymousFunctionControlFlowGraph(lambda, token)
        : Home.GetLocalFunctionControlFlowGraph((IMethodSymbol)Function, token);

    public bool Equals(Closure? other) => other is not null && Function.Equals(other.Function);

    public override bool Equals(object? obj) => Equals(obj as Closure);

    public override int GetHashCode() => Function.GetHashCode();
}
