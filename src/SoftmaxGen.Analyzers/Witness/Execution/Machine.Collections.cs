using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SoftmaxGen.Analyzers.Witness;

/// <content>Collection expressions, and indexers that are found by pattern.</content>
internal sealed partial class Machine
{
    // Roslyn 4.3 names neither; the host may be newer.
    private const int CollectionExpressionKind = 127;
    private const int SpreadKind = 128;

    private object EvalCollection(IOperation operation, Frame frame)
    {
        ITypeSymbol type = frame.Types.Close(operation.Type ?? throw Stuck("a collection without a type"), Compilation);
        ITypeSymbol element = type switch
        {
            IArrayTypeSymbol { Rank: 1 } array => array.ElementType,
            INamedTypeSymbol { Arity: 1 } named => named.TypeArguments[0],
            _ => throw Stuck("a collection of unknown type"),
        };
        List<object?> items = [];
        foreach (IOperation child in operation.ChildOperations)
        {
            if ((int)child.Kind != SpreadKind)
            {
                items.Add(Eval(child, frame));
                continue;
            }

            foreach (object? item in Items(Eval(child.ChildOperations.First(), frame)))
            {
                items.Add(Aggregate.CopyOf(ConvertItem(item, element, frame.Types)));
            }
        }

        Allocate(items.Count + 1);
        if (type.Name is "List" or "IList" or "ICollection") return new ListValue(element, items);
        ArrayValue storage = new(element, [.. items]);
        return type switch
        {
            IArrayTypeSymbol => storage,
            _ when Views.IsView(type) => SpanValue.Of(storage),
            { Name: "IEnumerable" or "IReadOnlyList" or "IReadOnlyCollection" } => storage,
            _ => throw Stuck("a collection of unknown type"),
        };
    }

    private object? EvalImplicitIndexer(IImplicitIndexerReferenceOperation indexer, Frame frame) =>
        Aggregate.CopyOf(ImplicitIndexer(indexer, frame).Value);

    private Location ImplicitIndexer(IImplicitIndexerReferenceOperation indexer, Frame frame)
    {
        object? instance = Owner(indexer.Instance, frame);
        object? argument = Eval(indexer.Argument, frame);
        int length = instance switch
        {
            SpanValue span => span.Length,
            ListValue list => list.Items.Count,
            string text => text.Length,
            ArrayValue array => array.Cells.Length,
            null => throw Raise("System.NullReferenceException"),
            _ => throw Stuck("an indexer found by pattern"),
        };
        if (argument is not RangeValue range)
        {
            object?[] index = [Offset(argument, length)];
            return LibraryProperties.Place(this, instance, index) ?? throw Stuck("an indexer found by pattern");
        }

        (int start, int count) = Bounds(range, length);
        return new Slot(instance switch
        {
            SpanValue span => new SpanValue(span.Array, span.Offset + start, count),
            string text => text.Substring(start, count),
            ArrayValue array => Slice(array, range),
            _ => throw Stuck("a slice of a list"),
        });
    }
}
