namespace SoftmaxGen.Analyzers.Tests.Mutations;

/// <summary>Code that is right for every input: what the mutants are made of.</summary>
internal static partial class StableKernels
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Kernel> All { get; } =
    [
        .. new[] { Vectors, Tables, Logarithms, Scalars }.SelectMany(group => group)
            .Select(kernel => kernel with { Source = "static partial class Kernel\n{\n" + kernel.Source + "\n}\n" }),
    ];
}
