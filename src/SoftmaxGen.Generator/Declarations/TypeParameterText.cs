using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Generator.Declarations;

/// <summary>A method's type parameters and their constraints, both of which an implementing part must repeat.</summary>
internal static class TypeParameterText
{
    /// <summary>The list in angle brackets, or nothing.</summary>
    public static string Of(IMethodSymbol method) => method.Arity == 0
        ? ""
        : $"<{string.Join(", ", method.TypeParameters.Select(parameter => Identifiers.Escape(parameter.Name)))}>";

    /// <summary>The constraint clauses, each with a space before it.</summary>
    public static string ConstraintsOf(IMethodSymbol method) => string.Concat(method.TypeParameters
        .Select(parameter => (parameter.Name, Constraints: string.Join(", ", ConstraintsOf(parameter))))
        .Where(clause => clause.Constraints.Length > 0)
        .Select(clause => $" where {Identifiers.Escape(clause.Name)} : {clause.Constraints}"));

    private static IEnumerable<string> ConstraintsOf(ITypeParameterSymbol parameter)
    {
        if (parameter.HasUnmanagedTypeConstraint)
        {
            yield return "unmanaged";
        }
        else if (parameter.HasValueTypeConstraint)
        {
            yield return "struct";
        }
        else if (parameter.HasReferenceTypeConstraint)
        {
            yield return parameter.ReferenceTypeConstraintNullableAnnotation == NullableAnnotation.Annotated
                ? "class?"
                : "class";
        }
        else if (parameter.HasNotNullConstraint)
        {
            yield return "notnull";
        }

        foreach (ITypeSymbol type in parameter.ConstraintTypes)
        {
            yield return type.ToDisplayString(TypeTexts.Format);
        }

        if (parameter.HasConstructorConstraint)
        {
            yield return "new()";
        }
    }
}
