using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Reading;
using SoftmaxGen.CodeFixes.Writing;

namespace SoftmaxGen.CodeFixes.Shift;

/// <summary>
/// Writes the maximum of a row: the way the row is run over already, in the function's own type, and with a maximum that
/// lets a NaN through. An empty row has one, too, which Enumerable.Max would throw for.
/// </summary>
internal static class MaximumWriter
{
    /// <summary>The statements.</summary>
    public static List<StatementSyntax> Write(
        RowExponential row, string max, string seed, FreshNames names, SemanticModel model)
    {
        MathHome home = row.Home;
        string type = home.ElementName;
        RowDomain domain = row.Domain!;
        switch (domain.Holder)
        {
            case ForStatementSyntax loop:
                return Parse(
                    $"{type} {max} = {seed};",
                    $"for ({loop.Declaration}; {loop.Condition}; {loop.Incrementors})\n"
                        + $"    {max} = {home.Call("Max", max, Code.Text(row.Argument!))};");
            case ForEachStatementSyntax loop:
                return Parse(
                    $"{type} {max} = {seed};",
                    $"foreach ({loop.Type} {loop.Identifier} in {loop.Expression})\n"
                        + $"    {max} = {home.Call("Max", max, Code.Text(row.Argument!))};");
            default:
                string variable = row.Argument is null ? names.Next("value") : domain.Variable.Name;
                string element = row.Argument is null ? variable : Code.Text(row.Argument);
                return Parse(
                    $"{type} {max} = {seed};",
                    $"foreach (var {variable} in {Code.Text(domain.Source!)})\n"
                        + $"    {max} = {home.Call("Max", max, element)};");
        }
    }

    private static List<StatementSyntax> Parse(params string[] statements) =>
        statements.Select(text => SyntaxFactory.ParseStatement(text)
            .WithLeadingTrivia(SyntaxFactory.ElasticMarker).WithTrailingTrivia(SyntaxFactory.ElasticLineFeed)).ToList();
}
