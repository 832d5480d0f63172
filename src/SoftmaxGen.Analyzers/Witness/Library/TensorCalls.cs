using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SoftmaxGen.Analyzers.Witness;

/// <summary>
/// The usual functions of TensorPrimitives, element by element. The library sums in another order and has an
/// exponential of its own, so the last bits differ; what overflows there overflows here.
/// </summary>
internal static class TensorCalls
{
    /// <summary>A function; null where it is not known.</summary>
    public static LibraryCall? Find(IMethodSymbol method)
    {
        string name = method.Name;
        bool writes = method.ReturnsVoid;
        return (name, method.Parameters.Length, writes) switch
        {
            ("Exp" or "Log" or "Log2" or "Log10" or "Sqrt" or "Abs" or "Tanh" or "Sinh" or "Cosh" or "Negate", 2, true) =>
                call => Map(call, 1, (x, _) => Function(name, x)),
            ("Sigmoid", 2, true) => call => Map(call, 1, (x, _) => Sigmoid(x)),
            ("Add" or "Subtract" or "Multiply" or "Divide" or "Max" or "Min" or "Pow", 3, true) =>
                call => Map(call, 2, (x, i) => Operate(name, x, Other(call.Arguments[1], i, x))),
            ("SoftMax", 2, true) => SoftMax,
            ("Sum" or "Product" or "SumOfSquares" or "Max" or "Min" or "Norm", 1, false) => call => Fold(call, name),
            ("Dot", 2, false) => Dot,
            _ => null,
        };
    }

    private static object? Map(CallSite call, int target, Func<object, int, object> function)
    {
        SpanValue source = SpanCalls.View(call, 0);
        SpanValue destination = SpanCalls.View(call, target);
        if (destination.Length < source.Length) throw call.Machine.Raise("System.ArgumentException");
        if (call.Arguments.Length > target && call[1] is SpanValue other && target == 2 && other.Length != source.Length)
        {
            throw call.Machine.Raise("System.ArgumentException");
        }

        for (int i = 0; i < source.Length; i++)
        {
            call.Machine.Step();
            destination[i] = function(source[i]!, i);
        }

        return null;
    }

    private static object? SoftMax(CallSite call)
    {
        SpanValue source = SpanCalls.View(call, 0);
        SpanValue destination = SpanCalls.View(call, 1);
        if (source.Length == 0) throw call.Machine.Raise("System.ArgumentException");
        if (destination.Length < source.Length) throw call.Machine.Raise("System.ArgumentException");
        object sum = Like(source[0]!, 0);
        object[] exps = new object[source.Length];
        for (int i = 0; i < exps.Length; i++)
        {
            call.Machine.Step();
            exps[i] = Function("Exp", source[i]!);
            sum = Operate("Add", sum, exps[i]);
        }

        for (int i = 0; i < exps.Length; i++) destination[i] = Operate("Divide", exps[i], sum);
        return null;
    }

    private static object? Fold(CallSite call, string name)
    {
        SpanValue source = SpanCalls.View(call, 0);
        if (source.Length == 0)
        {
            return name is "Sum" or "SumOfSquares" && NumberKinds.Of(call.Close(call.Method.ReturnType)) is var kind and not NumberKind.None
                ? NumberConversion.To(0, kind, false)
                : throw call.Machine.Raise("System.ArgumentException");
        }

        object result = name is "SumOfSquares" or "Norm" ? Operate("Multiply", source[0]!, source[0]!) : source[0]!;
        for (int i = 1; i < source.Length; i++)
        {
            call.Machine.Step();
            object item = name is "SumOfSquares" or "Norm" ? Operate("Multiply", source[i]!, source[i]!) : source[i]!;
            result = Operate(name switch { "Product" => "Multiply", "Max" or "Min" => name, _ => "Add" }, result, item);
        }

        return name == "Norm" ? Function("Sqrt", result) : result;
    }

    private static object? Dot(CallSite call)
    {
        (SpanValue x, SpanValue y) = (SpanCalls.View(call, 0), SpanCalls.View(call, 1));
        if (x.Length != y.Length) throw call.Machine.Raise("System.ArgumentException");
        if (x.Length == 0) return NumberConversion.To(0, NumberKinds.Of(call.Close(call.Method.ReturnType)), false);
        object result = Operate("Multiply", x[0]!, y[0]!);
        for (int i = 1; i < x.Length; i++)
        {
            call.Machine.Step();
            result = Operate("Add", result, Operate("Multiply", x[i]!, y[i]!));
        }

        return result;
    }

    private static object Sigmoid(object x) =>
        Operate("Divide", Like(x, 1), Operate("Add", Like(x, 1), Function("Exp", Operate("Subtract", Like(x, 0), x))));

    private static object Other(object? argument, int index, object like) => argument switch
    {
        SpanValue span => span[index]!,
        ArrayValue array => array.Cells[index]!,
        { } scalar => NumberConversion.To(scalar, NumberKinds.Of(like), false)!,
        null => throw Machine.Stuck("a tensor without elements"),
    };

    private static object Like(object value, int number) => NumberConversion.To(number, NumberKinds.Of(value), false)!;

    private static object Function(string name, object x)
    {
        if (name == "Negate") return Operate("Subtract", Like(x, 0), x);
        NumberKind kind = NumberKinds.Of(x);
        return HostMath.Find(kind.ToString(), name, [kind])?.Invoke([x]) ?? throw Machine.Stuck($"TensorPrimitives.{name} of {kind}");
    }

    private static object Operate(string name, object x, object y)
    {
        NumberKind kind = NumberKinds.Of(x);
        BinaryOperatorKind operation = name switch
        {
            "Add" => BinaryOperatorKind.Add,
            "Subtract" => BinaryOperatorKind.Subtract,
            "Multiply" => BinaryOperatorKind.Multiply,
            "Divide" => BinaryOperatorKind.Divide,
            _ => BinaryOperatorKind.None,
        };
        object? result = operation == BinaryOperatorKind.None
            ? HostMath.Find(kind.ToString(), name, [kind, kind])?.Invoke([x, y])
            : Arithmetic.Binary(operation, x, y, false);
        return result ?? throw Machine.Stuck($"TensorPrimitives.{name} of {kind}");
    }
}
