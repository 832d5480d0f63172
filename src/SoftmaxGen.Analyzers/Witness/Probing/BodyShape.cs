using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SoftmaxGen.Analyzers.Witness;

/// <summary>What a parameter is for.</summary>
internal enum Role
{
    /// <summary>It gets the probe.</summary>
    Input,

    /// <summary>It gets zeros and is looked at afterwards.</summary>
    Output,
}

/// <summary>What has to be given to a body: its parameters, closed over numbers, and its receiver.</summary>
internal sealed class BodyShape
{
    private readonly Dictionary<IParameterSymbol, Role> _roles = new(SymbolEqualityComparer.Default);

    private BodyShape(IMethodSymbol method, ImmutableArray<IParameterSymbol> parameters, IOperation? body)
    {
        Method = method;
        Parameters = parameters;
        HasRows = parameters.Any(p => BufferTypes.HasRows(p.Type));
        foreach (IParameterSymbol parameter in parameters) _roles[parameter] = FindRole(parameter, body);
        if (_roles.Any(pair => pair.Value == Role.Input && BufferTypes.IsFloating(pair.Key.Type))) return;

        // Something must get the probe: what is written is then also read, or belongs to the object.
        ReceiverTakesVectors = true;
        if (HasBuffers(ReceiverType)) return;
        foreach (IParameterSymbol parameter in parameters.Where(p => p.RefKind != RefKind.Out && BufferTypes.IsFloating(p.Type)))
        {
            _roles[parameter] = Role.Input;
            ReceiverTakesVectors = false;
        }
    }

    /// <summary>The method, its type parameters replaced by double.</summary>
    public IMethodSymbol Method { get; }

    /// <summary>Its parameters.</summary>
    public ImmutableArray<IParameterSymbol> Parameters { get; }

    /// <summary>The type of the receiver; null for a static method.</summary>
    public INamedTypeSymbol? ReceiverType => Method is { IsStatic: false, MethodKind: not (MethodKind.AnonymousFunction or MethodKind.LocalFunction) }
        ? Method.ContainingType
        : null;

    /// <summary>Whether a parameter has rows.</summary>
    public bool HasRows { get; }

    /// <summary>Whether a vector, if there is one, is a field of the receiver.</summary>
    public bool ReceiverTakesVectors { get; }

    /// <summary>Whether the body takes a vector of numbers.</summary>
    public bool HasVectors => !ReceiverTakesVectors || HasBuffers(ReceiverType) || Parameters.Any(p => HasBuffers(p.Type as INamedTypeSymbol));

    /// <summary>How many parameters take a vector of numbers.</summary>
    public int VectorCount => Parameters.Count(p => _roles[p] == Role.Input && BufferTypes.IsFloating(p.Type));

    /// <summary>How many numbers the probe has to give.</summary>
    public int ScalarCount => Parameters.Count(p => !p.HasExplicitDefaultValue && NumberKinds.Of(p.Type) is var kind && (kind.IsFloating() || kind == NumberKind.Decimal));

    /// <summary>Whether a parameter is a number of the program's own: a node of a graph, a dual number.</summary>
    public bool TakesOwnNumbers => Parameters.Any(static p => p.Type is { TypeKind: TypeKind.Class or TypeKind.Struct, DeclaringSyntaxReferences.IsEmpty: false } &&
        p.Type.GetMembers().OfType<IFieldSymbol>().Any(static f => !f.IsStatic && NumberKinds.Of(f.Type).IsFloating()));

    /// <summary>Whether a parameter is an object that cannot be made here: a node of a graph that will be run later, say.</summary>
    public bool TakesAbstract => Parameters.Any(static p => p.Type is { IsAbstract: true, DeclaringSyntaxReferences.IsEmpty: false });

    /// <summary>How many parameters say how large something is.</summary>
    public int SizeCount => Parameters.Count(p => !p.HasExplicitDefaultValue && NumberKinds.Of(p.Type) is not NumberKind.None and not NumberKind.Boolean and not NumberKind.Decimal and var kind && !kind.IsFloating() && ParameterNames.IsSize(p.Name));

    /// <summary>Whether the body takes float or Half.</summary>
    public bool IsSingle => Parameters.Select(p => BufferTypes.ElementOf(p.Type) ?? p.Type)
        .Any(type => NumberKinds.Of(type) is NumberKind.Single or NumberKind.Half);

    /// <summary>The shape of a method; null where its type parameters are no numbers.</summary>
    public static BodyShape? Of(IMethodSymbol method, IOperation? body, Compilation compilation)
    {
        if (Close(method, compilation) is not { } closed) return null;
        return new(closed, closed.Parameters, body);
    }

    /// <summary>What a parameter is for.</summary>
    public Role RoleOf(IParameterSymbol parameter) => _roles[parameter];

    private static Role FindRole(IParameterSymbol parameter, IOperation? body)
    {
        if (parameter.RefKind == RefKind.Out) return Role.Output;
        if (!BufferTypes.IsFloating(parameter.Type)) return Role.Input;
        return ParameterUse.Of(parameter.OriginalDefinition, body) switch
        {
            BufferUse.Written => Role.Output,
            BufferUse.Passed when ParameterNames.IsOutput(parameter.Name) && parameter.Type is not INamedTypeSymbol { Name: "ReadOnlySpan" } => Role.Output,
            _ => Role.Input,
        };
    }

    private static bool HasBuffers(INamedTypeSymbol? type) =>
        type is { DeclaringSyntaxReferences.IsEmpty: false, TypeKind: TypeKind.Class or TypeKind.Struct }
            && type.GetMembers().OfType<IFieldSymbol>().Any(f => !f.IsStatic && BufferTypes.IsFloating(f.Type));

    // Generic mathematics is tried with double.
    private static IMethodSymbol? Close(IMethodSymbol method, Compilation compilation)
    {
        ITypeSymbol number = compilation.GetSpecialType(SpecialType.System_Double);
        if (method.MethodKind is MethodKind.LocalFunction or MethodKind.AnonymousFunction) return method;
        method = method.OriginalDefinition;
        if (method.ContainingType is { IsGenericType: true } type)
        {
            if (!type.TypeParameters.All(IsNumeric) || type.ContainingType is { IsGenericType: true }) return null;
            INamedTypeSymbol closed = type.OriginalDefinition.Construct([.. type.TypeParameters.Select(_ => number)]);
            IMethodSymbol? found = closed.GetMembers(method.Name).OfType<IMethodSymbol>()
                .FirstOrDefault(m => SymbolEqualityComparer.Default.Equals(m.OriginalDefinition, method));
            if (found is null) return null;
            method = found;
        }

        if (method.TypeParameters.IsEmpty) return method;
        return method.TypeParameters.All(IsNumeric) ? method.Construct([.. method.TypeParameters.Select(_ => number)]) : null;
    }

    private static bool IsNumeric(ITypeParameterSymbol parameter) =>
        !parameter.HasReferenceTypeConstraint && parameter.ConstraintTypes.All(
            type => type is { ContainingNamespace: { } space } && space.ToDisplayString() is "System" or "System.Numerics");
}
