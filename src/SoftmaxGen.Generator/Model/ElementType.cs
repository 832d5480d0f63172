namespace SoftmaxGen.Generator.Model;

/// <summary>The type of the logits and of everything of their kind.</summary>
internal enum ElementType
{
    Single,
    Double,
}
