using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SoftmaxGen.Analyzers.Flow.Facts;
using SoftmaxGen.Analyzers.Flow.Members;

namespace SoftmaxGen.Analyzers.Flow;

/// <summary>Networks of the user's own making: objects that run the layers they were given one after the other.</summary>
internal sealed partial class Evaluator
{
    /// <summary>
    /// net.Predict(x), net.Layers[2].Forward(x), where the code says what layers there are, and the one whose result comes out is a
    /// softmax or one of its relatives; null for any other call.
    /// </summary>
    private Term? EvaluateNetwork(IInvocationOperation call, ImmutableArray<Term> arguments)
    {
        if (call.Instance is not { } instance || arguments.IsEmpty)
            return null;
        // A delegate that the layer keeps: its name is all that can be read of it.
        if (call.TargetMethod.MethodKind == MethodKind.DelegateInvoke)
            return instance is IMemberReferenceOperation { Instance: { } owner, Member.Name: var name } && IsRunName(name) && _session.Makers.Of(owner, _token) is { } held
                ? RunByName(held.Type, call) : null;
        IMethodSymbol method = call.TargetMethod;
        if (method.DeclaringSyntaxReferences.IsEmpty || !_session.IsHelper(method))
            return null;
        // Few methods run layers one after the other, and to find where an object is made takes a look at all of the code around.
        IMethodSymbol? runner = _session.Runners.Of(method, _token);
        if (runner is null && !method.IsAbstract)
            return null;
        if (runner is null && ListOfLayers(call) is { } list && _session.OwnLayers.LastIn(list, _token) is { } inLoop)
            return RunLast(inLoop, method, arguments, call);
        if (runner is not null && instance.Type is INamedTypeSymbol network && _session.OwnLayers.LastOf(network, _token) is { } own)
            return RunLast(own, runner, arguments, call);
        if (instance is IInstanceReferenceOperation || _session.Makers.Of(instance, _token) is not { } made)
            return null;
        if (made.Parts.IsEmpty)
            return method.IsAbstract ? RunPart(made, method, arguments, call) : null;
        return runner is not null ? RunLast(made.Parts.Last(), runner, arguments, call) : null;
    }

    // What the last layer is given is what those before it have made of the input.
    private Term? RunLast(ExpressionSyntax layer, IMethodSymbol runner, ImmutableArray<Term> arguments, IInvocationOperation at) =>
        _session.Makers.Of(layer, _token) is { } last
            ? RunPart(last, runner, runner.Parameters.Select(_ => Terms.Opaque((last.Creation, "within"), arguments)).ToImmutableArray(), at) : null;

    // foreach (var layer in _layers) x = layer.Forward(x); in the loop x is what any of them makes, behind it what the last one does.
    private ISymbol? ListOfLayers(IInvocationOperation call)
    {
        if (!Runners.IsCarried(call.Syntax))
            return null;
        SyntaxNode? list = ((InvocationExpressionSyntax)call.Syntax).Expression is MemberAccessExpressionSyntax { Expression: var layer } ? layer switch
        {
            IdentifierNameSyntax { Identifier.ValueText: var name } => call.Syntax.Ancestors().OfType<ForEachStatementSyntax>().FirstOrDefault(each => each.Identifier.ValueText == name)?.Expression,
            ElementAccessExpressionSyntax element => element.Expression,
            _ => null,
        } : null;
        return list is not null && _session.Compilation.ContainsSyntaxTree(list.SyntaxTree) ? _session.ModelOf(list.SyntaxTree).GetSymbolInfo(list, _token).Symbol : null;
    }

    private static bool IsRunName(string name) => name is "Forward" or "forward" or "Predict" or "Compute" or "Apply" or "Activate" or "Run";

    // A layer that normalises; of others nothing is said here.
    private Term? RunPart(MadeObject part, IMethodSymbol method, ImmutableArray<Term> arguments, IInvocationOperation at)
    {
        if (method.MethodKind == MethodKind.DelegateInvoke)
            return RunByName(part.Type, at);
        IMethodSymbol? target = method.IsAbstract || method.IsVirtual ? Dispatch.Implementation(part.Type, method) : method;
        if (target is null)
            return null;
        (int mark, FlowState before) = (_events.Count, _state);
        _state = before.Clone();
        if (Inline(target, Terms.Root(new Allocation(part.Creation)), arguments, at) is { } result && ElementOf(result, at).All(t => t.Kind is TermKind.Softmax or TermKind.LogSoftmax))
            return result;
        _state = before;
        _events.RemoveRange(mark, _events.Count - mark);
        return null;
    }

    private ImmutableArray<Term> ElementOf(Term result, IInvocationOperation at) =>
        Terms.Alternatives(VectorOf(result, at.Type, at.Syntax)?[0] ?? result);

    private Term? RunByName(INamedTypeSymbol type, IInvocationOperation at)
    {
        if (_session.Facts.FindByName(type.Name, 1, false) is not { Kind: FunctionKind.Softmax or FunctionKind.LogSoftmax } function)
            return null;
        bool isLogarithm = function.Kind == FunctionKind.LogSoftmax;
        Term logits = Terms.Opaque((at.Syntax, "within"), LoopIndices());
        Term result = Terms.Unary(isLogarithm ? TermKind.LogSoftmax : TermKind.Softmax, logits, isLogarithm ? Interval.NonPositive : Interval.Unit).WithOrigin(at);
        Record(at, function.Kind, ImmutableArray.Create(logits), result, function);
        return result;
    }
}
