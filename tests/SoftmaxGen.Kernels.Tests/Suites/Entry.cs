namespace SoftmaxGen.Kernels.Tests.Suites;

/// <summary>What became of one case of a suite.</summary>
/// <param name="Case">Its name, unique in the suite.</param>
/// <param name="Digest">All the bits that the kernel wrote and returned, as one number.</param>
/// <param name="Failure">What was wrong, or null.</param>
internal sealed record Entry(string Case, ulong Digest, string? Failure);
