using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SoftmaxGen.Analyzers.Flow.Facts;
using SoftmaxGen.Analyzers.Flow.Gate;

namespace SoftmaxGen.Analyzers.Flow;

/// <summary>Calls that did not bind, since a reference is missing: names, and what the operands are.</summary>
internal sealed partial class Evaluator
{
    // A call that did not bind (a reference is missing): its name and what its arguments are is all there is.
    private Term EvaluateInvalid(IInvalidOperation invalid)
    {
        if (invalid.Syntax.Parent is CommonForEachStatementSyntax { Expression: var collection } && collection == invalid.Syntax && EvaluateUnboundForEach(invalid) is { } part)
            return part;
        ImmutableArray<IOperation> parts = UnboundCall.PartsOf(invalid).ToImmutableArray();
        ImmutableArray<Term> children = UnboundCall.Read(invalid.Syntax) is { IsChoice: true } && parts.Length >= 3 ? EvaluateChoice(parts) : parts.Select(Evaluate).ToImmutableArray();
        if (UnboundCall.Read(invalid.Syntax) is { } call && children.Length >= call.Arguments)
        {
            ImmutableArray<Term> arguments = children.RemoveRange(0, children.Length - call.Arguments);
            if (call.Maps && arguments[0].Kind is TermKind.Opaque or TermKind.Load &&
                UnboundCall.FindGroup(((InvocationExpressionSyntax)invalid.Syntax).ArgumentList.Arguments[0].Expression, _session.Facts) is { } group)
                arguments = arguments.SetItem(0, Terms.Function(group));
            (Term? receiver, IOperation? instance) = children.Length > call.Arguments
                ? (children[children.Length - call.Arguments - 1], parts[children.Length - call.Arguments - 1]) : (null, null);
            if (ComparisonByName(call.Name, arguments) is { } comparison)
                return comparison;
            if (instance is not null && EvaluateUnboundLayer(call.Name, receiver, instance, arguments, invalid) is { } layer)
                return layer;
            if (RunCandidate(invalid, receiver, arguments) is { } own)
                return own;
            // A list of what has a type that is missing.
            if (call is { Name: "Add", Arguments: 1 } && receiver is not null && instance?.Type is { TypeKind: not TypeKind.Error } list && IsCollection(list))
                return Append(receiver, arguments[0], invalid);
            if (call is { Name: "AddRange", Arguments: 1 } && receiver is not null && invalid.Syntax.Parent is ExpressionStatementSyntax && instance?.Type is { TypeKind: not TypeKind.Error } all && IsCollection(all))
                return AppendAll(receiver, arguments[0].Kind == TermKind.Sequence ? arguments[0] : null, invalid);
            if (Find(call, invalid, receiver, instance, arguments) is { } function)
            {
                // x.sum(1, true): what is given is an axis, and the operand is what stands before the dot; ops.FromDouble(1e-9) is that number.
                if (function is { IsByName: true, IsBinary: false, Input: 0, Kind: not FunctionKind.Identity, Shape: not (FunctionShape.Scalar or FunctionShape.Lifted) } && receiver is { IsConstant: false } && (receiver.Kind != TermKind.Opaque || instance!.Syntax is InvocationExpressionSyntax) && call.Arguments > 0 && arguments[0].IsConstant)
                    function = function with { Input = LibraryFunction.Receiver, Axis = 0 };
                Term result = Apply(function, receiver, arguments, invalid);
                // x.PointwiseLog(y): a tensor of a type that is missing is its elements, and y is now those of another one.
                if (function.Destination >= 0 && function.Destination < call.Arguments && result.Kind != TermKind.Sequence &&
                    parts[parts.Length - call.Arguments + function.Destination] is var destination && IsTarget(destination))
                    Assign(destination, result, invalid);
                // A result that nobody takes was not what the call is for: it works in place.
                if (invalid.Syntax.Parent is ExpressionStatementSyntax && children.Length > 0 && function.Destination == LibraryFunction.Absent && result.Kind == TermKind.Sequence)
                    Store(receiver is { Kind: TermKind.Load or TermKind.Root } && function.Input == LibraryFunction.Receiver || arguments.IsEmpty ? receiver! : arguments[0], result, invalid.Syntax);
                return result;
            }
            if (receiver is not null && IsMissing(instance!.Type) && EvaluateAccessor(call, receiver, arguments, invalid) is { } cell)
                return cell;
        }
        // new CrossEntropyLoss(), where that is missing.
        if (invalid is { Syntax: BaseObjectCreationExpressionSyntax, Type: INamedTypeSymbol made } && _session.Facts.FindConstruction(made) is { } maker)
            return Apply(maker, null, children, invalid);
        // new Vector(sequence) of a type that is missing holds what it is given.
        if (invalid.Syntax is BaseObjectCreationExpressionSyntax && children.Where(HoldsElements).Take(2).ToList() is { Count: 1 } elements)
            return elements[0];
        LoseBuffers(invalid, parts);
        // Of what is called for its effect alone, the effect may be in what it is given.
        if (invalid.Syntax.Parent is ExpressionStatementSyntax)
            foreach (Term given in children)
                _state.FillElsewhere(given);
        return Terms.Opaque(invalid.Syntax, children.SelectMany(c => Terms.Indices(c)).Distinct().ToImmutableArray());
    }

