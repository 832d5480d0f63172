using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Flow;

/// <summary>Lambdas and local functions: run where they are called, once where nobody calls them, and left out where they are too large.</summary>
internal sealed partial class Evaluator
{
    private readonly Dictionary<ControlFlowGraph, Body> _inner = [];
    private readonly HashSet<object> _called = [];

    /// <summary>Runs a delegate that is known: a lambda, a local function or a method group.</summary>
    private Term Invoke(Term function, ImmutableArray<Term> arguments, IOperation at)
    {
        if (function.Kind == TermKind.Load)
            function = _session.Dispatch.FunctionIn(function, _self, _token) ?? function;
        if (function.Tag is IMethodSymbol method)
        {
            if (_session.Known(method) is { } known)
                return Apply(known, null, arguments, at, method);
            if (Inline(method, null, arguments, at) is { } result)
                return result;
            return _session.Facts.FindByName(method.Name, arguments.Length, false) is { } named
                ? Apply(named, null, arguments, at, method) : Terms.Opaque(method, arguments);
        }
        if (function.Tag is LibraryFunction library)
            return library.IsConstruction ? Terms.Opaque(at.Syntax, arguments) : Apply(library, null, arguments, at);
        if (function.Tag is not Closure closure)
            return Terms.Opaque(at.Syntax, arguments);
        Body body = InnerBody(closure);
        if (IsRunning(body))
            return Terms.Opaque(closure, arguments);
        if (_left.Contains(closure.Function))
            return LeaveOut(closure, at);
        _called.Add(closure.Function);
        IMethodSymbol symbol = closure.Symbol;
        for (int i = 0; i < symbol.Parameters.Length && i < arguments.Length; i++)
            _state.Variables[symbol.Parameters[i]] = arguments[i];
        Term caller = Self;
        _state.Variables[FlowState.This] = closure.Self ?? caller;
        // What it calls is as near to the analysed body as the lambda is, however deep the code lies that runs it.
        Frame home = HomeOf(closure);
        Term? value = RunBody(new Frame(body, home.CallSite, home.Depth, _frame, at.Syntax));
        _state.Variables[FlowState.This] = caller;
        if (at is IInvocationOperation call)
            CopyBack(call, symbol, _state);
        return value ?? Terms.Opaque(at.Syntax, LoopIndices());
    }

    // One of a few functions, which a switch has chosen: what comes out is what any of them gives.
    private Term InvokeAny(ImmutableArray<Term> functions, ImmutableArray<Term> arguments, IOperation at)
    {
        FlowState before = _state;
        (Term? result, FlowState? after) = (null, null);
        foreach (Term function in functions)
        {
            _state = before.Clone();
            Term value = Invoke(function, arguments, at);
            result = result is null ? value : Terms.Any(result, value, at.Syntax);
            after = FlowState.Join(after, _state, at.Syntax);
        }
        _state = after!;
        return result!;
    }

    private HashSet<string>? _assigned;

    // What a function that is not followed may have written: all that is in memory, and the variables that functions assign.
    private Term LeaveOut(Closure closure, IOperation at)
    {
        foreach (Term root in _state.Memory.Select(cell => cell.Key.Root).Distinct().ToList())
            _state.Forget(root, at.Syntax);
        _assigned ??= AssignedInFunctions(closure.Symbol);
        foreach (ILocalSymbol local in _state.Variables.Select(v => v.Key).OfType<ILocalSymbol>().Where(l => _assigned.Contains(l.Name)).ToList())
            _state.Variables[local] = Terms.Opaque((at.Syntax, local), LoopIndices());
        return Terms.Opaque(at.Syntax, LoopIndices());
    }

