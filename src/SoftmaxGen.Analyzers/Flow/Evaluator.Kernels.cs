using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Flow;

/// <summary>Calls of generated kernels.</summary>
internal sealed partial class Evaluator
{
    private Term? EvaluateKernel(IInvocationOperation call, Term? receiver, ImmutableArray<Term> arguments)
    {
        if (_session.KernelOf(call.TargetMethod) is not { } kernel)
            return null;
        Term? logits = kernel.Input < arguments.Length && kernel.Input >= 0
            ? VectorOf(arguments[kernel.Input], call.TargetMethod.Parameters[kernel.Input].Type, call.Syntax) : null;
        Term result = Apply(kernel, receiver, arguments, call);
        // A loss writes more than one thing.
        foreach (IParameterSymbol parameter in call.TargetMethod.Parameters)
            if (parameter.Ordinal != kernel.Destination && IsCollection(parameter.Type) && IsWrittenRole(parameter.Name))
                Store(arguments[parameter.Ordinal], parameter.Name == "probabilities" && logits is not null
                    ? Terms.Sequence(Terms.Unary(TermKind.Softmax, logits[0], Interval.Unit), logits[1])
                    : Terms.Opaque((call.Syntax, parameter.Name), LoopIndices()), call.Syntax);
        return result;
    }

    private static bool IsWrittenRole(string name) => name is "gradient" or "losses" or "probabilities" or "logSumExp" or "predictions" or "hessianDiagonal";
}
