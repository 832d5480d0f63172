namespace SoftmaxGen.Generator.Model;

/// <summary>What the consumer's target framework offers to emitted code: all that the later stages know of the compilation.</summary>
/// <param name="Vectors">
/// <c>Vector512</c> with its kin, <c>Unsafe</c>, <c>MemoryMarshal</c>, <c>BitConverter.SingleToInt32Bits</c>: net8.0 and later.
/// </param>
/// <param name="Spans"><c>Span&lt;T&gt;</c>: not on netstandard2.0 or .NET Framework without System.Memory.</param>
/// <param name="Parallel"><c>System.Threading.Tasks.Parallel</c>: everywhere but in trimmed-down sets of references.</param>
/// <param name="NativeIntegersNamed">Whether somebody has a type of the name <c>nint</c> or <c>nuint</c>, which are no keywords.</param>
internal sealed record TargetFacts(bool Vectors, bool Spans, bool Parallel, bool NativeIntegersNamed = false);