    private HashSet<string> AssignedInFunctions(IMethodSymbol function)
    {
        var names = new HashSet<string>();
        foreach (SyntaxReference reference in function.DeclaringSyntaxReferences)
            foreach (SyntaxNode other in reference.SyntaxTree.GetRoot(_token).DescendantNodes().Where(n => n is LocalFunctionStatementSyntax))
                foreach (SyntaxNode node in other.DescendantNodes())
                    if (TargetOf(node) is IdentifierNameSyntax name)
                        names.Add(name.Identifier.ValueText);
        return names;

        static ExpressionSyntax? TargetOf(SyntaxNode node) => node switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left,
            PrefixUnaryExpressionSyntax prefix => prefix.Operand,
            PostfixUnaryExpressionSyntax postfix => postfix.Operand,
            ArgumentSyntax { RefKindKeyword.RawKind: not 0 } argument => argument.Expression,
            _ => null,
        };
    }

    // A lambda belongs to the body it stands in, whoever runs it.
    private Frame HomeOf(Closure closure)
    {
        for (Frame? frame = _frame; frame is not null; frame = frame.Caller)
            if (frame.Body.Graph == closure.Home)
                return frame;
        return _frame;
    }

    private Body InnerBody(Closure closure)
    {
        ControlFlowGraph graph = closure.GraphOf(_token);
        if (!_inner.TryGetValue(graph, out Body? body))
            _inner[graph] = body = new Body(graph, new LoopForest(graph), closure.Symbol);
        return body;
    }

    // In code that does not compile, one may be called from where it is out of reach: a type beside the statements of a program.
    private Term LocalFunction(IMethodSymbol function)
    {
        function = function.OriginalDefinition;
        for (Frame? frame = _frame; frame is not null; frame = frame.Caller)
            if (frame.Body.Graph.LocalFunctions.Contains(function))
                return Terms.Function(new Closure(function, frame.Body.Graph, Self));
        return Terms.Opaque(function);
    }

    // Functions that nobody here calls (handlers, kernels given to code that we do not see, activations kept in a field or returned)
    // are run once, for what stands in them.
    private void RunLoneFunctions(ControlFlowGraph graph)
    {
        FlowState state = _frame.Exit ?? _state;
        foreach (IMethodSymbol function in graph.LocalFunctions)
            if ((_called.Add(function) || StandsForItself(function)) && !(_left.Count > 0 && StandsForItself(function)))
            {
                _state = state.Clone();
                // What the last call has given it says nothing of others.
                foreach (IParameterSymbol parameter in function.Parameters)
                    _state.Variables.Remove(parameter);
                RunBody(new Frame(InnerBody(new Closure(function, graph, Self)), _frame.CallSite, _frame.Depth, _frame));
            }
        foreach ((Closure lambda, FlowState made) in _kept.Values.ToList())
            if (lambda.Home == graph && _called.Add(lambda.Function))
            {
                _state = made.Clone();
                RunBody(new Frame(InnerBody(lambda), _frame.CallSite, _frame.Depth, _frame));
            }
    }

    // What is static takes nothing from around it, and the functions of a program without a class are its methods: as with a method,
    // one call with small numbers does not make it right.
    public static bool StandsForItself(IMethodSymbol function) =>
        function.IsStatic || function.ContainingSymbol.Name == WellKnownMemberNames.TopLevelStatementsEntryPointMethodName;

    // Lambdas that have been made, and what held there: one that is stored away is run by somebody else.
    private readonly Dictionary<object, (Closure Lambda, FlowState Made)> _kept = [];

    private Term Self => _state.Variables.TryGetValue(FlowState.This, out Term? self) ? self : Terms.Root("this");

    private Term Keep(Closure lambda)
    {
        if (_frame.Depth == 0 && !_called.Contains(lambda.Function))
            _kept[lambda.Function] = (lambda, _state.Clone());
        return Terms.Function(lambda);
    }

    // A lambda given to code that is not known runs some time, with arguments that are not known; one that only looks at the elements
    // of a sequence, to choose or to order them, runs with these.
    private void RunArgument(Term argument, IOperation at, params Term[] given)
    {
        if (argument is not { Kind: TermKind.Function, Tag: Closure closure })
            return;
        FlowState before = _state;
        _state = before.Clone();
        Invoke(argument, closure.Symbol.Parameters.Select((p, i) => i < given.Length ? given[i] : IsNumber(p.Type) && IsInteger(p.Type) ? Terms.Index(at.Syntax, p) : ClampedElement(at, i) ?? Terms.Root(p)).ToImmutableArray(), at);
        _state.MapMemory(c => c.Leave(at.Syntax));
        _state = FlowState.Join(before, _state, at.Syntax);
    }

    // t.Map((t, p) => …, clipped, result): whoever runs it gives it an element of each, in this order. What has been clamped stays so.
    private Term? ClampedElement(IOperation at, int position)
    {
        if (at is not IInvocationOperation call || call.Arguments.Select(a => a.Value).FirstOrDefault(static v => v.Type is { TypeKind: TypeKind.Class or TypeKind.Struct, SpecialType: SpecialType.None }) is not { Type: var type })
            return null;
        IOperation? vector = call.Arguments.Select(a => a.Value).Prepend(call.Instance).Where(v => v is not null && SymbolEqualityComparer.Default.Equals(v.Type, type)).ElementAtOrDefault(position);
        return vector is ILocalReferenceOperation or IParameterReferenceOperation && Evaluate(vector) is var clamped && IsClamped(clamped) ? clamped : null;
    }
}
