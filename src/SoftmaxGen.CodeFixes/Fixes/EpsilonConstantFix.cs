using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Plans;
using SoftmaxGen.CodeFixes.Writing;

namespace SoftmaxGen.CodeFixes.Fixes;

/// <summary>
/// SMG1011: <c>x + double.Epsilon</c> and <c>Math.Max(x, float.Epsilon)</c> get a constant that counts beside numbers around 1, and
/// changes them by no more than their last digits. Generic code, and <c>Half</c>, for which no constant is small in every type or can be
/// written at all, gets what is usually called epsilon: the distance from 1 to the next number.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class EpsilonConstantFix : StabilityFix
{
    /// <summary>Called by the editor.</summary>
    public EpsilonConstantFix()
        : base("SMG1011")
    {
    }

    internal override FixPlan? Plan(FixSite site)
    {
        FixPlan plan = new("Use a constant that counts");
        bool found = false;
        foreach (MemberAccessExpressionSyntax access in site.Node.DescendantNodesAndSelf().OfType<MemberAccessExpressionSyntax>())
        {
            if (Constant(access, site.Model) is not { } constant || !IsAddedOrBound(access, site.Model))
                continue;
            plan.Replace(access, Code.FitFor(access, Code.Expression(constant)));
            found = true;
        }

        return found ? plan : null;
    }

    private static string? Constant(MemberAccessExpressionSyntax access, SemanticModel model) =>
        access.Name.Identifier.Text != "Epsilon" ? null : model.GetSymbolInfo(access).Symbol switch
        {
            // As far below 1 as leaves some ten digits of a double, and six of a float, alone.
            IFieldSymbol { IsConst: true, ContainingType.SpecialType: SpecialType.System_Double } =>
                model.GetTypeInfo(access).ConvertedType?.SpecialType == SpecialType.System_Double ? "1e-12" : null,
            IFieldSymbol { IsConst: true, ContainingType.SpecialType: SpecialType.System_Single } => "1e-7f",
            IPropertySymbol { IsStatic: true, ContainingType: { Name: "IFloatingPointIeee754" or "Half" } type } when type.ContainingNamespace.ToString() is "System" or "System.Numerics" =>
                $"{access.Expression}.BitIncrement({access.Expression}.One) - {access.Expression}.One",
            _ => null,
        };

    private static bool IsAddedOrBound(ExpressionSyntax access, SemanticModel model)
    {
        SyntaxNode node = access;
        while (node.Parent is ParenthesizedExpressionSyntax or CastExpressionSyntax)
            node = node.Parent;
        return node.Parent switch
        {
            BinaryExpressionSyntax sum => sum.IsKind(SyntaxKind.AddExpression),
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } =>
                model.GetSymbolInfo(call).Symbol is IMethodSymbol { Name: "Max" or "Clamp", ContainingNamespace.Name: "System" or "Numerics" },
            _ => false,
        };
    }
}
