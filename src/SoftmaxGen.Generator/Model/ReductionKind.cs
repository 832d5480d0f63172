namespace SoftmaxGen.Generator.Model;

/// <summary>How the losses of the rows become one; the members and their values are those of the public enum <c>SoftmaxGen.Reduction</c>.</summary>
internal enum ReductionKind
{
    Mean,
    Sum,
    None,
}
