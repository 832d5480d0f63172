namespace SoftmaxGen.Benchmarks.Kernels;

/// <summary>The kernels compiled into this program: one set for each <c>ClassCount</c> of the project file.</summary>
internal static class KernelCatalog
{
    private static readonly Dictionary<int, object> Sets = typeof(IKernels<>).Assembly.GetTypes()
        .Where(type => type is { IsClass: true } && typeof(IKernels<float>).IsAssignableFrom(type))
        .Select(type => Activator.CreateInstance(type)!)
        .ToDictionary(set => ((IKernels<float>)set).Classes);

    /// <summary>Every class count that has kernels, ascending.</summary>
    public static IReadOnlyList<int> ClassCounts { get; } = [.. Sets.Keys.Order()];

    /// <summary>The kernels of that many classes.</summary>
    public static IKernels<T> Of<T>(int classes) => Sets.TryGetValue(classes, out object? set)
        ? (IKernels<T>)set
        : throw new ArgumentOutOfRangeException(
            nameof(classes), classes, "No kernels of that many classes; add it to ClassCount in the project file.");
}
