using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SoftmaxGen.Analyzers.Flow;

/// <summary>The natural loops of a control-flow graph, and what each of them assigns.</summary>
internal sealed class LoopForest
{
    private readonly Dictionary<int, Loop> _byHeader = [];

    public LoopForest(ControlFlowGraph graph)
    {
        foreach (BasicBlock block in graph.Blocks)
            foreach (BasicBlock target in Successors(block))
                if (target.Ordinal <= block.Ordinal)
                {
                    if (!_byHeader.TryGetValue(target.Ordinal, out Loop? loop))
                        _byHeader[target.Ordinal] = loop = new Loop(target);
                    loop.AddBody(block);
                }
        foreach (Loop loop in _byHeader.Values)
            loop.CollectAssigned(graph);
    }

    public Loop? HeadedBy(BasicBlock block) => _byHeader.TryGetValue(block.Ordinal, out Loop? loop) ? loop : null;

    public static IEnumerable<BasicBlock> Successors(BasicBlock block)
    {
        if (block.ConditionalSuccessor?.Destination is { } conditional)
            yield return conditional;
        if (block.FallThroughSuccessor?.Destination is { } next)
            yield return next;
    }
}

/// <summary>A loop: its header, its blocks, and the variables that some block in it assigns.</summary>
internal sealed class Loop(BasicBlock header)
{
    public BasicBlock Header { get; } = header;

    // x = c ? a : b keeps x in a capture, and assigns to that.
    private readonly Dictionary<CaptureId, IOperation> _captured = [];
    private readonly HashSet<CaptureId> _capturedTargets = [];

    public HashSet<int> Blocks { get; } = [header.Ordinal];

    /// <summary>The blocks in the order in which they are run.</summary>
    public ImmutableArray<int> InOrder { get; private set; } = ImmutableArray<int>.Empty;

    /// <summary>Locals, parameters and captures by their key in <see cref="FlowState.Variables"/>.</summary>
    public HashSet<object> Assigned { get; } = [];

    /// <summary>Fields and properties of <c>this</c> (or static ones).</summary>
    public HashSet<ISymbol> AssignedMembers { get; } = new(SymbolEqualityComparer.Default);

    public void AddBody(BasicBlock tail)
    {
        var work = new Stack<BasicBlock>();
        work.Push(tail);
        while (work.Count > 0)
        {
            BasicBlock block = work.Pop();
            if (!Blocks.Add(block.Ordinal))
                continue;
            foreach (ControlFlowBranch branch in block.Predecessors)
                // Jumps into the middle of a loop, from before it, do not belong to it.
                if (branch.Source.Ordinal >= Header.Ordinal)
                    work.Push(branch.Source);
        }
    }

    public void CollectAssigned(ControlFlowGraph graph)
    {
        InOrder = Blocks.OrderBy(ordinal => ordinal).ToImmutableArray();
        foreach (int ordinal in Blocks)
        {
            BasicBlock block = graph.Blocks[ordinal];
            foreach (IOperation operation in block.Operations)
                Collect(operation, graph);
            if (block.BranchValue is { } value)
                Collect(value, graph);
        }
        foreach (CaptureId id in _capturedTargets.ToList())
            if (_captured.TryGetValue(id, out IOperation? target))
                Target(target);
    }

    private void Collect(IOperation operation, ControlFlowGraph graph)
    {
        switch (operation)
        {
            case ISimpleAssignmentOperation simple:
                Target(simple.Target);
                break;
            case ICompoundAssignmentOperation compound:
                Target(compound.Target);
                break;
            case IIncrementOrDecrementOperation increment:
                Target(increment.Target);
                break;
            case IDeconstructionAssignmentOperation { Target: ITupleOperation tuple }:
                foreach (IOperation element in tuple.Elements)
                    Target(element);
                break;
            case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument:
                Target(argument.Value);
                break;
            case IFlowCaptureOperation capture:
                Assigned.Add((graph, capture.Id));
                _captured[capture.Id] = capture.Value;
                break;
        }
        foreach (IOperation child in operation.ChildOperations)
            Collect(child, graph);
    }

    private void Target(IOperation target)
    {
        switch (target)
        {
            case ILocalReferenceOperation local:
                Assigned.Add(local.Local);
                break;
            case IParameterReferenceOperation parameter:
                Assigned.Add(parameter.Parameter);
                break;
            case IFlowCaptureReferenceOperation capture:
                _capturedTargets.Add(capture.Id);
                break;
            case IDeclarationExpressionOperation declaration:
                Target(declaration.Expression);
                break;
            case IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation, Member: IFieldSymbol or IPropertySymbol } member:
                AssignedMembers.Add(member.Member);
                break;
        }
    }
}
