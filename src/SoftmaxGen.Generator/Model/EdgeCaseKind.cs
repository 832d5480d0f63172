namespace SoftmaxGen.Generator.Model;

/// <summary>What rows without a finite answer give; the members and their values are those of the public enum <c>SoftmaxGen.EdgeCases</c>.</summary>
internal enum EdgeCaseKind
{
    PyTorch,
    Safe,
    Throw,
}
