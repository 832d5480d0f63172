using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SoftmaxGen.Analyzers.Witness;

/// <content>Assignments.</content>
internal sealed partial class Machine
{
    private object? EvalAssignment(ISimpleAssignmentOperation assignment, Frame frame)
    {
        if (assignment.IsRef) return EvalRefAssignment(assignment, frame);
        Location target = LatePlace(assignment.Target, frame);
        object? value = Eval(assignment.Value, frame);
        target.Value = value;
        return Aggregate.CopyOf(value);
    }

    // What an assignment writes to: its parts are evaluated before the value, but nulls and bounds are noticed after it.
    private Location LatePlace(IOperation target, Frame frame)
    {
        switch (target)
        {
            case IArrayElementReferenceOperation element:
                object? array = Eval(element.ArrayReference, frame);
                object?[] indices = [.. element.Indices.Select(index => Eval(index, frame))];
                return new AccessorLocation(
                    () => Element(ArrayOf(array), indices).Value, value => Element(ArrayOf(array), indices).Value = value);
            case IFieldReferenceOperation { Field.IsStatic: false } field:
                object? owner = Owner(field, frame);
                return new AccessorLocation(
                    () => Field(field.Field, owner, frame).Value, value => Field(field.Field, owner, frame).Value = value);
            default:
                return Place(target, frame);
        }
    }

    private object? EvalRefAssignment(ISimpleAssignmentOperation assignment, Frame frame)
    {
        ISymbol symbol = assignment.Target switch
        {
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            _ => throw Stuck("a reference field"),
        };
        Location place = Place(assignment.Value, frame);
        frame.Declare(symbol, place);
        return place.Value;
    }

    private object? EvalCompound(ICompoundAssignmentOperation assignment, Frame frame)
    {
        Location target = Place(assignment.Target, frame);
        object? current = Aggregate.CopyOf(target.Value);
        object? operand = Eval(assignment.Value, frame);
        object? result = assignment.OperatorMethod is { } method && IsOfSource(method)
            ? Call(method, null, [current, operand], frame.Types, isVirtual: false)
            : Compound(assignment, current, operand, frame);
        target.Value = result;
        return Aggregate.CopyOf(result);
    }

    private object? Compound(ICompoundAssignmentOperation assignment, object? current, object? operand, Frame frame)
    {
        BinaryOperatorKind kind = assignment.OperatorKind;
        bool isChecked = assignment.IsChecked;
        if (current is PointerValue or string or OpaqueText || operand is string or OpaqueText)
        {
            return Apply(kind, current, operand, isChecked, assignment.Type);
        }

        if (current is null || operand is null)
        {
            return assignment.IsLifted ? null : throw Stuck("a compound assignment to null");
        }

        // The operator works in the type of its right operand, except for shifts.
        ITypeSymbol target = frame.Types.Close(assignment.Type!, Compilation);
        NumberKind result = NumberKinds.Of(NullableArgument(target) ?? target);
        NumberKind working = IntegerArithmetic.IsShift(kind) ? NumberKinds.Of(current) : NumberKinds.Of(operand);
        if (result == NumberKind.None || working == NumberKind.None) throw Stuck("a compound assignment of unknown type");
        object left = NumberConversion.To(current, working, isChecked) ?? throw Stuck("a conversion in an assignment");
        object value = Arithmetic.Binary(kind, left, operand, isChecked) ?? throw Stuck("an operator in an assignment");
        return NumberConversion.To(value, result, isChecked) ?? throw Stuck("a conversion in an assignment");
    }

    private object? EvalIncrement(IIncrementOrDecrementOperation operation, Frame frame)
    {
        Location target = Place(operation.Target, frame);
        object? before = Aggregate.CopyOf(target.Value);
        object? after;
        bool isIncrement = operation.Kind == OperationKind.Increment;
        if (operation.OperatorMethod is { } method && IsOfSource(method))
        {
            after = Call(method, null, [Aggregate.CopyOf(before)], frame.Types, isVirtual: false);
        }
        else if (before is PointerValue pointer)
        {
            after = new PointerValue(pointer.Array, pointer.Index + (isIncrement ? 1 : -1));
        }
        else if (before is null)
        {
            if (!operation.IsLifted) throw Stuck("an increment of null");
            return null;
        }
        else
        {
            after = Next(before, isIncrement, operation.IsChecked);
        }

        target.Value = after;
        return operation.IsPostfix ? before : Aggregate.CopyOf(after);
    }

