using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Writing;

namespace SoftmaxGen.CodeFixes.Reading;

/// <summary>The factors of a product, and the product without one of them.</summary>
internal static class Product
{
    /// <summary>The factors, in the order of the text; one where it is no product.</summary>
    public static List<ExpressionSyntax> Of(ExpressionSyntax expression)
    {
        List<ExpressionSyntax> factors = new();
        Add(expression);
        return factors;

        void Add(ExpressionSyntax part)
        {
            if (Code.Bare(part) is BinaryExpressionSyntax product && product.IsKind(SyntaxKind.MultiplyExpression))
            {
                Add(product.Left);
                Add(product.Right);
            }
            else
            {
                factors.Add(Code.Bare(part));
            }
        }
    }

    /// <summary>
    /// The text of the product without one factor, as a left operand of <c>/</c> or <c>*</c>; what it is where no other is there; null
    /// where the others are whole numbers, whose product could overflow without it. Another factor may be written otherwise.
    /// </summary>
    public static string? Without(IReadOnlyList<ExpressionSyntax> factors, int at, string one, SemanticModel model, int changed = -1, string text = "")
    {
        if (factors.Count == 1)
            return one;
        List<string> rest = new();
        for (int i = 0; i < factors.Count; i++)
        {
            if (i == at)
                continue;
            if (factors.Count > 2 && !IsFloating(factors[i], model))
                return null;
            rest.Add(i == changed ? text : rest.Count == 0 && factors[i] is PrefixUnaryExpressionSyntax or CastExpressionSyntax ? Code.Text(factors[i]) : Code.Tight(factors[i]));
        }

        return string.Join(" * ", rest);
    }

    /// <summary>Whether an expression computes in floating point.</summary>
    public static bool IsFloating(ExpressionSyntax expression, SemanticModel model) => model.GetTypeInfo(expression).Type is { } type
        && (type is ITypeParameterSymbol || type.SpecialType is SpecialType.System_Double or SpecialType.System_Single || type.ToDisplayString() == "System.Half");
}
