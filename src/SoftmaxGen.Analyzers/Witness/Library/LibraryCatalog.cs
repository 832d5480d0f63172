using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Witness;

/// <summary>Finds the interpreter's own version of a library method.</summary>
internal static class LibraryCatalog
{
    /// <summary>The version of a method definition; null where there is none.</summary>
    public static LibraryCall? Find(IMethodSymbol method)
    {
        INamedTypeSymbol? type = method.ContainingType;
        if (type is null || !type.DeclaringSyntaxReferences.IsEmpty) return null;
        string space = type.ContainingNamespace?.ToDisplayString() ?? "";
        if (method.IsStatic)
        {
            return (space, type.Name) switch
            {
                ("System.Linq", "Enumerable") => LinqCalls.Find(method),
                ("System", "Array") => ArrayCalls.FindStatic(method.Name),
                ("System", "MemoryExtensions") => SpanCalls.FindStatic(method),
                ("System.Numerics.Tensors", "TensorPrimitives") => TensorCalls.Find(method),
                ("UnityEngine", "Mathf") or ("Unity.Mathematics", "math") => HostMath.FindUnity(method),
                _ => HostMath.Find(method) ?? PlainCalls.FindStatic(space, type.Name, method),
            };
        }

        return type.Name switch
        {
            "Array" => ArrayCalls.FindInstance(method.Name),
            _ when Views.IsView(type) => SpanCalls.FindInstance(method.Name),
            "List" or "IList" or "ICollection" or "IReadOnlyList" or "IEnumerable" => ListCalls.Find(method),
            _ => PlainCalls.FindInstance(type, method),
        };
    }
}
