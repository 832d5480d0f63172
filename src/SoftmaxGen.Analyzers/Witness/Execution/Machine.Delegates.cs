using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SoftmaxGen.Analyzers.Witness;

/// <content>Lambdas and method groups.</content>
internal sealed partial class Machine
{
    private object? EvalDelegate(IOperation target, Frame frame)
    {
        switch (target)
        {
            case IAnonymousFunctionOperation lambda: return Closure(lambda, frame);
            case IMethodReferenceOperation { Method: var method } reference: return MethodGroup(reference, method, frame);
            default: return Eval(target, frame);
        }
    }

    private DelegateValue Closure(IAnonymousFunctionOperation lambda, Frame frame)
    {
        IMethodSymbol symbol = lambda.Symbol;
        if (symbol.IsAsync) throw Stuck("an asynchronous lambda");
        Allocate(1);
        Frame around = frame.Snapshot();
        return new(arguments =>
        {
            Frame inner = new(symbol, around, around.Self, around.Types);
            Bind(symbol.Parameters, arguments, inner);
            return RunBody(lambda.Body, inner);
        });
    }

    private DelegateValue MethodGroup(IMethodReferenceOperation reference, IMethodSymbol method, Frame frame)
    {
        Allocate(1);
        if (method.MethodKind == MethodKind.LocalFunction)
        {
            Frame around = frame.Snapshot();
            return new(arguments => CallLocal(method, arguments, around));
        }

        if (method is { IsStatic: true, IsAbstract: true })
        {
            return new(arguments => CallStaticAbstract(method, arguments, reference.ConstrainedToType, frame));
        }

        object? receiver = method.IsStatic ? null : Eval(reference.Instance!, frame);
        if (receiver is null && !method.IsStatic) throw Raise("System.NullReferenceException");

        // An extension method as a method group keeps its first argument.
        if (method is { IsExtensionMethod: true, ReducedFrom: null } && reference.Instance is { } first)
        {
            object? self = Eval(first, frame);
            return new(arguments => Call(method, null, [self, .. arguments], frame.Types, isVirtual: false));
        }

        return new(arguments => Call(method, receiver, arguments, frame.Types, reference.IsVirtual));
    }
}
