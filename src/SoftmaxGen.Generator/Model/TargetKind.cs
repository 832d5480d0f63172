namespace SoftmaxGen.Generator.Model;

/// <summary>How a loss is told the truth; the members and their values are those of the public enum <c>SoftmaxGen.Target</c>.</summary>
internal enum TargetKind
{
    /// <summary>A class index per row.</summary>
    Index,

    /// <summary>A row of classes that holds a single one.</summary>
    OneHot,

    /// <summary>A row of weights, which need not sum to one.</summary>
    Soft,
}
