using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Witness;

/// <summary>What the type parameters of an activation stand for.</summary>
internal sealed class TypeEnvironment
{
    private readonly Dictionary<ITypeParameterSymbol, ITypeSymbol> _arguments =
        new(SymbolEqualityComparer.Default);

    /// <summary>The one without type parameters.</summary>
    public static TypeEnvironment Empty { get; } = new();

    /// <summary>This one, with more type parameters bound.</summary>
    public TypeEnvironment With(
        ImmutableArray<ITypeParameterSymbol> parameters, ImmutableArray<ITypeSymbol> arguments)
    {
        if (parameters.IsEmpty || parameters.Length != arguments.Length) return this;
        TypeEnvironment result = new();
        foreach (KeyValuePair<ITypeParameterSymbol, ITypeSymbol> pair in _arguments)
        {
            result._arguments[pair.Key] = pair.Value;
        }

        for (int i = 0; i < parameters.Length; i++) result._arguments[parameters[i]] = arguments[i];
        return result;
    }

    /// <summary>This one, with the parameters of a constructed type and of the types around it bound.</summary>
    public TypeEnvironment With(INamedTypeSymbol? type)
    {
        TypeEnvironment result = this;
        for (; type is not null; type = type.ContainingType)
        {
            if (type.TypeParameters.IsEmpty) continue;
            result = result.With(type.OriginalDefinition.TypeParameters, type.TypeArguments);
        }

        return result;
    }

    /// <summary>The type with every type parameter replaced that is bound here.</summary>
    public ITypeSymbol Close(ITypeSymbol type, Compilation compilation)
    {
        if (_arguments.Count == 0) return type;
        switch (type)
        {
            case ITypeParameterSymbol parameter:
                return _arguments.TryGetValue(parameter, out ITypeSymbol? argument) ? argument : type;
            case IArrayTypeSymbol array:
                return compilation.CreateArrayTypeSymbol(Close(array.ElementType, compilation), array.Rank);
            case INamedTypeSymbol { IsTupleType: true } tuple:
                return compilation.CreateTupleTypeSymbol(
                    ImmutableArray.CreateRange(tuple.TupleElements, field => Close(field.Type, compilation)));
            case INamedTypeSymbol { IsGenericType: true, IsUnboundGenericType: false } named:
                return CloseNamed(named, compilation);
            default:
                return type;
        }
    }

    private INamedTypeSymbol CloseNamed(INamedTypeSymbol named, Compilation compilation)
    {
        INamedTypeSymbol definition = named.OriginalDefinition;
        if (named.ContainingType is { IsGenericType: true } outer)
        {
            INamedTypeSymbol closed = CloseNamed(outer, compilation);
            definition = closed.GetTypeMembers(named.Name, named.Arity).FirstOrDefault() ?? definition;
        }

        if (named.TypeArguments.IsEmpty) return definition;
        ITypeSymbol[] arguments = new ITypeSymbol[named.TypeArguments.Length];
        for (int i = 0; i < arguments.Length; i++) arguments[i] = Close(named.TypeArguments[i], compilation);
        return definition.Construct(arguments);
    }
}
