using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Witness;

/// <summary>The instance fields of a type and its bases, those behind auto-properties among them.</summary>
internal sealed class TypeLayout
{
    private readonly Dictionary<IFieldSymbol, int> _indices = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IPropertySymbol, IFieldSymbol> _backing = new(SymbolEqualityComparer.Default);

    private TypeLayout(IReadOnlyList<IFieldSymbol> fields)
    {
        Fields = fields;
        for (int i = 0; i < fields.Count; i++)
        {
            IFieldSymbol field = fields[i];
            _indices[field.OriginalDefinition] = i;
            if (field.AssociatedSymbol is IPropertySymbol property) _backing[property.OriginalDefinition] = field;
        }
    }

    /// <summary>The fields, those of bases first. Their types are those of the base as it is constructed.</summary>
    public IReadOnlyList<IFieldSymbol> Fields { get; }

    /// <summary>The layout of a type definition.</summary>
    public static TypeLayout Of(INamedTypeSymbol definition)
    {
        List<IFieldSymbol> fields = [];
        for (INamedTypeSymbol? type = definition; type is not null; type = type.BaseType)
        {
            fields.InsertRange(0, type.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic && !field.IsConst));
        }

        return new(fields);
    }

    /// <summary>The index of a field; -1 where it is none of these.</summary>
    public int IndexOf(IFieldSymbol field) =>
        _indices.TryGetValue(field.OriginalDefinition, out int index) ? index : -1;

    /// <summary>The index of the field behind an auto-property; -1 where there is none.</summary>
    public int IndexOf(IPropertySymbol property) =>
        _backing.TryGetValue(property.OriginalDefinition, out IFieldSymbol? field) ? IndexOf(field) : -1;
}
