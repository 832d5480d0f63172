using Microsoft.CodeAnalysis;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Declarations.Checks;

/// <summary>Labels are integers or enums, an offset is an int, everything else is float, double or Half.</summary>
internal sealed class SMG0017WrongElementType() : DeclarationCheck(Rule)
{
    private static readonly DiagnosticDescriptor Rule = new(
        "SMG0017",
        "The elements are of a wrong type",
        "The elements of '{0}' cannot be of type '{1}': they are {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SMG0017.md");

    public override IEnumerable<Finding> Find(Declaration declaration)
    {
        foreach (DeclaredParameter parameter in declaration.Parameters)
        {
            ITypeSymbol element = parameter.ElementSymbol;
            if (parameter.HoldsLabels && LabelTypes.Of(element) == LabelType.None)
                yield return Refuse(parameter, "int, long, short, byte or an enum");

            if (parameter.HoldsElements && ElementTypes.Of(element) is null && !ElementTypes.IsForeignHalf(element))
                yield return Refuse(parameter, "float, double or Half");

            if (parameter.IsNumber && element.SpecialType != SpecialType.System_Int32)
                yield return Refuse(parameter, "int");
        }
    }

    private Finding Refuse(DeclaredParameter parameter, string expected) =>
        At(parameter.Type, parameter.Symbol.Name, parameter.ElementName, expected);
}
