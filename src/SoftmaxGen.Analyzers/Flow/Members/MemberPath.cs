using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Flow.Members;

/// <summary>A place as the last member on the way to it.</summary>
/// <param name="Member">A field or a property of a source type.</param>
/// <param name="Holder">The type through which it is reached; the member may be inherited.</param>
/// <param name="Rest">The steps after the member: <c>[]</c>, or none.</param>
internal readonly record struct MemberPath(ISymbol Member, INamedTypeSymbol Holder, string Rest)
{
    /// <summary>The root and the path under which the type's own methods see the member.</summary>
    public (Term Root, string Path) Inside => Member.IsStatic
        ? (Terms.Root("static"), "." + Member.ContainingType.Name + "." + Member.Name)
        : (Terms.Root("this"), "." + Member.Name);

    /// <summary>Follows the steps of a place; null where a type on the way is not known.</summary>
    /// <param name="place">The place.</param>
    /// <param name="self">The type of <c>this</c> in the body that is analysed.</param>
    public static MemberPath? Resolve(in Place place, ITypeSymbol? self)
    {
        ITypeSymbol? type = place.Root.Kind != TermKind.Root ? null : place.Root.Tag switch
        {
            "this" => self,
            IParameterSymbol parameter => parameter.Type,
            Allocation made => made.Type,
            _ => null,
        };
        MemberPath? last = null;
        string path = place.Path;
        // A static member's path begins with the name of its type.
        if (place.Root is { Kind: TermKind.Root, Tag: "static" } && self is not null && path.StartsWith("." + self.Name + ".", StringComparison.Ordinal))
        {
            type = self;
            path = path.Substring(self.Name.Length + 1);
        }
        for (int at = 0; at < path.Length && type is not null;)
        {
            int end = path.IndexOfAny(['.', '['], at + 1);
            string step = end < 0 ? path.Substring(at) : path.Substring(at, end - at);
            at += step.Length;
            if (step[0] == '[')
            {
                type = ElementOf(type);
                continue;
            }
            if (type is not INamedTypeSymbol holder || Find(holder, step.Substring(1)) is not { } member)
                return null;
            last = new MemberPath(member, holder, path.Substring(at));
            type = member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type;
        }
        return last is { Member.DeclaringSyntaxReferences.IsEmpty: false } ? last : null;
    }

    private static ISymbol? Find(INamedTypeSymbol holder, string name)
    {
        for (INamedTypeSymbol? type = holder; type is not null; type = type.BaseType)
            foreach (ISymbol member in type.GetMembers(name))
                if (member is IFieldSymbol or IPropertySymbol { Parameters.IsEmpty: true })
                    return member.OriginalDefinition;
        return null;
    }

    private static ITypeSymbol? ElementOf(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol array)
            return array.ElementType;
        for (ITypeSymbol? at = type; at is not null; at = at.BaseType)
            foreach (ISymbol member in at.GetMembers("this[]"))
                if (member is IPropertySymbol indexer)
                    return indexer.Type;
        return type is INamedTypeSymbol { TypeArguments.Length: 1 } generic ? generic.TypeArguments[0] : null;
    }
}
