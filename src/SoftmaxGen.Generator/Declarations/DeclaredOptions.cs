using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SoftmaxGen.Generator.Declarations;

/// <summary>The properties that the user has given to a kernel attribute.</summary>
/// <param name="Given">In the order of the source.</param>
internal sealed record DeclaredOptions(ImmutableArray<DeclaredOption> Given)
{
    /// <summary>The option of that name, or null where it is not given.</summary>
    public DeclaredOption? Find(string name) => Given.FirstOrDefault(option => option.Contract.Name == name);

    /// <summary>The value, the default where none is given, or null where what is given is of no use.</summary>
    public int? Number(string name)
    {
        if (Find(name) is not { } option)
            return (int)OptionContracts.All.First(contract => contract.Name == name).Default;

        return option.IsUndefined ? null : option.Value as int?;
    }

    /// <summary>Likewise for a property of type <c>double</c>.</summary>
    public double? Real(string name) =>
        Find(name) is { } option ? option.Value as double? : (double)OptionContracts.All.First(c => c.Name == name).Default;

    /// <summary>Whether a property of type <c>bool</c> is true.</summary>
    public bool Flag(string name) => Find(name)?.Value is true;

    public static DeclaredOptions Read(AttributeData attribute, AttributeSyntax? syntax)
    {
        ImmutableArray<DeclaredOption>.Builder given = ImmutableArray.CreateBuilder<DeclaredOption>();
        if (syntax?.ArgumentList is { } list)
        {
            foreach (AttributeArgumentSyntax argument in list.Arguments)
            {
                string? name = argument.NameEquals?.Name.Identifier.ValueText;
                OptionContract? contract = OptionContracts.All.FirstOrDefault(option => option.Name == name);
                // A property that this attribute lacks is the compiler's error, and ours would only repeat it.
                if (contract is not null && HasProperty(attribute.AttributeClass, contract.Name))
                    given.Add(new(contract, argument.GetLocation(), ConstantOf(attribute, contract)));
            }
        }

        return new DeclaredOptions(given.ToImmutable());
    }

    private static bool HasProperty(INamedTypeSymbol? type, string name)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.GetMembers(name).Any(member => member is IPropertySymbol))
                return true;
        }

        return false;
    }

    private static object? ConstantOf(AttributeData attribute, OptionContract contract)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument.Key == contract.Name)
            {
                return argument.Value.Kind is TypedConstantKind.Primitive or TypedConstantKind.Enum
                    && argument.Value.Value?.GetType() == contract.Default.GetType()
                        ? argument.Value.Value
                        : null;
            }
        }

        return null;
    }
}
