namespace SoftmaxGen.Analyzers.Tests.Mutations;

/// <summary>A piece of stable code, or one that was made of it.</summary>
/// <param name="Name">What it is called in a test's output.</param>
/// <param name="Source">A class <c>Kernel</c>; its method <c>Run</c> is the one that is run.</param>
internal sealed record Kernel(string Name, string Source)
{
    /// <summary>The same after a change.</summary>
    public Kernel Changed(string by, string source) => new($"{Name}/{by}", source);
}
