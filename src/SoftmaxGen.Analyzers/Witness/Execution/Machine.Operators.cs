using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SoftmaxGen.Analyzers.Witness;

/// <content>Operators.</content>
internal sealed partial class Machine
{
    private bool Truth(IOperation condition, Frame frame) => Eval(condition, frame) as bool? ?? throw Stuck("a condition that is no bool");

    private object? EvalBinary(IBinaryOperation operation, Frame frame)
    {
        BinaryOperatorKind kind = operation.OperatorKind;
        if (kind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr)
        {
            if (operation.OperatorMethod is not null) throw Stuck("a user-defined conditional operator");
            bool left = Truth(operation.LeftOperand, frame);
            return left == (kind == BinaryOperatorKind.ConditionalOr) ? Boxes.Of(left) : Boxes.Of(Truth(operation.RightOperand, frame));
        }

        object? x = Eval(operation.LeftOperand, frame);
        object? y = Eval(operation.RightOperand, frame);
        if (operation.OperatorMethod is { } method && IsOfUser(method))
        {
            return operation.IsLifted && (x is null || y is null) ? Lifted(kind, x, y) : CallOperator(method, operation.ConstrainedToType, [x, y], frame);
        }

        return operation.IsLifted && (x is null || y is null)
            ? Lifted(kind, x, y)
            : Apply(kind, x, y, operation.IsChecked, operation.Type is { } type ? frame.Types.Close(type, Compilation) : null);
    }

    private object? CallOperator(IMethodSymbol method, ITypeSymbol? constrained, object?[] operands, Frame frame)
    {
        if (!method.IsAbstract && !method.IsVirtual) return Call(method, null, operands, frame.Types, isVirtual: false);
        ITypeSymbol self = SelfOf(method, constrained, frame.Types);
        return self.FindImplementationForInterfaceMember(ClosedInterfaceMember(method, self)) is IMethodSymbol found
            ? Call(found, null, operands, frame.Types, isVirtual: false)
            : throw Stuck($"{method.Name} of {self.Name}");
    }

    // Operators of primitive types, whether built in or reached through generic math, are computed here.
    private bool IsOfUser(IMethodSymbol method) =>
        IsOfSource(method) || (method.IsAbstract && !method.ContainingType.DeclaringSyntaxReferences.IsEmpty);

    private static object? Lifted(BinaryOperatorKind kind, object? x, object? y) => kind switch
    {
        BinaryOperatorKind.Equals => Boxes.Of(x is null && y is null),
        BinaryOperatorKind.NotEquals => Boxes.Of(x is not null || y is not null),
        BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan
            or BinaryOperatorKind.GreaterThanOrEqual => Boxes.Of(false),
        BinaryOperatorKind.And when x is false || y is false => Boxes.Of(false),
        BinaryOperatorKind.Or when x is true || y is true => Boxes.Of(true),
        _ => null,
    };

    private object? Apply(BinaryOperatorKind kind, object? x, object? y, bool isChecked, ITypeSymbol? type)
    {
        if (x is not null && y is not null && Arithmetic.Binary(kind, x, y, isChecked) is { } result)
        {
            // Enums and generic math over small integers come back in their own type.
            NumberKind wanted = NumberKinds.Of(type);
            return wanted is NumberKind.None || result is bool || NumberKinds.Of(result) == wanted
                ? result
                : NumberConversion.To(result, wanted, isChecked) ?? throw Stuck("the type of an operator");
        }

        if (kind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals)
        {
            return Boxes.Of(AreSame(x, y) == (kind == BinaryOperatorKind.Equals));
        }

        if (x is PointerValue || y is PointerValue) return Pointers.Apply(kind, x, y) ?? throw Stuck("a pointer operator");
        if (kind == BinaryOperatorKind.Add && (x is string or OpaqueText || y is string or OpaqueText))
        {
            return Texts.Of(x) is { } left && Texts.Of(y) is { } right ? left + right : OpaqueText.Instance;
        }

        if (kind is BinaryOperatorKind.LeftShift or BinaryOperatorKind.RightShift or BinaryOperatorKind.Add or BinaryOperatorKind.Subtract
            && x is not null && y is not null && NumberKinds.Of(x) != NumberKinds.Of(y))
        {
            // An enum and a number of another width.
            NumberKind kindOfX = NumberKinds.Of(NumberConversion.Promote(x));
            if (NumberConversion.To(y, kindOfX, isChecked) is { } same) return Apply(kind, NumberConversion.Promote(x), same, isChecked, type);
        }

        throw Stuck($"the operator {kind}");
    }

