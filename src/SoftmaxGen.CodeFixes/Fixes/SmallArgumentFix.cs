using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Plans;
using SoftmaxGen.CodeFixes.Reading;
using SoftmaxGen.CodeFixes.Writing;

namespace SoftmaxGen.CodeFixes.Fixes;

/// <summary>
/// SMG1010 and SMG1019: <c>log(1 - e^x)</c>, <c>log(1 - p)</c>, <c>log(1 + x)</c>, <c>e^x - 1</c>, and .NET's own
/// <c>LogP1</c> and <c>ExpM1</c>, which are these, become helpers that keep the digits.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class SmallArgumentFix : StabilityFix
{
    /// <summary>Called by the editor.</summary>
    public SmallArgumentFix()
        : base("SMG1010", "SMG1019")
    {
    }

    internal override FixPlan? Plan(FixSite site)
    {
        foreach (ExpressionSyntax candidate in site.Candidates())
        {
            if (Match(candidate, site.Model) is not { } match)
                continue;
            FixPlan plan = new(match.Title);
            if (match.Helper.Call(plan, site, candidate, match.Home, match.Argument) is not { } call)
                return null;
            plan.Replace(candidate, Code.Expression(call));
            match.Held?.RemoveFrom(plan);
            return plan;
        }

        return null;
    }

    private static Form? Match(ExpressionSyntax candidate, SemanticModel model)
    {
        if (candidate is BinaryExpressionSyntax minus && minus.IsKind(SyntaxKind.SubtractExpression)
            && Numbers.IsOne(minus.Right, model)
            && MathCall.Read(minus.Left, "Exp", model) is { } exponential)
        {
            return Form.ExpM1(exponential, model);
        }

        return MathCall.Read(candidate, model) switch
        {
            { Function: "ExpM1" } call => Form.ExpM1(call, model),
            { Function: "LogP1" } call => Form.Log1P(call.Home, Code.Text(call.Operand(model))),
            { Function: "Log" } log when Code.Bare(log.Argument) is BinaryExpressionSyntax inner => Log(log, inner, model),
            _ => null,
        };
    }

    private static Form? Log(MathCall log, BinaryExpressionSyntax inner, SemanticModel model)
    {
        // In float, 1 + x is rounded to float before a Math.Log in double sees it; so would the helper's argument be.
        if (!SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(inner).Type, log.Home.Element))
            return null;
        if (Numbers.ComplementOf(inner, model) is { } p)
        {
            return Held.Read(p, log.Node, model) is { } held && held.Call.Home.IsSame(log.Home)
                ? new Form("Use log1mexp", Helper.Log1MExp, log.Home, Code.Text(held.Call.Operand(model)), held)
                : Form.Log1P(log.Home, Code.Negated(p));
        }

        return Numbers.BesideOne(inner, model) is { } x ? Form.Log1P(log.Home, Code.Text(x)) : null;
    }

    private sealed record Form(string Title, Helper Helper, MathHome Home, string Argument, Held? Held)
    {
        public static Form Log1P(MathHome home, string argument) => new("Use log1p", Helper.Log1P, home, argument, null);

        public static Form ExpM1(MathCall call, SemanticModel model) =>
            new("Use expm1", Helper.ExpM1, call.Home, Code.Text(call.Operand(model)), null);
    }
}