    private static object Next(object value, bool isIncrement, bool isChecked)
    {
        object one = Arithmetic.OneLike(value) ?? throw Stuck("an increment of no number");
        object sum = Arithmetic.Binary(isIncrement ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract, value, one, isChecked)
            ?? throw Stuck("an increment of no number");
        return NumberConversion.To(sum, NumberKinds.Of(value), isChecked)!;
    }

    private object? EvalCoalesceAssignment(ICoalesceAssignmentOperation operation, Frame frame)
    {
        Location target = Place(operation.Target, frame);
        if (target.Value is { } present) return Aggregate.CopyOf(present);
        object? value = Eval(operation.Value, frame);
        target.Value = value;
        return Aggregate.CopyOf(value);
    }

    private object? EvalDeconstruction(IDeconstructionAssignmentOperation operation, Frame frame)
    {
        IOperation target = operation.Target is IDeclarationExpressionOperation declaration
            ? declaration.Expression
            : operation.Target;

        // The places on the left are found first, then the right side is evaluated, then everything is stored.
        List<(Location Place, ITypeSymbol? Type)> places = [];
        if (target is not ITupleOperation tuple) throw Stuck("a deconstruction into something that is no tuple");
        CollectPlaces(tuple, places, frame);
        object? value = Eval(operation.Value, frame);
        List<object?> parts = [];
        CollectParts(tuple, value, parts, frame);
        for (int i = 0; i < places.Count; i++)
        {
            places[i].Place.Value = places[i].Type is { } type ? ConvertItem(parts[i], type, frame.Types) : parts[i];
        }

        return value;
    }

    private void Deconstruct(IOperation target, object? value, Frame frame)
    {
        if (target is not ITupleOperation tuple) throw Stuck("a deconstruction into something that is no tuple");
        List<(Location Place, ITypeSymbol? Type)> places = [];
        CollectPlaces(tuple, places, frame);
        List<object?> parts = [];
        CollectParts(tuple, value, parts, frame);
        for (int i = 0; i < places.Count; i++) places[i].Place.Value = parts[i];
    }

    private void CollectPlaces(ITupleOperation tuple, List<(Location Place, ITypeSymbol? Type)> places, Frame frame)
    {
        foreach (IOperation element in tuple.Elements)
        {
            IOperation inner = element is IDeclarationExpressionOperation { Expression: ITupleOperation nested } ? nested : element;
            if (inner is ITupleOperation deeper) CollectPlaces(deeper, places, frame);
            else places.Add((LatePlace(inner, frame), inner is IDiscardOperation ? null : inner.Type));
        }
    }

    private void CollectParts(ITupleOperation tuple, object? value, List<object?> parts, Frame frame)
    {
        if (value is Aggregate { Type.IsTupleType: false } aggregate)
        {
            value = Deconstructed(aggregate, tuple.Elements.Length, frame);
        }

        if (value is not Aggregate { Type.IsTupleType: true } source || source.Fields.Length != tuple.Elements.Length)
        {
            throw Stuck("a deconstruction of something that is no tuple");
        }

        for (int i = 0; i < source.Fields.Length; i++)
        {
            IOperation element = tuple.Elements[i];
            IOperation inner = element is IDeclarationExpressionOperation { Expression: ITupleOperation nested } ? nested : element;
            if (inner is ITupleOperation deeper) CollectParts(deeper, source.Fields[i], parts, frame);
            else parts.Add(Aggregate.CopyOf(source.Fields[i]));
        }
    }

    // The method is not in the tree: an instance method Deconstruct with as many out parameters, or a record's own.
    private Aggregate Deconstructed(Aggregate value, int count, Frame frame)
    {
        IMethodSymbol method = value.Type.GetMembers("Deconstruct").OfType<IMethodSymbol>()
            .FirstOrDefault(m => !m.IsStatic && m.Parameters.Length == count && m.Parameters.All(p => p.RefKind == RefKind.Out))
            ?? throw Stuck("a deconstruction of something that is no tuple");
        ITypeSymbol tuple = Compilation.CreateTupleTypeSymbol(
            ImmutableArray.CreateRange(method.Parameters, p => frame.Types.Close(p.Type, Compilation)));
        if (IsOfSource(method)) return new(tuple, Parts(method, value, count), true);
        object?[] parts = [.. method.Parameters.Select(p => RecordProperty(value, p.Name))];
        return new(tuple, parts, true);
    }

    // A record's synthesized Deconstruct reads the positional properties, whose names are those of its parameters.
    private object? RecordProperty(Aggregate record, string name)
    {
        IPropertySymbol property = record.Type.GetMembers(name).OfType<IPropertySymbol>().FirstOrDefault()
            ?? throw Stuck("a deconstruction without source");
        return PropertyValue(property, record, [], TypeEnvironment.Empty, isVirtual: false);
    }
}
