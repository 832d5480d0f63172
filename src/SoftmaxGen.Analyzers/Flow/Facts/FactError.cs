namespace SoftmaxGen.Analyzers.Flow.Facts;

/// <summary>A line of a user's table that says nothing, and why.</summary>
internal sealed record FactError(string Path, int Line, string Message);
