using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Plans;
using SoftmaxGen.CodeFixes.Reading;
using SoftmaxGen.CodeFixes.Writing;

namespace SoftmaxGen.CodeFixes.Fixes;

/// <summary>
/// SMG1008: <c>e^x / (1 + e^x)</c> becomes <c>1 / (1 + e^-x)</c>, and the tanh forms become tanh: one fix for both, as
/// <c>dotnet format</c> takes one fix for an ID.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class RatioOfExponentialsFix : StabilityFix
{
    /// <summary>Called by the editor.</summary>
    public RatioOfExponentialsFix()
        : base("SMG1008")
    {
    }

    internal override FixPlan? Plan(FixSite site) => site.Candidates()
        .OfType<BinaryExpressionSyntax>()
        .Where(node => node.IsKind(SyntaxKind.DivideExpression))
        .Select(node => Plan(node, site.Model) ?? TanhForm.Plan(node, site.Model))
        .FirstOrDefault(plan => plan is not null);

    private static FixPlan? Plan(BinaryExpressionSyntax ratio, SemanticModel model)
    {
        ExpressionSyntax top = Code.Bare(ratio.Left);
        if (Code.Bare(ratio.Right) is not BinaryExpressionSyntax sum
            || !sum.IsKind(SyntaxKind.AddExpression)
            || !(Numbers.IsOne(sum.Left, model) ? Code.Same(top, sum.Right) : Numbers.IsOne(sum.Right, model) && Code.Same(top, sum.Left)))
        {
            return null;
        }

        bool oneFirst = Numbers.IsOne(sum.Left, model);
        string one = Code.Text(oneFirst ? sum.Left : sum.Right);
        FixPlan plan = new("Use 1 / (1 + exp(-x))");
        if (Exponential(top, model) is { } call)
        {
            // Written twice: the argument is evaluated once from now on.
            return Purity.IsPure(call.Argument, model)
                ? plan.Replace(ratio, Code.Expression(Text(call, With(top, call, model)))) : null;
        }

        // Held in a local: its value changes, so nobody else may use it.
        return Local.Read(top, model) is { Declaration: { } } local
            && local.IsUsedOnlyIn(ratio)
            && Exponential(local.Value, model) is { } held
                ? plan.Replace(local.Value, With(local.Value, held, model)).Replace(ratio, Code.Expression(Text(held, top)))
                : null;

        string Text(MathCall exponential, ExpressionSyntax value) =>
            oneFirst ? $"{one} / ({one} + {Code.Right(value)})" : $"{one} / ({Code.Left(value)} + {one})";
    }

    // The exponential, also when it is cast: (float)Math.Exp(x).
    private static MathCall? Exponential(ExpressionSyntax expression, SemanticModel model) =>
        Code.Bare(expression) is CastExpressionSyntax cast && Purity.IsNumber(model.GetTypeInfo(cast).Type)
            ? MathCall.Read(cast.Expression, "Exp", model)
            : MathCall.Read(expression, "Exp", model);

    private static ExpressionSyntax With(ExpressionSyntax whole, MathCall call, SemanticModel model) =>
        Code.Bare(whole).ReplaceNode(call.Node, call.With(Code.Negated(Plain(call, model))));

    // The negation of an int may overflow, and that of an unsigned number is none: it becomes the function's type first.
    private static ExpressionSyntax Plain(MathCall call, SemanticModel model) =>
        model.GetTypeInfo(call.Argument).Type is { } type
        && (type is ITypeParameterSymbol || type.SpecialType is SpecialType.System_Double or SpecialType.System_Single
            || type.ToDisplayString() == "System.Half")
            ? call.Argument
            : call.Operand(model);
}
