using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SoftmaxGen.Analyzers.Witness;

/// <content>Calls.</content>
internal sealed partial class Machine
{
    private object? EvalInvocation(IInvocationOperation call, Frame frame)
    {
        object? result = Invoke(call, frame);
        return result is Location place ? Aggregate.CopyOf(place.Value) : result;
    }

    private object? Invoke(IInvocationOperation call, Frame frame)
    {
        IMethodSymbol method = call.TargetMethod;
        if (method.MethodKind == MethodKind.LocalFunction)
        {
            object?[] values = Arguments(call.Arguments, method.Parameters.Length, frame);
            return CallLocal(method, values, frame);
        }

        object? receiver = method.IsStatic ? null : Owner(call.Instance, frame);
        object?[] arguments = Arguments(call.Arguments, method.Parameters.Length, frame);
        object? result = Invoke(call, method, receiver, arguments, frame);

        // What a void library call wrote is what it yielded: its destination, the last of its buffers.
        if (_watch.Any && method.ReturnsVoid && arguments.LastOrDefault(a => a is SpanValue or ArrayValue) is { } written)
        {
            _watch.Record(call, written);
        }

        return result;
    }

    private object? Invoke(IInvocationOperation call, IMethodSymbol method, object? receiver, object?[] arguments, Frame frame)
    {
        if (method is { IsStatic: true, IsAbstract: true } or { IsStatic: true, IsVirtual: true })
        {
            return CallStaticAbstract(method, arguments, call.ConstrainedToType, frame);
        }

        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            return receiver switch
            {
                DelegateValue target => target.Call(arguments),
                null => throw Raise("System.NullReferenceException"),
                _ => throw Stuck("an unknown delegate"),
            };
        }

        return Call(method, receiver, arguments, frame.Types, call.IsVirtual);
    }

    private object?[] Arguments(ImmutableArray<IArgumentOperation> arguments, int count, Frame frame)
    {
        if (arguments.IsEmpty) return [];
        object?[] values = new object?[count];
        foreach (IArgumentOperation argument in arguments)
        {
            if (argument.Parameter is not { } parameter) throw Stuck("an argument without a parameter");
            values[parameter.Ordinal] = parameter.RefKind == RefKind.None
                ? Eval(argument.Value, frame)
                : Place(argument.Value, frame);
        }

        return values;
    }

    /// <summary>Calls a method of the source or of the library.</summary>
    /// <param name="method">The method; its type arguments may be parameters of the caller.</param>
    /// <param name="receiver">The receiver of an instance method.</param>
    /// <param name="arguments">By parameter; those by reference as <see cref="Location"/>.</param>
    /// <param name="types">What the caller's type parameters stand for.</param>
    /// <param name="isVirtual">Whether the receiver chooses the method.</param>
    public object? Call(
        IMethodSymbol method, object? receiver, object?[] arguments, TypeEnvironment types, bool isVirtual)
    {
        if (!method.IsStatic && receiver is null && !IsOfNullable(method)) throw Raise("System.NullReferenceException");
        if (isVirtual && receiver is Aggregate aggregate) method = Override(method, aggregate);
        if (_code.CodeOf(method, _token) is { } code)
        {
            TypeEnvironment inner = EnvironmentOf(method, receiver, types);
            return Run(code, new(code.Method, null, receiver, inner), arguments);
        }

        // The empty accessor of a generated partial, an extern method and the like have no code and are no library.
        LibraryCall library = _code.LibraryOf(method) ?? throw Stuck($"{method.ContainingType?.Name}.{method.Name} is not known");
        return library(new CallSite(this, method, receiver, arguments, types));
    }

    private object? CallLocal(IMethodSymbol method, object?[] arguments, Frame frame)
    {
        MethodCode code = _code.CodeOf(method, _token) ?? throw Stuck($"{method.Name} has no body");
        ISymbol container = method.OriginalDefinition.ContainingSymbol;
        Frame around = frame;
        for (Frame? f = frame; f is not null; f = f.Parent)
        {
            if (!SymbolEqualityComparer.Default.Equals(f.Method, container)) continue;
            around = f;
            break;
        }

        TypeEnvironment types = frame.Types.With(method.OriginalDefinition.TypeParameters, Closed(method.TypeArguments, frame.Types));
        return Run(code, new(code.Method, around, around.Self, types), arguments);
    }

    /// <summary>Runs a body in a fresh frame.</summary>
    private object? Run(MethodCode code, Frame frame, object?[] arguments)
    {
        if (code.Method.IsAsync) throw Stuck("an asynchronous method");
        Bind(code.Method.Parameters, arguments, frame);
        if (code.IsIterator)
        {
            return code.Method.ReturnType.OriginalDefinition.SpecialType
                is SpecialType.System_Collections_Generic_IEnumerable_T or SpecialType.System_Collections_IEnumerable
                    ? new SequenceValue(Iterate(code, frame), 1)
                    : throw Stuck("an enumerator");
        }

        return code.Body is null ? null : RunBody(code.Body, frame);
    }

    private object? RunBody(IOperation body, Frame frame)
    {
        if (++_depth > _limits.Depth) throw Stuck("calls nested too deeply");
        Signal signal = Exec(body, frame);
        _depth--;
        return signal == Signal.Goto ? throw Stuck("a goto") : frame.Result;
    }

    // The body runs to its end at once when enumeration begins; each enumeration runs it anew.
    private IEnumerable<object?> Iterate(MethodCode code, Frame frame)
    {
        Frame own = frame.Snapshot();
        own.Yielded = [];
        RunBody(code.Body!, own);
        foreach (object? item in own.Yielded)
        {
            Step();
            yield return item;
        }
    }

    private void Bind(ImmutableArray<IParameterSymbol> parameters, object?[] arguments, Frame frame)
    {
        if (arguments.Length < parameters.Length) throw Stuck("too few arguments");
        for (int i = 0; i < parameters.Length; i++)
        {
            object? argument = arguments[i];
            frame.Declare(parameters[i], argument as Location ?? new Slot(Aggregate.CopyOf(argument)));
        }
    }

    private TypeEnvironment EnvironmentOf(IMethodSymbol method, object? receiver, TypeEnvironment types)
    {
        TypeEnvironment result = TypeEnvironment.Empty;
        INamedTypeSymbol? container = method.ContainingType;
        if (container is { IsGenericType: true } || container?.ContainingType is { IsGenericType: true })
        {
            result = result.With(receiver is Aggregate { Type: INamedTypeSymbol actual } && BaseOf(actual, container) is { } known
                ? known
                : (INamedTypeSymbol)types.Close(container, Compilation));
        }

        return method.TypeParameters.IsEmpty
            ? result
            : result.With(method.OriginalDefinition.TypeParameters, Closed(method.TypeArguments, types));
    }

    private ImmutableArray<ITypeSymbol> Closed(ImmutableArray<ITypeSymbol> arguments, TypeEnvironment types) =>
        arguments.IsEmpty ? arguments : ImmutableArray.CreateRange(arguments, type => types.Close(type, Compilation));

    private static INamedTypeSymbol? BaseOf(INamedTypeSymbol type, INamedTypeSymbol definition)
    {
        for (INamedTypeSymbol? t = type; t is not null; t = t.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(t.OriginalDefinition, definition.OriginalDefinition)) return t;
        }

        return null;
    }

    private bool IsOfSource(IMethodSymbol method) => _code.CodeOf(method, _token) is not null;

    private static bool IsOfNullable(IMethodSymbol method) => NullableArgument(method.ContainingType) is not null;
}
