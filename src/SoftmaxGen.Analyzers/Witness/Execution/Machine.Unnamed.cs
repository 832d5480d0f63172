using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SoftmaxGen.Analyzers.Witness;

/// <content>What Roslyn gives no operation of its own: stackalloc, fixed, pointers. Their syntax tells what they are.</content>
internal sealed partial class Machine
{
    private Signal ExecUnnamed(IOperation operation, Frame frame)
    {
        if (operation.Syntax is not FixedStatementSyntax) throw Stuck($"a {operation.Syntax.GetType().Name}");
        foreach (IOperation child in operation.ChildOperations)
        {
            Signal signal = Exec(child, frame);
            if (signal != Signal.Next) return signal;
        }

        return Signal.Next;
    }

    private object? EvalUnnamed(IOperation operation, Frame frame)
    {
        if (operation.Syntax is StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax)
        {
            return EvalStackAlloc(operation, frame);
        }

        if (UnnamedPlace(operation, frame) is { } place) return Aggregate.CopyOf(place.Value);
        IOperation? only = operation.ChildOperations.Count == 1 ? operation.ChildOperations.First() : null;
        if (!operation.IsImplicit || only is null || operation.Type?.TypeKind != TypeKind.Pointer)
        {
            throw Stuck($"a {operation.Syntax.GetType().Name}");
        }

        // The initializer of a fixed statement.
        return Eval(only, frame) switch
        {
            PointerValue pointer => pointer,
            ArrayValue { Cells.Length: > 0 } array => new PointerValue(array, 0),
            SpanValue { Length: > 0 } span => new PointerValue(span.Array!, span.Offset),
            null or ArrayValue or SpanValue => null,
            _ => throw Stuck("a pointer to something that is no array"),
        };
    }

    private object EvalStackAlloc(IOperation operation, Frame frame)
    {
        ITypeSymbol type = frame.Types.Close(operation.Type ?? throw Stuck("a stackalloc without a type"), Compilation);
        ITypeSymbol element = type switch
        {
            IPointerTypeSymbol pointer => pointer.PointedAtType,
            INamedTypeSymbol { Arity: 1 } span => span.TypeArguments[0],
            _ => throw Stuck("a stackalloc of unknown type"),
        };
        List<IOperation> children = [.. operation.ChildOperations];
        int count = children.Count > 0 && Eval(children[0], frame) is int length ? length : throw Stuck("a stackalloc of unknown length");
        if (count < 0) throw Raise("System.OverflowException");
        ArrayValue array = NewArray(element, count);
        List<IOperation> values = children.Count == 2 && children[1] is IArrayInitializerOperation braces
            ? [.. braces.ElementValues]
            : children.GetRange(1, children.Count - 1);
        if (values.Count > count) throw Stuck("a stackalloc of unknown length");
        for (int i = 0; i < values.Count; i++) array.Cells[i] = Eval(values[i], frame);
        return type.TypeKind == TypeKind.Pointer ? new PointerValue(array, 0) : SpanValue.Of(array);
    }

    private CellLocation? UnnamedPlace(IOperation operation, Frame frame)
    {
        List<IOperation> children = [.. operation.ChildOperations];
        if (children.Count == 0 || children[0].Type?.TypeKind != TypeKind.Pointer) return null;
        object? pointer;
        switch (operation.Syntax)
        {
            case PrefixUnaryExpressionSyntax { RawKind: (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.PointerIndirectionExpression }
                when children.Count == 1:
                pointer = Eval(children[0], frame);
                break;
            case ElementAccessExpressionSyntax when children.Count == 2:
                object? start = Eval(children[0], frame);
                pointer = Pointers.Apply(BinaryOperatorKind.Add, start, Eval(children[1], frame));
                break;
            default:
                return null;
        }

        // Outside its array a pointer meets memory that we know nothing of.
        return pointer is PointerValue { Index: var index, Array: var array } && index >= 0 && index < array.Cells.Length
            ? new CellLocation(array, (int)index)
            : throw Stuck("a pointer outside its array");
    }

    private object? EvalAddress(IAddressOfOperation address, Frame frame) => Place(address.Reference, frame) switch
    {
        CellLocation cell => new PointerValue(cell.Array, cell.Index),
        _ => throw Stuck("the address of something that is no element"),
    };
}
