using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SoftmaxGen.CodeFixes.Reading;

/// <summary>
/// Where a call's function lives, so that its sisters are called the same way: <c>Math</c>, <c>MathF</c>, a number type
/// itself (<c>double.Exp</c>), a type parameter (<c>T.Exp</c>), or Unity's two.
/// </summary>
internal sealed class MathHome
{
    private readonly ITypeSymbol _owner;
    private readonly string _prefix;
    private readonly bool _lowerCase;

    private MathHome(ITypeSymbol owner, ITypeSymbol element, string prefix, bool lowerCase = false)
    {
        _owner = owner;
        Element = element;
        _prefix = prefix;
        _lowerCase = lowerCase;
    }

    /// <summary>The type that the functions compute in.</summary>
    public ITypeSymbol Element { get; }

    /// <summary>The type as it is written: <c>double</c>, <c>float</c>, <c>System.Half</c>, <c>T</c>.</summary>
    public string ElementName => Element.ToDisplayString(new SymbolDisplayFormat(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes));

    /// <summary>Whether it computes in <c>double</c> or <c>float</c>.</summary>
    public bool IsPlain => Element.SpecialType is SpecialType.System_Double or SpecialType.System_Single;

    /// <summary>Reads the home of a method that is called or named, or null where it is none that is known.</summary>
    public static MathHome? Of(IMethodSymbol method, ExpressionSyntax written)
    {
        ExpressionSyntax? receiver = (written as MemberAccessExpressionSyntax)?.Expression;
        string? spelled = receiver?.WithoutTrivia().ToString();
        // double.Parse and its like live there too.
        if (method.ContainingType is not { } owner || !method.IsStatic
            || !method.Parameters.All(parameter => parameter.RefKind == RefKind.None && Purity.IsNumber(parameter.Type)))
        {
            return null;
        }

        switch (owner.ToDisplayString())
        {
            case "System.Math":
                // Math.Max and its like exist for every number; what is meant here is the double one.
                return method.ReturnType.SpecialType == SpecialType.System_Double
                    ? new MathHome(owner, method.ReturnType, spelled ?? "System.Math") : null;
            case "System.MathF":
            case "UnityEngine.Mathf":
                return method.ReturnType.SpecialType == SpecialType.System_Single
                    ? new MathHome(owner, method.ReturnType, spelled ?? owner.ToDisplayString()) : null;
            case "Unity.Mathematics.math":
                return method.ReturnType.SpecialType is SpecialType.System_Single or SpecialType.System_Double
                    ? new MathHome(owner, method.ReturnType, spelled ?? "Unity.Mathematics.math", lowerCase: true) : null;
            case "double" or "float" or "System.Half":
                return spelled is not null && SymbolEqualityComparer.Default.Equals(owner, method.ReturnType)
                    ? new MathHome(owner, owner, spelled) : null;
            default:
                return spelled is not null
                    && method.ReturnType is ITypeParameterSymbol parameter
                    && parameter.Name == spelled
                    && owner.ContainingNamespace.ToDisplayString() == "System.Numerics"
                    ? new MathHome(parameter, parameter, spelled) : null;
        }
    }

    /// <summary>Whether the home has a function of that name and number of arguments.</summary>
    public bool Has(string function, int arguments = 1)
    {
        string name = Spelled(function);
        IEnumerable<ITypeSymbol> owners = _owner is ITypeParameterSymbol parameter
            ? parameter.ConstraintTypes.SelectMany(type => type.AllInterfaces.Cast<ITypeSymbol>().Append(type))
            : new[] { _owner };
        return owners.SelectMany(owner => owner.GetMembers(name)).OfType<IMethodSymbol>()
            .Any(method => method.IsStatic && method.Parameters.Length == arguments);
    }

    /// <summary>The text of a call, with arguments that stand as they are.</summary>
    public string Call(string function, params string[] arguments) =>
        $"{Name(function)}({string.Join(", ", arguments)})";

    /// <summary>The text of the function's name, as a method group.</summary>
    public string Name(string function) => _prefix + "." + Spelled(function);

    /// <summary>Whether two homes are the same.</summary>
    public bool IsSame(MathHome other) =>
        SymbolEqualityComparer.Default.Equals(_owner, other._owner)
        && SymbolEqualityComparer.Default.Equals(Element, other.Element);

    private string Spelled(string function) => _lowerCase ? function.ToLowerInvariant() : function;
}
