using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Emission;

/// <summary>
/// How emitted code reaches the elements of a buffer. Where the framework has vectors, by a reference to the first
/// element and an unchecked offset (every length was checked before); elsewhere by checked indexing of a span or array.
/// </summary>
internal sealed class Access(TargetFacts target)
{
    /// <summary>Whether buffers are passed as references to their first element.</summary>
    public bool ByReference { get; } = target.Vectors;

    /// <summary>The type of an offset or index.</summary>
    public string IndexType => ByReference ? "nuint" : "int";

    /// <summary>The type of a buffer as a kernel's entry takes it.</summary>
    public string BufferType(string element, bool written) =>
        !target.Spans ? $"{element}[]" : written ? $"Span<{element}>" : $"ReadOnlySpan<{element}>";

    /// <summary>A parameter for a whole buffer.</summary>
    public string Parameter(string element, string name, bool written) =>
        ByReference ? $"ref {element} {name}" : $"{BufferType(element, written)} {name}";

    /// <summary>An argument that hands on a buffer taken by <see cref="Parameter"/>.</summary>
    public string Argument(string name) => ByReference ? $"ref {name}" : name;

    /// <summary>An argument that hands a span or array of the entry to <see cref="Parameter"/>.</summary>
    public string EntryArgument(string name) => ByReference ? $"ref MemoryMarshal.GetReference({name})" : name;

    /// <summary>A parameter for one row of a buffer.</summary>
    public string RowParameter(string element, string name, bool written) =>
        ByReference ? $"ref {element} {name}" : $"{BufferType(element, written)} {name}, int {name}At";

    /// <summary>An argument for <see cref="RowParameter"/>: the row of that buffer that begins at that offset.</summary>
    public string RowArgument(string name, string at) =>
        ByReference ? $"ref Unsafe.Add(ref {name}, {at})" : $"{name}, {at}";

    /// <summary>An element of a whole buffer.</summary>
    public string Element(string name, string index) =>
        ByReference ? $"Unsafe.Add(ref {name}, {index})" : $"{name}[{index}]";

    /// <summary>An element of a row taken by <see cref="RowParameter"/>.</summary>
    public string RowElement(string name, string index) => Element(name, ByReference ? index : $"{name}At + {index}");

    /// <summary>The running number of a row as an index.</summary>
    public string RowIndex(string row) => ByReference ? $"(nuint){row}" : row;

    /// <summary>Registers of a row taken by <see cref="RowParameter"/>, from that index on.</summary>
    public string Load(Lanes lanes, string name, string index) =>
        lanes.IsScalar ? RowElement(name, index) : $"{lanes.Vector}.LoadUnsafe(ref {name}, {index})";

    /// <summary>A statement that stores such a register.</summary>
    public string Store(Lanes lanes, string value, string name, string index) =>
        lanes.IsScalar ? $"{RowElement(name, index)} = {value};"
        : IsPrimary(value) ? $"{value}.StoreUnsafe(ref {name}, {index});"
        : $"({value}).StoreUnsafe(ref {name}, {index});";

    /// <summary>Whether an expression needs no parentheses before a dot: a name or a call.</summary>
    private static bool IsPrimary(string expression)
    {
        int depth = 0;
        foreach (char c in expression)
        {
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0 && (c == ' ' || c == '-'))
            {
                return false;
            }
        }

        return true;
    }
}
