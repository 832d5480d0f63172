namespace SoftmaxGen.Analyzers.Witness;

/// <summary>Methods of System.Array.</summary>
internal static class ArrayCalls
{
    /// <summary>A static method.</summary>
    public static LibraryCall? FindStatic(string name) => name switch
    {
        "Copy" => Copy,
        "Clear" => Clear,
        "Fill" => Fill,
        "Empty" => call => call.Machine.NewArray(call.Close(call.Method.TypeArguments[0]), 0),
        "Reverse" => call =>
        {
            (ArrayValue array, int start, int count) = Part(call);
            Array.Reverse(array.Cells, start, count);
            return null;
        },
        "IndexOf" => call => Array.FindIndex(Vector(call, 0).Cells, Same(call[1])),
        "ConvertAll" => call => Map(call),
        "ForEach" => call =>
        {
            DelegateValue action = Delegates.Of(call, 1);
            foreach (object? item in call.Machine.Items(Vector(call, 0))) action.Call([item]);
            return null;
        },
        "Exists" => call => Boxes.Of(Delegates.Any(call, Vector(call, 0), 1)),
        _ => null,
    };

    /// <summary>An instance method.</summary>
    public static LibraryCall? FindInstance(string name) => name switch
    {
        "Clone" => call => CloneOf(call.Machine, Receiver(call)),
        "GetLength" => call => InRange(call, Receiver(call).LengthOf(call.Int(0))),
        "GetUpperBound" => call => InRange(call, Receiver(call).LengthOf(call.Int(0))) is int length ? length - 1 : null,
        "GetLowerBound" => call => InRange(call, Receiver(call).LengthOf(call.Int(0))) is int ? 0 : null,
        "CopyTo" => call =>
        {
            ArrayValue source = Receiver(call);
            CopyCells(call.Machine, source, 0, Vector(call, 0), call.Int(1), source.Cells.Length);
            return null;
        },
        _ => null,
    };

    /// <summary>Copies between vectors that may overlap, with the checks of .NET.</summary>
    public static void CopyCells(Machine machine, ArrayValue source, int from, ArrayValue target, int to, int count)
    {
        if (count < 0 || from < 0 || to < 0) throw machine.Raise("System.ArgumentOutOfRangeException");
        if (count > source.Cells.Length - from || count > target.Cells.Length - to) throw machine.Raise("System.ArgumentException");
        for (int i = 0; i < count; i++) machine.Step();
        object?[] cells = new object?[count];
        for (int i = 0; i < count; i++) cells[i] = Aggregate.CopyOf(source.Cells[from + i]);
        NumberKind kind = NumberKinds.Of(target.ElementType);
        bool converts = kind != NumberKinds.Of(source.ElementType);
        for (int i = 0; i < count; i++)
        {
            object? cell = cells[i];
            if (converts) cell = cell is null ? null : NumberConversion.To(cell, kind, false) ?? throw Machine.Stuck("a copy between types");
            target.Cells[to + i] = cell;
        }
    }

    private static object? Copy(CallSite call)
    {
        if (call.Arguments.Length == 3)
        {
            CopyCells(call.Machine, Vector(call, 0), 0, Vector(call, 1), 0, call.Int(2));
        }
        else
        {
            CopyCells(call.Machine, Vector(call, 0), call.Int(1), Vector(call, 2), call.Int(3), call.Int(4));
        }

        return null;
    }

    private static object? Clear(CallSite call)
    {
        (ArrayValue array, int start, int count) = Part(call);
        for (int i = start; i < start + count; i++)
        {
            call.Machine.Step();
            array.Cells[i] = call.Machine.Default(array.ElementType, TypeEnvironment.Empty);
        }

        return null;
    }

    private static object? Fill(CallSite call)
    {
        ArrayValue array = Vector(call, 0);
        int start = call.Arguments.Length == 4 ? call.Int(2) : 0;
        int count = call.Arguments.Length == 4 ? call.Int(3) : array.Cells.Length;
        if (start < 0 || start > array.Cells.Length || count < 0 || count > array.Cells.Length - start)
        {
            throw call.Machine.Raise("System.ArgumentOutOfRangeException");
        }

        for (int i = start; i < start + count; i++)
        {
            call.Machine.Step();
            array.Cells[i] = Aggregate.CopyOf(call[1]);
        }

        return null;
    }

    private static ArrayValue Map(CallSite call)
    {
        ArrayValue source = Vector(call, 0);
        DelegateValue function = Delegates.Of(call, 1);
        ArrayValue result = call.Machine.NewArray(call.Close(call.Method.TypeArguments[1]), source.Cells.Length);
        for (int i = 0; i < source.Cells.Length; i++) result.Cells[i] = function.Call([source.Cells[i]]);
        return result;
    }

    private static ArrayValue CloneOf(Machine machine, ArrayValue array)
    {
        machine.Allocate(array.Cells.Length + 1);
        object?[] cells = (object?[])array.Cells.Clone();
        for (int i = 0; i < cells.Length; i++) cells[i] = Aggregate.CopyOf(cells[i]);
        return array.With(cells);
    }

    private static (ArrayValue Array, int Start, int Count) Part(CallSite call)
    {
        ArrayValue array = Vector(call, 0);
        if (call.Arguments.Length == 1) return (array, 0, array.Cells.Length);
        (int start, int count) = (call.Int(1), call.Int(2));
        return start < 0 || count < 0 || count > array.Cells.Length - start
            ? throw call.Machine.Raise("System.IndexOutOfRangeException")
            : (array, start, count);
    }

    private static object? InRange(CallSite call, int length) =>
        length >= 0 ? length : throw call.Machine.Raise("System.IndexOutOfRangeException");

    private static Predicate<object?> Same(object? wanted) => item => Equals(item, wanted);

    private static ArrayValue Receiver(CallSite call) => call.Receiver as ArrayValue ?? throw Machine.Stuck("a method of an unknown array");

    private static ArrayValue Vector(CallSite call, int index) => call[index] switch
    {
        ArrayValue array => array,
        null => throw call.Machine.Raise("System.ArgumentNullException"),
        _ => throw Machine.Stuck("an argument that is no array"),
    };
}
