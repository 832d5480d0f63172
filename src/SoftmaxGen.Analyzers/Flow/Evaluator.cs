using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace SoftmaxGen.Analyzers.Flow;

/// <summary>
/// Runs a body on terms instead of numbers: block by block in the order of the control-flow graph, every loop twice (once to find what
/// each of its variables becomes, once to see what that means), source helpers in place. What it cannot follow is opaque.
/// This part walks the graph; the others evaluate conditions, expressions, places and calls.
/// </summary>
internal sealed partial class Evaluator
{
    private const int StepLimit = 20_000;

    // For a body that only hands on what its helpers give. What goes wrong between two calls shows early or not at all; the rest is what
    // the helpers do, and they are looked at by themselves.
    private const int StepLimitBetweenCalls = 2_500;

    // For a method that is run only to see whether it leaves probabilities in a member: one that takes longer to work them out does
    // much else, and is followed for itself in any case.
    private const int StepLimitOfWriter = 4_000;
    // For a function of a program that is too large as a whole: one that takes longer is left out where its statements call it.
    private const int StepsOfSmallFunction = 1_000;
    private const int CallDepth = 3;
    private const int InlineLimit = 200;
    private const int LoopDepth = 6;

    private readonly FlowSession _session;
    private readonly CancellationToken _token;
    private readonly List<Evaluated> _events = [];
    private readonly List<Loop> _loops = [];

    private FlowState _state = new();
    private Frame _frame = null!;
    private readonly int _stepLimit;
    private int _steps;

    // Whether methods are run because exponentials are in an object that they are given; not where that takes too long.
    private bool _followsObjects = true, _hasFollowedObjects;

    // Whether only what has a name that says what it computes is run, to see whether it does.
    private bool _onlyNamed;

    // The local functions that are not followed.
    private HashSet<object> _left = [];
    private int _muted;

    // The type of this in the analysed body, and whether what other methods have left in its members counts.
    private readonly ITypeSymbol? _self;
    private readonly bool _followsMembers;

    private Evaluator(FlowSession session, Body body, bool followsMembers, CancellationToken token)
    {
        _session = session;
        _token = token;
        _self = body.Owner?.ContainingType;
        _followsMembers = followsMembers;
        _stepLimit = !followsMembers ? StepLimitOfWriter : session.OnlyCallsHelpers(body) ? StepLimitBetweenCalls : StepLimit;
        _state.Variables[FlowState.This] = Terms.Root("this");
    }

    /// <summary>One activation of a body.</summary>
    private sealed class Frame(Body body, IOperation? callSite, int depth, Frame? caller, SyntaxNode? call = null)
    {
        public Body Body { get; } = body;

        public IOperation? CallSite { get; } = callSite;

        /// <summary>The calls that lead here: what two of them make at one place in the code is not the same.</summary>
        public CallPath? Path { get; } = call is null ? caller?.Path : new(call, caller?.Path);

        /// <summary>How many calls of other members lead here; lambdas do not count.</summary>
        public int Depth { get; } = depth;

        public Frame? Caller { get; } = caller;

        public Term? Returned { get; set; }

        /// <summary>The elements that an iterator gives out one after the other, as a list.</summary>
        public Term? Yielded { get; set; }

        public FlowState? Exit { get; set; }

        public Dictionary<int, FlowState> Entries { get; } = [];
    }

    /// <summary>Everything of interest in a body, or nothing when it is too large to follow.</summary>
    public static ImmutableArray<Evaluated> Run(FlowSession session, Body body, CancellationToken token)
    {
        var evaluator = new Evaluator(session, body, true, token);
        evaluator.RunBody(new Frame(body, null, 0, null));
        if (evaluator.IsExhausted && evaluator._hasFollowedObjects)
        {
            evaluator = new Evaluator(session, body, true, token) { _followsObjects = false };
            evaluator.RunBody(new Frame(body, null, 0, null));
        }
        // Training loops with the whole network in them: what the calls are named is left when they cannot all be followed.
        if (evaluator.IsExhausted && !body.Graph.LocalFunctions.Any(StandsForItself))
        {
            evaluator = new Evaluator(session, body, true, token) { _followsObjects = false, _onlyNamed = true };
            evaluator.RunBody(new Frame(body, null, 0, null));
        }
        return evaluator.IsExhausted ? RunInParts(session, body, token) : evaluator._events.ToImmutableArray();
    }

    // A program without a class may be too large as a whole; its functions are methods, and each is followed for itself. Its statements
    // are followed without those that are large.
    private static ImmutableArray<Evaluated> RunInParts(FlowSession session, Body body, CancellationToken token)
    {
        var events = ImmutableArray.CreateBuilder<Evaluated>();
        var large = new HashSet<object>();
        foreach (IMethodSymbol function in body.Graph.LocalFunctions.Where(StandsForItself))
        {
            var evaluator = new Evaluator(session, body, true, token);
            var home = new Frame(body, null, 0, null);
            evaluator._frame = home;
            evaluator.RunBody(new Frame(evaluator.InnerBody(new Closure(function, body.Graph, evaluator.Self)), null, 0, home));
            if (!evaluator.IsExhausted)
                events.AddRange(evaluator._events);
            if (evaluator._steps > StepsOfSmallFunction)
                large.Add(function);
        }
        if (large.Count > 0)
        {
            var statements = new Evaluator(session, body, true, token) { _left = large };
            statements.RunBody(new Frame(body, null, 0, null));
            if (!statements.IsExhausted)
                events.AddRange(statements._events);
        }
        return events.ToImmutable();
    }

