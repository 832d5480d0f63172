namespace SoftmaxGen.Generator.Model;

/// <summary>How a parameter carries its elements.</summary>
internal enum Carrier
{
    ReadOnlySpan,
    Span,
    Array,
    Memory,
    ReadOnlyMemory,

    /// <summary>A single value: <see cref="ParameterRole.Scale"/>, <see cref="ParameterRole.ClassOffset"/>.</summary>
    Scalar,
}

/// <summary>One parameter of a kernel method.</summary>
/// <param name="Name">The identifier, which is also its role in camel case and so never a keyword.</param>
/// <param name="Role">What it is to the kernel.</param>
/// <param name="Carrier">Span, array, memory or scalar.</param>
/// <param name="ElementText">The element's type as source text (<c>float</c>, <c>global::My.Animal</c>).</param>
/// <param name="TypeText">The whole type as source text, with <c>global::</c> and nullable annotations.</param>
/// <param name="Modifiers">The modifiers that the implementing part must repeat (<c>"this "</c>, <c>"params "</c>), or nothing.</param>
internal sealed record ParameterModel(
    string Name,
    ParameterRole Role,
    Carrier Carrier,
    string ElementText,
    string TypeText,
    string Modifiers);
