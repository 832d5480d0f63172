using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Emission;

/// <summary>A file to add to the compilation.</summary>
/// <param name="HintName">Its name, unique in the compilation.</param>
/// <param name="Text">What it holds.</param>
internal sealed record EmittedSource(string HintName, string Text);

/// <summary>A kernel's file with the helpers that it calls.</summary>
/// <param name="Source">The file.</param>
/// <param name="Helpers">The helpers, to be emitted once for all kernels.</param>
internal sealed record EmittedKernel(EmittedSource Source, EquatableArray<HelperUse> Helpers);
