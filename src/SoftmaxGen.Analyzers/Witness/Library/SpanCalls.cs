using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Witness;

/// <summary>Methods of Span, Memory and ArraySegment, and the extensions that make them.</summary>
internal static class SpanCalls
{
    /// <summary>A method of MemoryExtensions.</summary>
    public static LibraryCall? FindStatic(IMethodSymbol method)
    {
        string name = method.Name;
        return name switch
        {
            "AsSpan" or "AsMemory" => AsView,
            "CopyTo" => call => CopyTo(call.Machine, View(call, 0), View(call, 1)),
            "Reverse" when method.Parameters.Length == 1 => Reverse,
            "Fill" => call => Fill(call.Machine, View(call, 0), call[1]),
            "Contains" => call => Boxes.Of(IndexOf(call) >= 0),
            "IndexOf" => call => IndexOf(call),
            "SequenceEqual" when method.Parameters.Length == 2 => SequenceEqual,
            _ => null,
        };
    }

    /// <summary>An instance method.</summary>
    public static LibraryCall? FindInstance(string name) => name switch
    {
        "Slice" => call => Slice(call.Machine, Receiver(call), call.Int(0), call.Arguments.Length > 1 ? call.Int(1) : null),
        "CopyTo" => call => CopyTo(call.Machine, Receiver(call), View(call, 0)),
        "TryCopyTo" => call =>
        {
            if (Receiver(call).Length > View(call, 0).Length) return Boxes.Of(false);
            CopyTo(call.Machine, Receiver(call), View(call, 0));
            return Boxes.Of(true);
        },
        "Fill" => call => Fill(call.Machine, Receiver(call), call[0]),
        "Clear" => Clear,
        "ToArray" => ToArray,
        _ => null,
    };

    /// <summary>A part of a view that shares its storage.</summary>
    public static SpanValue Slice(Machine machine, SpanValue span, int start, int? length)
    {
        if ((uint)start > (uint)span.Length || (length is { } given && (uint)given > (uint)(span.Length - start)))
        {
            throw machine.Raise("System.ArgumentOutOfRangeException");
        }

        return new(span.Array, span.Offset + start, length ?? span.Length - start);
    }

    /// <summary>Anything that can be seen as a view.</summary>
    public static SpanValue View(CallSite call, int index) => call[index] switch
    {
        SpanValue span => span,
        ArrayValue array => SpanValue.Of(array),
        null => new(null, 0, 0),
        _ => throw Machine.Stuck("an argument that is no span"),
    };

    private static SpanValue Receiver(CallSite call) => call.Receiver as SpanValue ?? throw Machine.Stuck("a method of an unknown span");

    private static object? AsView(CallSite call)
    {
        SpanValue all = View(call, 0);
        return call.Arguments.Length switch
        {
            1 => all,
            2 when call[1] is int start => Slice(call.Machine, all, start, null),
            3 when call[1] is int start && call[2] is int length => Slice(call.Machine, all, start, length),
            2 when call[1] is RangeValue range => SliceBy(call.Machine, all, range),
            _ => throw Machine.Stuck("a view by an index"),
        };
    }

    private static SpanValue SliceBy(Machine machine, SpanValue span, RangeValue range)
    {
        int start = range.Start.OffsetIn(span.Length);
        return Slice(machine, span, start, range.End.OffsetIn(span.Length) - start);
    }

    private static object? CopyTo(Machine machine, SpanValue source, SpanValue target)
    {
        if (source.Length > target.Length) throw machine.Raise("System.ArgumentException");
        if (source.Length > 0)
        {
            ArrayCalls.CopyCells(machine, source.Array!, source.Offset, target.Array!, target.Offset, source.Length);
        }

        return null;
    }

    private static object? Fill(Machine machine, SpanValue span, object? value)
    {
        for (int i = 0; i < span.Length; i++)
        {
            machine.Step();
            span[i] = Aggregate.CopyOf(value);
        }

        return null;
    }

    private static object? Clear(CallSite call)
    {
        SpanValue span = Receiver(call);
        for (int i = 0; i < span.Length; i++)
        {
            call.Machine.Step();
            span[i] = call.Machine.Default(span.Array!.ElementType, TypeEnvironment.Empty);
        }

        return null;
    }

    private static object? Reverse(CallSite call)
    {
        if (call[0] is not SpanValue { Array: { } array } span) return null;
        Array.Reverse(array.Cells, span.Offset, span.Length);
        return null;
    }

    private static object? ToArray(CallSite call)
    {
        SpanValue span = Receiver(call);
        ArrayValue copy = call.Machine.NewArray(call.Close(call.Method.ContainingType.TypeArguments[0]), span.Length);
        for (int i = 0; i < span.Length; i++) copy.Cells[i] = Aggregate.CopyOf(span[i]);
        return copy;
    }

    private static int IndexOf(CallSite call)
    {
        SpanValue span = View(call, 0);
        if (call.Arguments.Length != 2 || NumberKinds.Of(call[1]) == NumberKind.None) throw Machine.Stuck("a search in a span");
        for (int i = 0; i < span.Length; i++)
        {
            call.Machine.Step();
            if (Equals(span[i], call[1])) return i;
        }

        return -1;
    }

    private static object SequenceEqual(CallSite call)
    {
        (SpanValue x, SpanValue y) = (View(call, 0), View(call, 1));
        bool same = x.Length == y.Length;
        for (int i = 0; i < x.Length && same; i++)
        {
            call.Machine.Step();
            same = Equals(LinqCalls.Comparable(x[i]), LinqCalls.Comparable(y[i]));
        }

        return Boxes.Of(same);
    }
}
