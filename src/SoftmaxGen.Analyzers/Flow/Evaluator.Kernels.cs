using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Flow;

/// <summary>Calls of generated kernels, and of objects that were made to be called: layers and losses.</summary>
internal sealed partial class Evaluator
{
    private Term? EvaluateKernel(IInvocationOperation call, Term? receiver, ImmutableArray<Term> arguments)
    {
        if (KernelFacts.Find(call.TargetMethod) is not { } kernel)
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

    /// <summary>loss.forward(x, y), softmax.call(x): what the maker of the object says that it does.</summary>
    private Term? EvaluateLayer(IInvocationOperation call, Term? receiver, ImmutableArray<Term> arguments)
    {
        if (call.TargetMethod.Name is not ("forward" or "call" or "Call" or "Apply") || arguments.IsEmpty || call.Instance is not { } instance)
            return null;
        LibraryFunction? made = receiver is { Kind: TermKind.Function, Tag: LibraryFunction tag } ? tag
            : MadeBy(instance) ?? (instance.Type is INamedTypeSymbol type ? _session.Facts.FindConstruction(type) : null);
        return made is null ? null : Apply(made with { IsConstruction = false, Flag = LibraryFunction.Absent, Axis = LibraryFunction.Absent }, null, arguments, call);
    }

    // private readonly … _loss = nn.CrossEntropyLoss(): the field is what its initialiser makes.
    private LibraryFunction? MadeBy(IOperation instance)
    {
        if (instance is not IFieldReferenceOperation { Field: { IsReadOnly: true, DeclaringSyntaxReferences: { Length: 1 } references } })
            return null;
        if (references[0].GetSyntax(_token) is not VariableDeclaratorSyntax { Initializer.Value: { } value } ||
            !_session.Compilation.ContainsSyntaxTree(value.SyntaxTree))
            return null;
        SemanticModel model = _session.ModelOf(value.SyntaxTree);
        return model.GetSymbolInfo(value, _token).Symbol is IMethodSymbol maker && model.GetOperation(value, _token) is { } making &&
            _session.Facts.FindConstruction(maker) is { } made ? made with { FlagValue = FlagOf(made, making) } : null;
    }

    /// <summary>The constant that a flag is given, or has by default; null where it is not known.</summary>
    private static bool? FlagOf(LibraryFunction function, IOperation at)
    {
        if (function.FlagValue is not null || function.Flag == LibraryFunction.Absent)
            return function.FlagValue;
        ImmutableArray<IArgumentOperation> arguments = at switch
        {
            IInvocationOperation call => call.Arguments,
            IObjectCreationOperation creation => creation.Arguments,
            _ => ImmutableArray<IArgumentOperation>.Empty,
        };
        foreach (IArgumentOperation argument in arguments)
            if (argument.Parameter?.Ordinal == function.Flag)
                return argument.Value.ConstantValue is { HasValue: true, Value: bool flag } ? flag : null;
        return null;
    }
}
