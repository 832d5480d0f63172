using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Plans;
using SoftmaxGen.CodeFixes.Reading;
using SoftmaxGen.CodeFixes.Writing;

namespace SoftmaxGen.CodeFixes.Fixes;

/// <summary>SMG1006: a maximum that starts at a constant starts below everything instead.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class MaximumSeedFix : StabilityFix
{
    // A constant as low as this is meant to be below everything already.
    private const double Low = -1e30;

    /// <summary>Called by the editor.</summary>
    public MaximumSeedFix()
        : base("SMG1006")
    {
    }

    internal override FixPlan? Plan(FixSite site)
    {
        if (site.Node.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } member)
            return null;
        foreach (ExpressionSyntax node in member.DescendantNodes().OfType<ExpressionSyntax>())
        {
            if (MathCall.Read(node, "Exp", site.Model) is { } exp
                && Code.Bare(exp.Argument) is BinaryExpressionSyntax difference
                && difference.IsKind(SyntaxKind.SubtractExpression)
                && site.Model.GetSymbolInfo(Code.Bare(difference.Right)).Symbol is ILocalSymbol maximum
                && Plan(maximum, member, site.Model) is { } plan)
            {
                return plan;
            }
        }

        return null;
    }

    private static FixPlan? Plan(ILocalSymbol maximum, SyntaxNode member, SemanticModel model)
    {
        if (maximum.Type.SpecialType is not (SpecialType.System_Double or SpecialType.System_Single)
            || maximum.DeclaringSyntaxReferences[0].GetSyntax() is not VariableDeclaratorSyntax declarator)
        {
            return null;
        }

        List<ExpressionSyntax> seeds = new();
        bool rises = false;
        bool seen = false;
        if (declarator.Initializer?.Value is { } first && !IsSeed(first, seeds, model))
            return null;
        foreach (IdentifierNameSyntax use in Names.Of(maximum, member, model))
        {
            switch (use.Parent)
            {
                case AssignmentExpressionSyntax write when write.Left == use:
                    if (!write.IsKind(SyntaxKind.SimpleAssignmentExpression))
                        return null;
                    if (IsRise(write, maximum, model))
                        rises = true;
                    else if (!IsSeed(write.Right, seeds, model))
                        return null;
                    break;
                case BinaryExpressionSyntax compared when compared.Kind() is SyntaxKind.LessThanExpression
                    or SyntaxKind.GreaterThanExpression or SyntaxKind.LessThanOrEqualExpression or SyntaxKind.GreaterThanOrEqualExpression:
                case ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Parent: AssignmentExpressionSyntax } }:
                    break;
                case BinaryExpressionSyntax difference when difference.IsKind(SyntaxKind.SubtractExpression)
                    && difference.Right == use && model.GetConstantValue(difference.Left) is { HasValue: false }:
                    break;
                case BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression):
                    // Added back to a logarithm, which is minus infinity for a row of them and has to stay so.
                    seen = true;
                    break;
                default:
                    return null;
            }
        }

        if (!rises || seeds.Count == 0)
            return null;
        FixPlan plan = new("Start the maximum below everything");
        string type = maximum.Type.SpecialType == SpecialType.System_Double ? "double" : "float";
        foreach (ExpressionSyntax seed in seeds)
            plan.Replace(seed, Code.Expression($"{type}.{(seen ? "MinValue" : "NegativeInfinity")}"));
        return plan;
    }

    private static bool IsSeed(ExpressionSyntax value, List<ExpressionSyntax> seeds, SemanticModel model)
    {
        if (Numbers.Value(value, model) is not { } constant || constant < Low)
            return false;
        seeds.Add(value);
        return true;
    }

    // if (v > max) max = v;   max = Math.Max(max, v);   max = v > max ? v : max;
    private static bool IsRise(AssignmentExpressionSyntax write, ILocalSymbol maximum, SemanticModel model)
    {
        ExpressionSyntax value = Code.Bare(write.Right);
        if (value is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 2 } arguments } call)
        {
            return model.GetSymbolInfo(call).Symbol is IMethodSymbol { Name: "Max" }
                && arguments.Any(argument => Is(argument.Expression));
        }

        return write.FirstAncestorOrSelf<IfStatementSyntax>() is { Else: null, Condition: BinaryExpressionSyntax condition } branch
            && branch.Statement.Span.Contains(write.Span)
            && (condition.OperatorToken.Text is ">" or ">=" ? Is(condition.Right) && Same(condition.Left)
                : condition.OperatorToken.Text is "<" or "<=" && Is(condition.Left) && Same(condition.Right));

        bool Is(ExpressionSyntax expression) => Names.Is(expression, maximum, model);

        bool Same(ExpressionSyntax expression) => SyntaxFactory.AreEquivalent(Code.Bare(expression), value);
    }
}