    // v.GetValue(i) of a type that is missing is v[i], and v.SetValue(i, x) writes it, unless other calls may do so, too.
    private Term? EvaluateAccessor(UnboundCall call, Term holder, ImmutableArray<Term> arguments, IInvalidOperation at)
    {
        bool isWrite = call.Arguments > 1 && IsSetter(call.Name);
        if (!isWrite && call is not { Name: "Get" or "GetValue" or "GetItem" or "GetElement" or "GetAt" or "At" or "ValueAt" or "Item", Arguments: > 0 } || holder.Kind is not (TermKind.Root or TermKind.Load) ||
            !arguments.Any(a => a.HasIndex) || at.Syntax is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } || IsToldOtherwise(access))
            return null;
        if (!isWrite)
            return ReadMemory(Place.Of(holder).Element(arguments), at);
        Term value = arguments[arguments.Length - 1];
        _state.Write(Place.Of(holder).Element(arguments.RemoveAt(arguments.Length - 1)), value, FlowState.IsAllocation(Place.Of(holder).Root));
        return value;
    }

    // v.Normalize(); or Normalize(v); somewhere in the member: what is in v by then nobody knows.
    private static bool IsToldOtherwise(MemberAccessExpressionSyntax accessor)
    {
        string holder = accessor.Expression.ToString();
        return (BodyNodes.Around(accessor) ?? accessor).DescendantNodes().Any(n => n is InvocationExpressionSyntax { Parent: ExpressionStatementSyntax } call &&
            (call.ArgumentList.Arguments.Any(a => a.Expression.ToString() == holder) || call.Expression is MemberAccessExpressionSyntax told &&
            !IsSetter(told.Name.Identifier.ValueText) && told.Expression.ToString() == holder));
    }

    private static bool IsSetter(string name) => name is "Set" or "SetValue" or "SetItem" or "SetElement" or "SetAt";

    // x.SubtractRow(v, y); of which nothing is known: a result that nobody takes is in what the call is given, and may be shifted.
    private void LoseBuffers(IOperation call, IEnumerable<IOperation> given)
    {
        if (call.Syntax is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax, Parent: ExpressionStatementSyntax })
            return;
        foreach (IOperation argument in given.Where(g => g.Syntax.Parent is ArgumentSyntax && IsTarget(g) && IsMissing(g.Type)))
            Assign(argument, Terms.Opaque(new LostBuffer(argument.Syntax), LoopIndices()), call);
    }

    private static bool IsMissing(ITypeSymbol? type) => type is { TypeKind: TypeKind.Error } ||
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable && IsMissing(nullable.TypeArguments[0]);

    // A method of the user's own that does not bind only because what it is given has no type.
    private Term? RunCandidate(IInvalidOperation call, Term? receiver, ImmutableArray<Term> arguments)
    {
        if (!_session.Compilation.ContainsSyntaxTree(call.Syntax.SyntaxTree) || ((InvocationExpressionSyntax)call.Syntax).ArgumentList.Arguments.Any(a => a.NameColon is not null) ||
            CandidateOf((InvocationExpressionSyntax)call.Syntax) is not { } method || !_session.IsHelper(method))
            return null;
        if (method.ReducedFrom is { } extension && receiver is not null)
        {
            arguments = arguments.Insert(0, receiver);
            (method, receiver) = (extension, null);
        }
        else if (!method.IsStatic)
            receiver ??= Self;
        if (arguments.Length > method.Parameters.Length || arguments.Length < method.Parameters.Count(p => !p.IsOptional))
            return null;
        if (method.MethodKind == MethodKind.LocalFunction)
            return LocalFunction(method) is { Kind: TermKind.Function } function ? Invoke(function, arguments, call) : null;
        (int mark, FlowState before) = (_events.Count, _state);
        _state = before.Clone();
        if ((Inline(method, receiver, arguments, call) ?? InlineTarget(method, receiver, arguments, call)) is { } result && !IsUnread(result))
            return result;
        _state = before;
        _events.RemoveRange(mark, _events.Count - mark);
        return null;
    }

    // Of several by one name the one whose parameters have the very types that are given, as they are written: Vector<double>? is a
    // Vector<double> that may be missing, but where Vector<T> is itself missing the compiler cannot tell.
    private IMethodSymbol? CandidateOf(InvocationExpressionSyntax call)
    {
        SemanticModel model = _session.ModelOf(call.SyntaxTree);
        ImmutableArray<ISymbol> candidates = model.GetSymbolInfo(call, _token).CandidateSymbols;
        if (candidates.Length == 1)
            return candidates[0] as IMethodSymbol;
        IMethodSymbol? found = null;
        foreach (ISymbol candidate in candidates)
            if (candidate is IMethodSymbol method && method.Parameters.Length == call.ArgumentList.Arguments.Count &&
                call.ArgumentList.Arguments.Zip(method.Parameters, (given, taken) => NameOf(model.GetTypeInfo(given.Expression, _token).Type) == NameOf(taken.Type)).All(same => same))
                found = method;
        return found;

        static string? NameOf(ITypeSymbol? type) => type?.ToDisplayString().TrimEnd('?');
    }

    // What was computed here is a tensor, whatever its type is called.
    private LibraryFunction? Find(UnboundCall call, IInvalidOperation invalid, Term? receiver, IOperation? instance, ImmutableArray<Term> arguments) =>
        receiver is not null && IsComputed(Terms.Alternatives(receiver)[0]) && instance is not { Type.Name.Length: > 0 } &&
        _session.Facts.FindIn("Tensor", call.Name, call.Arguments) is { } ofTensor ? ofTensor
        : call.Find(_session.Facts, invalid.Syntax, instance?.Type, arguments);

    private readonly Dictionary<SyntaxNode, Term> _unboundLoops = [];

    // foreach over elements of a type that is missing: the enumerator is made first, then asked for its elements, and both are bare nodes.
    private Term? EvaluateUnboundForEach(IInvalidOperation invalid)
    {
        if (invalid.Type?.SpecialType == SpecialType.System_Boolean || invalid.ChildOperations.FirstOrDefault() is not { } child)
            return null;
        if (child is not IInvalidOperation || child.ChildOperations.Count > 0)
            return _unboundLoops[invalid.Syntax] = Evaluate(child);
        return _unboundLoops.TryGetValue(invalid.Syntax, out Term? collection) ? CurrentOf(collection, invalid) : null;
    }

    private bool HoldsElements(Term term) =>
        term.Kind == TermKind.Sequence || FlowState.IsAllocation(term) && _state.Memory.ContainsKey((term, "[]"));
}

/// <summary>Stands for what a call of which nothing is known has left in a buffer that it was given: it may be shifted.</summary>
internal sealed record LostBuffer(SyntaxNode Argument);
