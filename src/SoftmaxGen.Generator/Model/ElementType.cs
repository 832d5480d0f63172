namespace SoftmaxGen.Generator.Model;

/// <summary>The type of the logits and of everything of their kind.</summary>
internal enum ElementType
{
    Single,
    Double,

    /// <summary>Stored in 16 bits, and computed in float.</summary>
    Half,
}

/// <summary>What follows from the type of the elements.</summary>
internal static class ElementTypeExtensions
{
    /// <summary>The type that elements of this one are computed in.</summary>
    public static ElementType Computed(this ElementType element) =>
        element == ElementType.Half ? ElementType.Single : element;
}
