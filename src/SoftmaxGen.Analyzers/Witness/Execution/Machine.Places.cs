using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SoftmaxGen.Analyzers.Witness;

/// <content>Places: what can be assigned to or referred to.</content>
internal sealed partial class Machine
{
    private static Location Variable(ISymbol symbol, Frame frame) =>
        frame.Find(symbol) ?? (frame.Self as Aggregate)?.Captured?.Find(symbol) ?? throw Stuck($"{symbol.Name} has no value");

    /// <summary>The place of an expression; a place of its own for what is only a value.</summary>
    private Location Place(IOperation operation, Frame frame)
    {
        Step();
        switch (operation)
        {
            case ILocalReferenceOperation local:
                if (local.IsDeclaration && frame.Find(local.Local) is null) return DeclareOut(local.Local, frame);
                return local.IsDeclaration ? DeclareOut(local.Local, frame) : Variable(local.Local, frame);
            case IParameterReferenceOperation parameter: return Variable(parameter.Parameter, frame);
            case IDeclarationExpressionOperation declaration: return Place(declaration.Expression, frame);
            case IDiscardOperation: return new Nowhere();
            case IParenthesizedOperation parenthesized: return Place(parenthesized.Operand, frame);
            case IArrayElementReferenceOperation element: return Element(element, frame);
            case IFieldReferenceOperation field: return Field(field.Field, Owner(field, frame), frame);
            case IPropertyReferenceOperation property: return Property(property, frame);
            case IImplicitIndexerReferenceOperation indexer: return ImplicitIndexer(indexer, frame);
            case IInvocationOperation { TargetMethod: { ReturnsByRef: true } or { ReturnsByRefReadonly: true } } call:
                return Invoke(call, frame) as Location ?? throw Stuck("a reference from a library");
            case IConditionalOperation { IsRef: true, WhenFalse: { } otherwise } conditional:
                return Place(Truth(conditional.Condition, frame) ? conditional.WhenTrue : otherwise, frame);
            case ISimpleAssignmentOperation { IsRef: true } assignment:
                EvalAssignment(assignment, frame);
                return Place(assignment.Target, frame);
            case IInstanceReferenceOperation self: return new Slot(EvalSelf(self, frame));
            default:
                return operation.Kind == OperationKind.None && UnnamedPlace(operation, frame) is { } place
                    ? place
                    : new Slot(Eval(operation, frame));
        }
    }

    private static Slot DeclareOut(ILocalSymbol local, Frame frame)
    {
        Slot slot = new(null);
        frame.Declare(local, slot);
        return slot;
    }

    /// <summary>The receiver of a member: a struct in its place, so that members can change it.</summary>
    private object? Owner(IOperation? instance, Frame frame)
    {
        if (instance is null) return null;
        return instance switch
        {
            ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation
                or IArrayElementReferenceOperation or IInstanceReferenceOperation
                when instance.Type is not { IsReferenceType: true } && !instance.ConstantValue.HasValue
                => Observed(instance, Place(instance, frame).Value),
            IPropertyReferenceOperation { Property.ReturnsByRef: true } or IPropertyReferenceOperation { Property.ReturnsByRefReadonly: true }
                or IInvocationOperation { TargetMethod.ReturnsByRef: true }
                => Observed(instance, Place(instance, frame).Value),
            _ => Eval(instance, frame),
        };
    }

    private object? Owner(IMemberReferenceOperation member, Frame frame) =>
        member.Member.IsStatic ? null : Owner(member.Instance, frame);

    private object? Observed(IOperation operation, object? value)
    {
        if (_watch.Any) _watch.Record(operation, value);
        return value;
    }

    private Location Element(IArrayElementReferenceOperation element, Frame frame)
    {
        object? array = Eval(element.ArrayReference, frame);
        object?[] indices = [.. element.Indices.Select(index => Eval(index, frame))];
        return Element(ArrayOf(array), indices);
    }

    private Location Element(ArrayValue array, object?[] indices)
    {
        if (indices.Length == 1 && indices[0] is RangeValue range) return new Slot(Slice(array, range));
        int[] offsets = new int[indices.Length];
        for (int i = 0; i < offsets.Length; i++) offsets[i] = Offset(indices[i], array.LengthOf(i));
        int index = array.IndexOf(offsets);
        return index < 0 ? throw Raise("System.IndexOutOfRangeException") : new CellLocation(array, index);
    }

    private object? ElementOrSlice(IArrayElementReferenceOperation element, Frame frame)
    {
        // The usual case, without a place.
        if (element.Indices.Length == 1 && element.Indices[0].Type?.SpecialType == SpecialType.System_Int32)
        {
            object? value = Eval(element.ArrayReference, frame);
            int index = (int)Eval(element.Indices[0], frame)!;
            ArrayValue array = ArrayOf(value);
            return (uint)index < (uint)array.Cells.Length
                ? array.Cells[index]
                : throw Raise("System.IndexOutOfRangeException");
        }

        return Element(element, frame).Value;
    }

    private ArrayValue ArrayOf(object? value) => value switch
    {
        ArrayValue array => array,
        null => throw Raise("System.NullReferenceException"),
        _ => throw Stuck("an element of something that is no array"),
    };

    private ArrayValue Slice(ArrayValue array, RangeValue range)
    {
        (int start, int length) = Bounds(range, array.Cells.Length);
        Allocate(length);
        object?[] cells = new object?[length];
        for (int i = 0; i < length; i++) cells[i] = Aggregate.CopyOf(array.Cells[start + i]);
        return new(array.ElementType, cells);
    }

    /// <summary>The start and the length of a range in something of this length.</summary>
    private (int Start, int Length) Bounds(RangeValue range, int length)
    {
        int start = range.Start.OffsetIn(length);
        int end = range.End.OffsetIn(length);
        return (uint)end > (uint)length || (uint)start > (uint)end
            ? throw Raise("System.ArgumentOutOfRangeException")
            : (start, end - start);
    }

    /// <summary>The position that an index of any type stands for; -1 beyond what an int can hold.</summary>
    private static int Offset(object? index, int length) => index switch
    {
        int value => value,
        IndexValue value => value.OffsetIn(length),
        long value => value is >= 0 and <= int.MaxValue ? (int)value : -1,
        uint value => value <= int.MaxValue ? (int)value : -1,
        ulong value => value <= int.MaxValue ? (int)value : -1,
        _ => NumberConversion.To(index!, NumberKind.Int32, false) as int? ?? throw Stuck("an index of unknown type"),
    };
}