    private static bool AreSame(object? x, object? y)
    {
        if (x is null || y is null) return x is null && y is null;
        return (x, y) switch
        {
            (string a, string b) => a == b,
            (TypeValue a, TypeValue b) => SymbolEqualityComparer.Default.Equals(a.Type, b.Type),
            (PointerValue a, PointerValue b) => a.Array == b.Array && a.Index == b.Index,
            (OpaqueText, _) or (_, OpaqueText) or (DelegateValue, _) or (SpanValue, _)
                or (SequenceValue, _) or (ExceptionValue, _) => throw Stuck("a comparison of values of unknown type"),
            (Aggregate { IsValue: true }, _) => throw Stuck("a comparison of structs"),
            (Aggregate { Type: INamedTypeSymbol { IsRecord: true } }, _) => ReferenceEquals(x, y) ? true : throw Stuck("a comparison of records"),
            (Aggregate or ArrayValue or ListValue, _) => ReferenceEquals(x, y),
            _ => throw Stuck("a comparison of values of unknown type"),
        };
    }

    private object? EvalUnary(IUnaryOperation operation, Frame frame)
    {
        object? value = Eval(operation.Operand, frame);
        if (operation.OperatorKind == UnaryOperatorKind.Hat)
        {
            return value is int fromEnd ? new IndexValue(fromEnd, true) : throw Stuck("an index from the end");
        }

        if (operation.OperatorMethod is { } method && IsOfUser(method))
        {
            return operation.IsLifted && value is null ? null : CallOperator(method, operation.ConstrainedToType, [value], frame);
        }

        if (value is null) return operation.IsLifted ? null : throw Stuck("an operator on null");
        object result = Arithmetic.Unary(operation.OperatorKind, value, operation.IsChecked) ?? throw Stuck($"the operator {operation.OperatorKind}");
        NumberKind wanted = NumberKinds.Of(operation.Type is { } type ? frame.Types.Close(NullableArgument(type) ?? type, Compilation) : null);
        return wanted is NumberKind.None or NumberKind.Boolean || NumberKinds.Of(result) == wanted
            ? result
            : NumberConversion.To(result, wanted, operation.IsChecked);
    }

    private object? EvalConditional(IConditionalOperation operation, Frame frame) => Truth(operation.Condition, frame)
        ? Eval(operation.WhenTrue, frame)
        : Eval(operation.WhenFalse ?? throw Stuck("half a conditional"), frame);

    private object? EvalCoalesce(ICoalesceOperation operation, Frame frame)
    {
        object? value = Eval(operation.Value, frame);
        if (value is null) return Eval(operation.WhenNull, frame);
        return operation.Type is { } type ? ConvertItem(value, NullableArgument(type) ?? type, frame.Types) : value;
    }

    private object? EvalConditionalAccess(IConditionalAccessOperation access, Frame frame)
    {
        object? target = Eval(access.Operation, frame);
        if (target is null) return null;
        object? outer = frame.Conditional;
        frame.Conditional = target;
        object? result = Eval(access.WhenNotNull, frame);
        frame.Conditional = outer;
        return result;
    }

    private object EvalTupleBinary(ITupleBinaryOperation operation, Frame frame)
    {
        object? left = Eval(operation.LeftOperand, frame);
        object? right = Eval(operation.RightOperand, frame);
        return Boxes.Of(TuplesEqual(left, right) == (operation.OperatorKind == BinaryOperatorKind.Equals));
    }

    private bool TuplesEqual(object? left, object? right)
    {
        if (left is not Aggregate { Type.IsTupleType: true } a || right is not Aggregate { Type.IsTupleType: true } b
            || a.Fields.Length != b.Fields.Length)
        {
            throw Stuck("a comparison of tuples");
        }

        for (int i = 0; i < a.Fields.Length; i++)
        {
            bool equal = a.Fields[i] is Aggregate
                ? TuplesEqual(a.Fields[i], b.Fields[i])
                : Apply(BinaryOperatorKind.Equals, a.Fields[i], b.Fields[i], false, null) is true;
            if (!equal) return false;
        }

        return true;
    }

    private RangeValue EvalRange(IRangeOperation range, Frame frame)
    {
        IndexValue start = range.LeftOperand is null ? new(0, false) : IndexOf(Eval(range.LeftOperand, frame));
        IndexValue end = range.RightOperand is null ? new(0, true) : IndexOf(Eval(range.RightOperand, frame));
        return new(start, end);
    }

    private static IndexValue IndexOf(object? value) => value switch
    {
        IndexValue index => index,
        int index => new(index, false),
        _ => throw Stuck("an index of unknown type"),
    };
}
