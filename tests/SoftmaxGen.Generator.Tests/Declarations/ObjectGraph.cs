using System.Reflection;

namespace SoftmaxGen.Generator.Tests.Declarations;

/// <summary>Walks the fields of an object, and of all that they lead to.</summary>
internal static class ObjectGraph
{
    private const BindingFlags Fields =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static IReadOnlyCollection<object> Reachable(object root)
    {
        HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
        Visit(root, seen);
        return seen;
    }

    private static void Visit(object? value, HashSet<object> seen)
    {
        if (value is null or string || value.GetType().IsPrimitive || value.GetType().IsEnum || !seen.Add(value))
            return;

        if (value is Array array)
        {
            foreach (object? element in array)
                Visit(element, seen);
        }

        for (Type? type = value.GetType(); type is not null; type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(Fields))
                Visit(field.GetValue(value), seen);
        }
    }
}
