using System.Runtime.InteropServices;

namespace SoftmaxGen.Kernels.Tests.Calling;

/// <summary>A kernel behind its adapter, so that all signatures are called alike; void kernels give zero.</summary>
/// <typeparam name="T">The element.</typeparam>
public delegate T Kernel<T>(Arguments<T> arguments)
    where T : struct;

/// <summary>
/// What a kernel is called with, under the names of its parameters. The adapters that are compiled beside the kernels
/// take it apart, each into the parameters that its kernel has; nothing is allocated on the way.
/// </summary>
/// <typeparam name="T">The element.</typeparam>
public sealed class Arguments<T>
    where T : struct
{
    private readonly Dictionary<string, Memory<T>> elements = [];
    private readonly HashSet<string> nulls = [];
    private readonly Dictionary<string, object> labels = [];

    /// <summary>The factor of the gradient.</summary>
    public T Scale { get; set; }

    /// <summary>The first class of a shard.</summary>
    public int ClassOffset { get; set; }

    /// <summary>The elements of that parameter; empty where it was not given.</summary>
    public Memory<T> this[string parameter]
    {
        get => elements.GetValueOrDefault(parameter);
        set => elements[parameter] = value;
    }

    /// <summary>Gives null for that array parameter.</summary>
    public void SetNull(string parameter) => nulls.Add(parameter);

    /// <summary>Gives labels, read or written.</summary>
    public void SetLabels<TLabel>(Memory<TLabel> values, string parameter = "labels") => labels[parameter] = values;

    /// <summary>The labels of that parameter, of the type they were given in.</summary>
    public Memory<TLabel> LabelMemory<TLabel>(string parameter) =>
        labels.TryGetValue(parameter, out object? values) ? (Memory<TLabel>)values : default;

    /// <summary>The whole array under a parameter that is an array.</summary>
    public T[] ElementArray(string parameter) => nulls.Contains(parameter) ? null! : Whole(this[parameter]);

    /// <summary>The whole array under a parameter of labels.</summary>
    public TLabel[] LabelArray<TLabel>(string parameter) =>
        nulls.Contains(parameter) ? null! : Whole(LabelMemory<TLabel>(parameter));

    private static TElement[] Whole<TElement>(Memory<TElement> memory)
    {
        if (!MemoryMarshal.TryGetArray<TElement>(memory, out ArraySegment<TElement> part))
        {
            throw new InvalidOperationException("The memory of an array parameter must lie on an array.");
        }

        return part.Count == (part.Array?.Length ?? 0)
            ? part.Array ?? []
            : throw new InvalidOperationException("An array parameter must be given a whole array.");
    }
}
