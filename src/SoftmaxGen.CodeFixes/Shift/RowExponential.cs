using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Reading;
using SoftmaxGen.CodeFixes.Writing;

namespace SoftmaxGen.CodeFixes.Shift;

/// <summary>An exponential of an element of a row.</summary>
/// <param name="Node">The call, or the method group that LINQ calls.</param>
/// <param name="Call">The call, unless it is a method group.</param>
/// <param name="Home">Where the function lives.</param>
/// <param name="Argument">The argument, where locals of the loop's body stand for what they were given; null for a method group.</param>
/// <param name="Domain">What runs over the row; null for the exponential of one element.</param>
/// <param name="Key">The row: the same for exponentials of the same elements.</param>
internal sealed record RowExponential(
    ExpressionSyntax Node, MathCall? Call, MathHome Home, ExpressionSyntax? Argument, RowDomain? Domain, string Key)
{
    /// <summary>All exponentials in a function's body that might belong to a row.</summary>
    public static IReadOnlyList<RowExponential> In(SyntaxNode body, SemanticModel model)
    {
        List<RowExponential> found = new();
        foreach (ExpressionSyntax node in body.DescendantNodes().OfType<ExpressionSyntax>())
        {
            RowExponential? exponential = node is InvocationExpressionSyntax
                ? OfCall(node, model) : OfGroup(node, model);
            if (exponential is not null)
                found.Add(exponential);
        }

        return found;
    }

    /// <summary>What is run over a row's elements, or the statement of a single element.</summary>
    public SyntaxNode Holder => Domain?.Holder ?? RowDomain.Holding(Node);

    private static RowExponential? OfCall(ExpressionSyntax node, SemanticModel model)
    {
        if (MathCall.Read(node, "Exp", model) is not { } call || !Purity.IsPure(call.Argument, model))
            return null;
        ExpressionSyntax argument = Expanded(call.Argument, model);
        RowDomain? domain = RowDomain.Around(call.Argument, model);
        if (domain is null && argument != call.Argument)
        {
            // The element has a name of its own in the loop's body: find the loop by the element.
            ExpressionSyntax value = Local.Read(call.Argument, model)?.Value ?? call.Argument;
            domain = RowDomain.Around(value, model);
            argument = domain is null ? call.Argument : Code.Bare(value);
        }
        else
        {
            argument = call.Argument;
        }

        return new RowExponential(node, call, call.Home, argument, domain, domain is null ? "" : KeyOf(argument, domain, model));
    }

    private static RowExponential? OfGroup(ExpressionSyntax node, SemanticModel model) =>
        node is MemberAccessExpressionSyntax or IdentifierNameSyntax
        && node.Parent is ArgumentSyntax
        && model.GetSymbolInfo(node).Symbol is IMethodSymbol { Name: "Exp" } method
        && MathHome.Of(method, node) is { } home
        && RowDomain.RunOver(node, model) is { } source
            ? new RowExponential(
                node, null, home, null, new RowDomain(method, RowDomain.Whole(source, model), RowDomain.Holding(node), source),
                $"{RowDomain.Whole(source, model)}|{Code.Text(source)}[$]")
            : null;

    private static ExpressionSyntax Expanded(ExpressionSyntax argument, SemanticModel model) =>
        Local.Read(argument, model) is { } local && Purity.IsPure(local.Value, model) ? local.Value : argument;

    // A foreach over x and a for over x[i] are the same row.
    private static string KeyOf(ExpressionSyntax argument, RowDomain domain, SemanticModel model)
    {
        string element = domain.Source is { } source ? Code.Text(source) + "[$]" : "$";
        SyntaxNode text = Code.Bare(argument);
        text = text.ReplaceNodes(Names.Of(domain.Variable, text, model), (_, _) => SyntaxFactory.IdentifierName(element));
        return $"{domain.Key}|{text.ToString().Replace(" ", "")}";
    }
}
