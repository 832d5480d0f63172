using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SoftmaxGen.Analyzers.Flow;

/// <summary>Helpers that are run in place, and which of them are worth that.</summary>
internal sealed partial class Evaluator
{
    private int _inlined;

    /// <summary>Runs a source method in place; null when its body cannot be read or calls lie too deep.</summary>
    private Term? Inline(IMethodSymbol method, Term? receiver, ImmutableArray<Term> arguments, IOperation at, bool isNamed = false)
    {
        if (_frame.Depth >= CallDepth || method.DeclaringSyntaxReferences.IsEmpty && method.OriginalDefinition.DeclaringSyntaxReferences.IsEmpty)
            return null;
        bool runsClosures = arguments.Any(a => a is { Kind: TermKind.Function, Tag: Closure });
        bool isUsed = arguments.Any(static a => a.Kind == TermKind.Function) || receiver is { Kind: TermKind.Softmax or TermKind.LogSoftmax or TermKind.Sigmoid };
        // A constructor comes here only where what it writes matters.
        if (method.MethodKind != MethodKind.Constructor && !IsWorthInlining(method, isUsed, isNamed, receiver, arguments) || _session.BodyOf(method, _token) is not { } body || IsRunning(body))
            return null;
        IMethodSymbol definition = body.Owner as IMethodSymbol ?? method.OriginalDefinition;
        // The callee sees the memory, but none of the caller's variables.
        FlowState before = _state;
        _state = runsClosures ? before.ForCalleeWithClosures() : before.ForCallee();
        _state.Variables[FlowState.This] = receiver ?? Terms.Root("static");
        int count = Math.Min(definition.Parameters.Length, arguments.Length);
        for (int i = 0; i < count; i++)
            _state.Variables[definition.Parameters[i]] = arguments[i];
        List<Loop> loops = [.. _loops];
        var frame = new Frame(body, _frame.CallSite ?? at, _frame.Depth + 1, _frame, at.Syntax);
        Term? result = RunBody(frame);
        _loops.Clear();
        _loops.AddRange(loops);
        FlowState after = _state;
        _state = runsClosures ? before.AfterCallWithClosures(after) : before.AfterCall(after);
        if (at is IInvocationOperation call)
            CopyBack(call, definition, after);
        return result ?? Terms.Opaque(at.Syntax, LoopIndices());
    }

    // An abstract method of which only one implementation can be meant, or of which all that there are come to the same.
    private Term? InlineTarget(IMethodSymbol method, Term? receiver, ImmutableArray<Term> arguments, IOperation at) =>
        !method.IsAbstract || method.DeclaringSyntaxReferences.IsEmpty || !_session.IsHelper(method) ? null
        : _session.Dispatch.TargetOf(method, receiver, _self, _token) is { } target ? Inline(target, receiver, arguments, at)
        : InlineAll(method, receiver, arguments, at);

    // A helper that has to do with exponentials or logarithms, or a small one on numbers (a maximum, a distance, a clamp).
    // What is given a lambda runs it, as a rule, and what is called on probabilities hands some of them out: a column, a copy. What is
    // given exponentials, in an object as well, may divide them by their sum.
    private bool IsWorthInlining(IMethodSymbol method, bool isUsed, bool isNamed, Term? receiver, ImmutableArray<Term> arguments)
    {
        if (_onlyNamed)
            return isNamed;
        // Its name would be believed instead, and an Exp of the program's own may well cap its argument.
        if (_inlined > InlineLimit)
            return isNamed && IsSmall(method);
        bool worth = _session.IsHelper(method) || IsSmall(method) || isUsed && IsShort(method);
        if (!worth && _followsObjects && IsShort(method, TakesNumbersOnly(method) ? 2 * Short : Short) && IsGivenExponentials(method, receiver, arguments))
            worth = _hasFollowedObjects = true;
        if (worth)
            _inlined++;
        return worth;
    }

    // A tensor that is known by its elements alone needs no operator's body to be read: it is taken to work element by element.
    private bool IsGivenExponentials(IMethodSymbol method, Term? receiver, ImmutableArray<Term> arguments) =>
        method.MethodKind != MethodKind.UserDefinedOperator && arguments.Any(static a => a.HasExponential) ||
        receiver is not null && HoldsExponentials(receiver, 0) || arguments.Any(a => HoldsExponentials(a, 0));

    // In its elements, or in those of a member, which may be an array of the body's own. A single number beside others may be anything.
    private bool HoldsExponentials(Term given, int depth)
    {
        if (given.Kind is not (TermKind.Root or TermKind.Load))
            return false;
        Place place = Place.Of(given);
        foreach (KeyValuePair<(Term Root, string Path), Content> cell in _state.Memory)
            if (cell.Key.Root.Equals(place.Root) && cell.Key.Path.StartsWith(place.Path, StringComparison.Ordinal) &&
                (cell.Value.HasExponential && cell.Key.Path.IndexOf('[') >= 0 || cell.Value.Base is { } held && FlowState.IsAllocation(held) && depth < 3 && HoldsExponentials(held, depth + 1)))
                return true;
        return false;
    }

    private static bool IsSmall(IMethodSymbol method)
    {
        bool numeric = IsNumber(method.ReturnType) || method.ReturnType.SpecialType == SpecialType.System_Boolean || IsCollection(method.ReturnType) || method.ReturnType.TypeKind == TypeKind.Delegate ||
            method.ReturnsVoid && method.Parameters.Any(p => p.RefKind is RefKind.Ref or RefKind.Out || IsCollection(p.Type));
        return numeric && IsShort(method);
    }

    private const int Short = 1000;

    // output = a + b of arrays or spans, on vectors first and on the rest one by one: it is written out twice.
    private static bool TakesNumbersOnly(IMethodSymbol method) => method.Parameters.All(static p =>
        IsNumber(p.Type) || p.Type is IArrayTypeSymbol { Rank: 1 } or INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" } && HoldsNumbers(p.Type));

    private static bool IsShort(IMethodSymbol method, int most = Short) => method.OriginalDefinition.DeclaringSyntaxReferences.Any(r => r.Span.Length < most);

    // ref and out parameters: the caller's places get what the callee's parameters hold at the end.
    private void CopyBack(IInvocationOperation call, IMethodSymbol definition, FlowState after)
    {
        foreach (IArgumentOperation argument in call.Arguments)
            if (argument.Parameter is { RefKind: RefKind.Ref or RefKind.Out } parameter && parameter.Ordinal < definition.Parameters.Length &&
                after.Variables.TryGetValue(definition.Parameters[parameter.Ordinal], out Term? value))
                Assign(argument.Value, value, argument);
    }

    private bool IsRunning(Body body)
    {
        for (Frame? frame = _frame; frame is not null; frame = frame.Caller)
            if (frame.Body == body)
                return true;
        return false;
    }
}
