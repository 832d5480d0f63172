using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Witness;

/// <content>Which method a call means: overriding, interfaces, static members of type arguments.</content>
internal sealed partial class Machine
{
    private IMethodSymbol Override(IMethodSymbol method, Aggregate receiver)
    {
        if (method.ContainingType.TypeKind == TypeKind.Interface)
        {
            ISymbol member = ClosedInterfaceMember(method, receiver.Type);
            IMethodSymbol found = receiver.Type.FindImplementationForInterfaceMember(member) as IMethodSymbol ?? method;
            return Reconstruct(found, method);
        }

        if (!method.IsVirtual && !method.IsAbstract && !method.IsOverride) return method;
        for (ITypeSymbol? type = receiver.Type; type is not null; type = type.BaseType)
        {
            foreach (IMethodSymbol candidate in type.GetMembers(method.Name).OfType<IMethodSymbol>())
            {
                if (Overrides(candidate, method)) return Reconstruct(candidate, method);
            }
        }

        return method;
    }

    private IPropertySymbol Override(IPropertySymbol property, Aggregate receiver)
    {
        if (property.ContainingType.TypeKind == TypeKind.Interface)
        {
            ISymbol member = ClosedInterfaceMember(property, receiver.Type);
            return receiver.Type.FindImplementationForInterfaceMember(member) as IPropertySymbol ?? property;
        }

        if (!property.IsVirtual && !property.IsAbstract && !property.IsOverride) return property;
        for (ITypeSymbol? type = receiver.Type; type is not null; type = type.BaseType)
        {
            foreach (IPropertySymbol candidate in type.GetMembers(property.Name).OfType<IPropertySymbol>())
            {
                for (IPropertySymbol? p = candidate; p is not null; p = p.OverriddenProperty)
                {
                    if (SymbolEqualityComparer.Default.Equals(p.OriginalDefinition, property.OriginalDefinition)) return candidate;
                }
            }
        }

        return property;
    }

    private static bool Overrides(IMethodSymbol candidate, IMethodSymbol method)
    {
        for (IMethodSymbol? m = candidate; m is not null; m = m.OverriddenMethod)
        {
            if (SymbolEqualityComparer.Default.Equals(m.OriginalDefinition, method.OriginalDefinition)) return true;
        }

        return false;
    }

    // An override has the type arguments of the call.
    private static IMethodSymbol Reconstruct(IMethodSymbol found, IMethodSymbol called) =>
        found.TypeParameters.IsEmpty || found.TypeParameters.Length != called.TypeArguments.Length
            ? found
            : found.OriginalDefinition.Equals(found, SymbolEqualityComparer.Default)
                ? found.Construct([.. called.TypeArguments])
                : found.ConstructedFrom.Construct([.. called.TypeArguments]);

    /// <summary>The member of the interface as the type implements it: the same definition, constructed.</summary>
    private static ISymbol ClosedInterfaceMember(ISymbol member, ITypeSymbol type)
    {
        foreach (INamedTypeSymbol candidate in type.AllInterfaces)
        {
            if (!SymbolEqualityComparer.Default.Equals(candidate.OriginalDefinition, member.ContainingType.OriginalDefinition)) continue;
            foreach (ISymbol symbol in candidate.GetMembers(member.Name))
            {
                if (SymbolEqualityComparer.Default.Equals(symbol.OriginalDefinition, member.OriginalDefinition)) return symbol;
            }
        }

        return member;
    }

    /// <summary>The type whose static member is meant: the constraint, or the interface's own first argument.</summary>
    private ITypeSymbol SelfOf(ISymbol member, ITypeSymbol? constrained, TypeEnvironment types)
    {
        ITypeSymbol self = constrained ?? member.ContainingType.TypeArguments.FirstOrDefault()
            ?? throw Stuck("a static member of an unknown type");
        self = types.Close(self, Compilation);
        return self is ITypeParameterSymbol ? throw Stuck("a static member of an unknown type") : self;
    }

    private object? CallStaticAbstract(IMethodSymbol method, object?[] arguments, ITypeSymbol? constrained, Frame frame)
    {
        ITypeSymbol self = SelfOf(method, constrained, frame.Types);
        NumberKind kind = NumberKinds.Of(self);
        if (kind != NumberKind.None) return GenericMath.Call(this, kind, method, arguments, frame.Types);
        IMethodSymbol? found = self.FindImplementationForInterfaceMember(ClosedInterfaceMember(method, self)) as IMethodSymbol;
        return found is null
            ? throw Stuck($"{method.Name} of {self.Name}")
            : Call(Reconstruct(found, method), null, arguments, frame.Types, isVirtual: false);
    }
}
