using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Witness;

/// <summary>The nodes whose values somebody wants to see, and what they yielded.</summary>
internal sealed class WatchList
{
    private readonly Dictionary<SyntaxNode, OperationKind?> _nodes = [];
    private readonly List<Observation> _seen = [];
    private readonly int _limit;

    /// <summary>An empty list.</summary>
    /// <param name="limit">How many observations are kept.</param>
    public WatchList(int limit = 4096) => _limit = limit;

    /// <summary>Whether anything is watched.</summary>
    public bool Any => _nodes.Count > 0;

    /// <summary>What was seen, in order.</summary>
    public IReadOnlyList<Observation> Seen => _seen;

    /// <summary>Watches the operation, in whatever tree of the same syntax it comes up.</summary>
    public void Add(IOperation operation) => _nodes[operation.Syntax] = operation.Kind;

    /// <summary>Watches what the syntax yields before any implicit conversion.</summary>
    public void Add(SyntaxNode node) => _nodes[node] = null;

    /// <summary>Forgets what was seen.</summary>
    public void Clear() => _seen.Clear();

    /// <summary>Keeps the value if the operation is watched.</summary>
    public void Record(IOperation operation, object? value)
    {
        if (_seen.Count >= _limit || !_nodes.TryGetValue(operation.Syntax, out OperationKind? kind)) return;
        if (kind is { } wanted ? operation.Kind == wanted : !operation.IsImplicit) _seen.Add(new(operation.Syntax, Kept(value)));
    }

    // What a buffer holds now, since the run may go on to change it.
    private static object? Kept(object? value) => value switch
    {
        ArrayValue array => array.With((object?[])array.Cells.Clone()),
        SpanValue { Array: { } array } span => new ArrayValue(
            array.ElementType, [.. array.Cells.Skip(span.Offset).Take(span.Length)]),
        ListValue list => new ListValue(list.ElementType, [.. list.Items]),
        _ => Aggregate.CopyOf(value),
    };
}
