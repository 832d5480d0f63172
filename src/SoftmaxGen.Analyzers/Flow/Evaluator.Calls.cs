using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Flow;

internal sealed partial class Evaluator
{
    private Term EvaluateCall(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        if (ReferencePlace(call) is { } referred)
            return ReadMemory(referred, call);
        Term? receiver = call.Instance is { } instance ? Evaluate(instance) : null;
        if (method.MethodKind == MethodKind.DelegateInvoke && receiver is { Kind: TermKind.Load })
            receiver = _session.Dispatch.FunctionIn(receiver, _self, _token) ?? receiver;
        if (method.MethodKind == MethodKind.DelegateInvoke && receiver is { Kind: TermKind.Function })
            return Invoke(receiver, ArgumentsOf(call).ToImmutableArray(), call);
        if (method.MethodKind == MethodKind.DelegateInvoke && receiver is { Kind: TermKind.Any } && receiver.Operands.All(static f => f.Kind == TermKind.Function))
            return InvokeAny(receiver.Operands, ArgumentsOf(call).ToImmutableArray(), call);
        if (method.MethodKind == MethodKind.LocalFunction)
            return Invoke(LocalFunction(method), ArgumentsOf(call).ToImmutableArray(), call);
        ImmutableArray<Term> arguments = ArgumentsOf(call);
        switch (method.Name)
        {
            // What a foreach is made of.
            case "GetEnumerator" when receiver is not null:
                return Enumerated(receiver, call.Instance!);
            case "MoveNext" or "Dispose" when receiver is not null && arguments.IsEmpty:
                return Terms.Opaque(call.Syntax, LoopIndices());
            // await Task.Run(() => …): what the function gives, sooner or later.
            case "Run" or "StartNew" or "FromResult" when !arguments.IsEmpty && method.ContainingType is { Name: "Task" or "TaskFactory" }:
                return arguments[0].Kind == TermKind.Function ? Invoke(arguments[0], ImmutableArray<Term>.Empty, call) : arguments[0];
            case "Create" when method.ContainingType is { ContainingNamespace.Name: "System", Name: "Tuple" or "ValueTuple" }:
                return Terms.Tuple(arguments);
            case "Add" or "Enqueue" or "Push" when receiver is not null && method.ReturnsVoid && arguments.Length == 1 && (IsCollection(call.Instance!.Type) || IsListOfRecords(call.Instance.Type, arguments[0])):
                return Append(receiver, arguments[0], call);
            case "AddRange" when receiver is not null && method.ReturnsVoid && arguments.Length == 1 && IsCollection(call.Instance!.Type):
                return AppendAll(receiver, VectorOf(arguments[0], call.Arguments[0].Value.Type, call.Syntax), call);
            case "AddLast" or "AddFirst" when receiver is not null && arguments.Length == 1 && call.Instance!.Type is { Name: "LinkedList" }:
                return Append(receiver, arguments[0], call);
            case "Dequeue" or "Pop" when receiver is not null && arguments.IsEmpty && IsCollection(call.Instance!.Type) && method.DeclaringSyntaxReferences.IsEmpty:
                return ReadMemory(Place.Of(receiver).Element(ImmutableArray.Create(Terms.Opaque(call.Syntax, LoopIndices()))), call);
            // An entry of a dictionary, whether it may stand there already or not.
            case "Add" or "TryAdd" when receiver is not null && arguments.Length == 2 && IsDictionary(call.Instance!.Type):
                _state.Write(Place.Of(receiver).Element(ImmutableArray.Create(arguments[0])), arguments[1], FlowState.IsAllocation(Place.Of(receiver).Root));
                return Terms.Opaque(call.Syntax, LoopIndices());
        }
        if (EvaluateRegister(method, receiver, arguments, call) is { } register)
            return register;
        if (EvaluateKernel(call, receiver, arguments) is { } kernel)
            return kernel;
        if ((EvaluateLayer(call, receiver, arguments) ?? EvaluateNetwork(call, arguments)) is { } layer)
            return layer;
        // A reduced extension method has its receiver as the first argument already.
        if (_session.Known(method) is { } known)
            return Apply(known, receiver, arguments, call);
        (int mark, FlowState before) = (_events.Count, _state);
        LibraryFunction? byName = ByName(method, call);
        Term? comparison = ComparisonByName(method, receiver, arguments), same = Reshaped(method, receiver, arguments);
        bool isNamed = byName is not null || comparison is not null || same is not null;
        if (isNamed)
            _state = before.Clone();
        if ((Inline(method, receiver, arguments, call, isNamed) ?? InlineTarget(method, receiver, arguments, call)) is { } result)
        {
            if (!isNamed || !IsUnread(result) && !(method.IsAbstract && Terms.Alternatives(result).Any(r => r.Kind == TermKind.Opaque)))
                return result;
            // The body says nothing: what has been seen in it means nothing either.
            _state = before;
            _events.RemoveRange(mark, _events.Count - mark);
        }
        if (comparison is not null)
            return comparison;
        if (byName is not null)
            return Apply(byName, receiver, arguments, call);
        if (receiver is not null && IsElementOf(receiver, call))
            return receiver;
        return same ?? EvaluateUnknown(call, receiver, arguments);
    }

