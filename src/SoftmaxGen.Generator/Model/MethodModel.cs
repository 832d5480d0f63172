namespace SoftmaxGen.Generator.Model;

/// <summary>The partial method as its implementing part must repeat it.</summary>
/// <param name="Namespace">The namespace's full name, empty for the global one; each part escaped with <c>@</c> where it is a keyword.</param>
/// <param name="ContainingTypes">The types around it, outermost first.</param>
/// <param name="Modifiers">Accessibility and the rest, in the order of the declaration, without <c>partial</c>, with a space after each.</param>
/// <param name="ReturnsValue">Whether it returns an element; otherwise it returns void.</param>
/// <param name="Name">The identifier, escaped with <c>@</c> where it is a keyword.</param>
/// <param name="Parameters">In the order of the declaration.</param>
/// <param name="HasDocumentation">Whether the user has written a documentation comment, which ours must not replace.</param>
/// <param name="HintName">The name of the generated file: unique in the compilation, stable from build to build.</param>
internal sealed record MethodModel(
    string Namespace,
    EquatableArray<ContainingType> ContainingTypes,
    string Modifiers,
    bool ReturnsValue,
    string Name,
    EquatableArray<ParameterModel> Parameters,
    bool HasDocumentation,
    string HintName);

/// <summary>A type around the method.</summary>
/// <param name="Keyword"><c>class</c>, <c>struct</c>, <c>record</c>, <c>record struct</c> or <c>interface</c>.</param>
/// <param name="Name">The escaped identifier with its type parameters (<c>Layer&lt;TInput&gt;</c>).</param>
internal sealed record ContainingType(string Keyword, string Name);
