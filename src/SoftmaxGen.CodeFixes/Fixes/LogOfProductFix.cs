using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Plans;
using SoftmaxGen.CodeFixes.Reading;
using SoftmaxGen.CodeFixes.Writing;

namespace SoftmaxGen.CodeFixes.Fixes;

/// <summary>
/// SMG1017: a local that collects a product, of which only the logarithm is taken, collects the logarithms of its factors instead;
/// where it is seen that no factor is negative, as the logarithm of two negative ones would be a number.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class LogOfProductFix : StabilityFix
{
    /// <summary>Called by the editor.</summary>
    public LogOfProductFix()
        : base("SMG1017")
    {
    }

    internal override FixPlan? Plan(FixSite site)
    {
        foreach (ExpressionSyntax candidate in site.Candidates())
        {
            if (MathCall.Read(candidate, "Log", site.Model) is { } log
                && log.Home.IsPlain
                && site.Model.GetSymbolInfo(Code.Bare(log.Argument)).Symbol is ILocalSymbol product
                && SymbolEqualityComparer.Default.Equals(product.Type, log.Home.Element)
                && Plan(product, log.Home, site) is { } plan)
            {
                return plan;
            }
        }

        return null;
    }

    private static FixPlan? Plan(ILocalSymbol product, MathHome home, FixSite site)
    {
        SemanticModel model = site.Model;
        if (product.DeclaringSyntaxReferences is not { Length: 1 } references
            || references[0].GetSyntax() is not VariableDeclaratorSyntax { Initializer.Value: { } one } declarator
            || !Numbers.IsOne(one, model)
            || Writes.Body(declarator) is not { } body)
        {
            return null;
        }

        string name = new FreshNames(body, model).Next("log" + char.ToUpperInvariant(product.Name[0]) + product.Name.Substring(1));
        FixPlan plan = new("Sum the logarithms");
        int products = 0;
        foreach (IdentifierNameSyntax use in Names.Of(product, body, model))
        {
            if (use.Parent is AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax } write && write.Left == use)
            {
                if (!write.IsKind(SyntaxKind.MultiplyAssignmentExpression)
                    || !SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(write.Right).Type, home.Element)
                    || !Signs.IsNonNegative(write.Right, model))
                {
                    return null;
                }

                plan.Replace(write, Code.Expression($"{name} += {home.Call("Log", Code.Text(write.Right))}"));
                products++;
            }
            else if (use.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call }
                && MathCall.Read(call, "Log", model) is { } other && other.Home.IsSame(home))
            {
                plan.Replace(call, SyntaxFactory.IdentifierName(name));
            }
            else
            {
                return null;
            }
        }

        return products == 0 ? null : plan.ReplaceNode(declarator, declarator
            .WithIdentifier(SyntaxFactory.Identifier(name).WithTriviaFrom(declarator.Identifier))
            .WithInitializer(declarator.Initializer!.WithValue(
                Code.Expression(home.Element.SpecialType == SpecialType.System_Double ? "0.0" : "0f"))));
    }
}