    private static bool IsDictionary(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "Dictionary" or "IDictionary" or "SortedDictionary" or "SortedList" or "ConcurrentDictionary", TypeArguments.Length: 2 };

    // A value, or a vector of values, that nothing is known of on any path; of an object, all vectors in it. A list may hold itself.
    private bool IsUnread(Term term, int depth = 0) => depth > 8 || Terms.Alternatives(term).All(t => t.Kind == TermKind.Opaque ||
        t.Kind is TermKind.Sequence or TermKind.Load && IsUnread(t[0], depth + 1) ||
        FlowState.IsAllocation(t) && _state.Memory.All(cell => !cell.Key.Root.Equals(t) || IsUnread(cell.Key.Path, cell.Value, depth + 1)));

    private bool IsUnread(string path, Content content, int depth) => path.IndexOf('[') >= 0
        ? content.Layers.IsEmpty && (content.Base is null || IsUnread(content.Base, depth))
        : content.Base is null || !FlowState.IsAllocation(content.Base) || IsUnread(content.Base, depth);

    // p.GetAt(row, column) of a tensor that was computed here.
    private static bool IsElementOf(Term tensor, IInvocationOperation call) =>
        IsComputed(tensor) && IsNumber(call.Type) && !IsInteger(call.Type) && !call.Arguments.IsEmpty &&
        call.TargetMethod.Name is var name && (name.StartsWith("Get", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Item", StringComparison.OrdinalIgnoreCase) || name.StartsWith("At", StringComparison.OrdinalIgnoreCase)) &&
        name.IndexOf("rad", StringComparison.Ordinal) < 0 &&
        call.Arguments.All(a => IsInteger(a.Value.Type) || a.Value.Type is IArrayTypeSymbol array && IsInteger(array.ElementType));

    // Tensor.Expand(sum, -1, n), p.Reshape(2, 3) of a tensor type of the user's own: the same numbers in another shape.
    private static Term? Reshaped(IMethodSymbol method, Term? receiver, ImmutableArray<Term> arguments)
    {
        if (!FunctionNames.Reshapes.Contains(method.Name) || method.Parameters.IsEmpty)
            return null;
        (Term? tensor, ITypeSymbol type) = method.IsStatic ? (arguments[0], method.Parameters[0].Type) : (receiver, method.ContainingType);
        return tensor is not null && SymbolEqualityComparer.Default.Equals(type, method.ReturnType) &&
            Terms.Alternatives(tensor).All(static t => IsComputed(t) || t.Kind is TermKind.Sum or TermKind.Max) ? tensor : null;
    }

    // list.Add(v): the loop around fills the list as it would fill an array.
    private Term Append(Term list, Term value, IOperation at)
    {
        Term index = _loops.Count > 0 ? Terms.Index(_loops[_loops.Count - 1].Header, "append") : Terms.Number(0);
        Place place = Place.Of(list).Element(ImmutableArray.Create(index));
        if (MoveObject(value, place, at))
            return Terms.Opaque(at.Syntax);
        _state.Write(place, Terms.Pieces(_state.Read(place, at.Syntax), value), FlowState.IsAllocation(place.Root));
        return Terms.Opaque(at.Syntax);
    }

    // What is not known of the elements that are added does not make them zeros.
    private Term AppendAll(Term list, Term? range, IOperation at)
    {
        Term index = Terms.Index(at.Syntax, "append");
        Term element = range is null ? Terms.Opaque(at.Syntax, ImmutableArray.Create(index)) : Terms.Substitute(range[0], range[1], index);
        Place place = Place.Of(list).Element(ImmutableArray.Create(index));
        _state.Write(place, Terms.Pieces(_state.Read(place, at.Syntax), element), FlowState.IsAllocation(place.Root));
        _state.MapMemory(c => c.Leave(at.Syntax));
        return Terms.Opaque(at.Syntax);
    }

    // ops.GreaterThan(a, b): generic math without operators; x.ge(0), graph.GreaterEqual(a, b): tensors.
    private Term? ComparisonByName(IMethodSymbol method, Term? receiver, ImmutableArray<Term> arguments)
    {
        if (method.ReturnsVoid)
            return null;
        return method.Parameters.Count(p => !p.IsOptional) switch
        {
            2 => ComparisonByName(method.Name, ImmutableArray.Create(arguments[0], arguments[1])),
            1 when receiver is not null => ComparisonByName(method.Name, ImmutableArray.Create(receiver, arguments[0])),
            _ => null,
        };
    }

    private Term? ComparisonByName(string name, ImmutableArray<Term> arguments) =>
        arguments.Length != 2 ? null : name switch
        {
            "GreaterThan" or "Greater" or "greater" or "gt" => Comparison(BinaryOperatorKind.GreaterThan, arguments[0], arguments[1]),
            "GreaterThanOrEqual" or "GreaterThanOrEquals" or "GreaterEqual" or "greater_equal" or "ge" => Comparison(BinaryOperatorKind.GreaterThanOrEqual, arguments[0], arguments[1]),
            "LessThan" or "Less" or "less" or "lt" => Comparison(BinaryOperatorKind.LessThan, arguments[0], arguments[1]),
            "LessThanOrEqual" or "LessThanOrEquals" or "LessEqual" or "less_equal" or "le" => Comparison(BinaryOperatorKind.LessThanOrEqual, arguments[0], arguments[1]),
            _ => null,
        };

    /// <summary>What a method's name says it computes, where its body cannot be read and its types fit.</summary>
    private LibraryFunction? ByName(IMethodSymbol method, IInvocationOperation call) =>
        method.ReturnsVoid || method.ReturnsByRef || method.ReturnsByRefReadonly ? null
        : IsMap(method, call) ? UnboundCall.Map
        : _session.Facts.FindByName(method.Name, method.Parameters.Count(p => !p.IsOptional), call.Instance is not null && !IsOperationsObject(call));

    // x.Map(f) of an interface, or of a library of which nothing is known: it gives what it is called on, with other numbers in it.
    private static bool IsMap(IMethodSymbol method, IInvocationOperation call) =>
        method is { Name: "Map" or "Select" or "Apply" or "Transform", Parameters: { Length: 1 } parameters } && (method.IsAbstract || method.DeclaringSyntaxReferences.IsEmpty) &&
        SymbolEqualityComparer.Default.Equals(call.Instance?.Type, method.ReturnType) &&
        parameters[0].Type is INamedTypeSymbol { DelegateInvokeMethod: { Parameters: { Length: 1 } given } maps } && IsNumber(maps.ReturnType) && IsNumber(given[0].Type);

    // numOps.Exp(x): the receiver is a bag of operations and not an operand. It has another type than what it works on.
    private static bool IsOperationsObject(IInvocationOperation call) =>
        call.Instance is { Type: { } type } && call.Arguments.Length > 0 &&
        (call.Instance is IInstanceReferenceOperation || !SymbolEqualityComparer.Default.Equals(type, call.Type) && !SymbolEqualityComparer.Default.Equals(type, call.Arguments[0].Value.Type));

    private ImmutableArray<Term> ArgumentsOf(IInvocationOperation call)
    {
        if (call.Arguments.Length == 3 && Chooses(call.TargetMethod.Name) && call.Arguments.Select(a => a.Parameter?.Ordinal).SequenceEqual([0, 1, 2]))
            return EvaluateChoice(call.Arguments.Select(a => a.Value).ToImmutableArray());
        var terms = new Term[call.TargetMethod.Parameters.Length];
        foreach (IArgumentOperation argument in call.Arguments)
            if (argument.Parameter is { } parameter && parameter.Ordinal < terms.Length)
                terms[parameter.Ordinal] = parameter.RefKind == RefKind.Out ? Terms.Opaque(argument.Syntax) : Evaluate(argument.Value);
        for (int i = 0; i < terms.Length; i++)
            terms[i] ??= Terms.Opaque((call.Syntax, i));
        return terms.ToImmutableArray();
    }

    private Term EvaluateUnknown(IInvocationOperation call, Term? receiver, ImmutableArray<Term> arguments)
    {
        bool onlyReads = OnlyReads(call.TargetMethod);
        for (int i = 0; i < arguments.Length; i++)
        {
            RunArgument(arguments[i], call);
            if (onlyReads)
                continue;
            // What it has been given it may have changed.
            _state.HandOut(arguments[i]);
            if (IsReadOnly(call.TargetMethod.Parameters[i].Type))
                continue;
            if (IsCollection(call.TargetMethod.Parameters[i].Type))
                _state.Forget(Place.Of(arguments[i]).Root, call.Syntax);
            _state.FillElsewhere(arguments[i]);
        }
        foreach (IArgumentOperation argument in call.Arguments)
            if (argument.Parameter is { RefKind: RefKind.Ref or RefKind.Out })
                Assign(argument.Value, Terms.Opaque(argument.Syntax, LoopIndices()), argument);
        LoseBuffers(call, call.Arguments.Select(a => a.Value));
        // What the constructor of a base writes is known from its text.
        if (receiver is not null && call.TargetMethod.MethodKind != MethodKind.Constructor)
        {
            _state.HandOut(receiver);
            if (!IsCollection(call.TargetMethod.ContainingType))
                _state.FillElsewhere(receiver);
        }
        ImmutableArray<Term> dependencies = receiver is null ? arguments : arguments.Insert(0, receiver);
        return Terms.Opaque(call.TargetMethod, dependencies.RemoveAll(a => a.Kind == TermKind.Function));
    }

    // What looks for something, or prints, changes nothing.
    private static bool OnlyReads(IMethodSymbol method) => method.ContainingType is { ContainingNamespace: { } space } type && type.Name switch
    {
        "Array" => method.Name.IndexOf("Index", StringComparison.Ordinal) >= 0 || method.Name is "BinarySearch" or "Exists" || method.Name.StartsWith("Find", StringComparison.Ordinal),
        "Enumerable" or "String" or "Console" or "Debug" or "Trace" or "Convert" => space.ToString().StartsWith("System", StringComparison.Ordinal),
        _ => false,
    };
}