    /// <summary>What a body leaves behind; nothing is known when it is too large to follow.</summary>
    public static FlowState StateAfter(FlowSession session, Body body, CancellationToken token)
    {
        var evaluator = new Evaluator(session, body, false, token) { _muted = 1 };
        evaluator.RunBody(new Frame(body, null, 0, null));
        if (evaluator.IsExhausted)
            evaluator._state.Forget(Terms.Root("this"), body);
        return evaluator._state;
    }

    private bool IsExhausted => _steps > _stepLimit;

    // Runs a body from the current state; the state afterwards is that at its exits.
    private Term? RunBody(Frame frame)
    {
        Frame? caller = _frame;
        _frame = frame;
        ControlFlowGraph graph = frame.Body.Graph;
        var incoming = new Dictionary<int, FlowState> { [0] = _state };
        RunRegion(graph.Blocks.Select(b => b.Ordinal), null, incoming, (_, _) => { });
        RunLoneFunctions(graph);
        _state = frame.Exit ?? _state;
        _frame = caller!;
        return frame.Returned ?? frame.Yielded;
    }

    private void RunRegion(IEnumerable<int> ordinals, Loop? within, Dictionary<int, FlowState> incoming, Action<BasicBlock, FlowState> leave)
    {
        var done = new HashSet<int>();
        Frame frame = _frame;
        foreach (int ordinal in ordinals)
        {
            BasicBlock block = frame.Body.Graph.Blocks[ordinal];
            if (done.Contains(ordinal) || IsExhausted)
                continue;
            if (!incoming.TryGetValue(ordinal, out FlowState? state) && (state = HandlerEntry(block)) is null)
                continue;
            if (frame.Body.HasHandlers)
                frame.Entries[ordinal] = state;
            Loop? loop = frame.Body.Loops.HeadedBy(block);
            if (loop is not null && loop != within)
            {
                RunLoop(loop, state, Flow);
                done.UnionWith(loop.Blocks);
            }
            else
            {
                RunBlock(block, state, Flow);
            }
        }

        void Flow(BasicBlock target, FlowState state)
        {
            if (within is not null && (target == within.Header || !within.Blocks.Contains(target.Ordinal)))
                leave(target, state);
            else if (done.Contains(target.Ordinal))
                return;
            else
                incoming[target.Ordinal] = incoming.TryGetValue(target.Ordinal, out FlowState? other) ? FlowState.Join(other, state, target) : state;
        }
    }

    // A handler can be entered from anywhere in its try block: it sees what held before that.
    private FlowState? HandlerEntry(BasicBlock block)
    {
        ControlFlowRegion region = block.EnclosingRegion;
        while (region.FirstBlockOrdinal == block.Ordinal && region.EnclosingRegion is { } outer)
        {
            if (region.Kind is ControlFlowRegionKind.Catch or ControlFlowRegionKind.FilterAndHandler or ControlFlowRegionKind.Finally)
                return _frame.Entries.TryGetValue(outer.FirstBlockOrdinal, out FlowState? entry) ? entry.Clone() : null;
            region = outer;
        }
        return null;
    }

    private void RunBlock(BasicBlock block, FlowState state, Action<BasicBlock, FlowState> flow)
    {
        _token.ThrowIfCancellationRequested();
        // Nobody else has the state, unless a handler may ask for it.
        _state = _frame.Body.HasHandlers ? state.Clone() : state;
        foreach (IOperation operation in block.Operations)
            Evaluate(operation);
        Term? value = block.BranchValue is { } branch ? Evaluate(branch) : null;
        ControlFlowBranch? next = block.FallThroughSuccessor;
        if (block.Kind == BasicBlockKind.Exit)
        {
            _frame.Exit = FlowState.Join(_frame.Exit, _state, block);
            return;
        }
        if (block.ConditionKind != ControlFlowConditionKind.None && value is not null)
        {
            bool jumpsWhen = block.ConditionKind == ControlFlowConditionKind.WhenTrue;
            if (_frame.Depth > 0 && IsOnKinds(block.BranchValue!) && Decided(value) is { } truth)
            {
                Go(truth == jumpsWhen ? block.ConditionalSuccessor : next, _state);
                return;
            }
            Go(block.ConditionalSuccessor, Assume(_state, value, jumpsWhen));
            Learn(_state, value, !jumpsWhen);
            Go(next, _state);
            return;
        }
        if (next?.Semantics == ControlFlowBranchSemantics.Return && value is not null)
            _frame.Returned = _frame.Returned is null ? value : Terms.Any(_frame.Returned, value, (block, "return"));
        Go(next, _state);

        void Go(ControlFlowBranch? branch, FlowState after)
        {
            if (branch?.Destination is { } target && branch.Semantics is ControlFlowBranchSemantics.Regular or ControlFlowBranchSemantics.Return)
                flow(target, after);
        }
    }
}
