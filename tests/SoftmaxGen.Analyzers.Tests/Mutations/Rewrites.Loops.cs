using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SoftmaxGen.Analyzers.Tests.Mutations;

/// <summary>One form of loop for another.</summary>
internal static partial class Rewrites
{
    private static SyntaxNode ForToWhile(SyntaxNode root) => Bottom<ForStatementSyntax>(root, loop => loop.Declaration is { } start && loop.Incrementors is [var step]
        ? Code.Statement($"{{ {start};\nwhile ({loop.Condition})\n{{\n{loop.Statement.ToFullString()}\n{step};\n}} }}")
        : loop);

    // Where the index is only used to read one array.
    private static SyntaxNode ForToForeach(SyntaxNode root) => Bottom<ForStatementSyntax>(root, loop =>
    {
        if (loop is not { Declaration.Variables: [{ Initializer.Value: LiteralExpressionSyntax { Token.ValueText: "0" } } index],
                Condition: BinaryExpressionSyntax { Right: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax vector, Name.Identifier.ValueText: "Length" } } })
            return loop;
        SyntaxNode?[] uses = [.. loop.Statement.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(node => node.Identifier.ValueText == index.Identifier.ValueText)
            .Select(node => node.Parent is ArgumentSyntax { Parent: BracketedArgumentListSyntax { Arguments.Count: 1, Parent: ElementAccessExpressionSyntax element } }
                && element.Expression.ToString() == vector.ToString()
                && !(element.Parent is AssignmentExpressionSyntax assignment && assignment.Left == element) ? element : null)];
        return uses.Length == 0 || uses.Contains(null) ? loop : Code.Statement(
            $"foreach (var item in {vector})\n{loop.Statement.ReplaceNodes(uses.OfType<SyntaxNode>(), (_, _) => Code.Expression("item")).ToFullString()}");
    });

    private static SyntaxNode ForeachToFor(SyntaxNode root) => Bottom<ForEachStatementSyntax>(root, loop => loop.Expression is IdentifierNameSyntax vector
        ? Code.Statement(
            $"for (int at = 0; at < {vector}.Length; at++)\n{{\n{loop.Type} {loop.Identifier} = {vector}[at];\n{loop.Statement.ToFullString()}\n}}")
        : loop);

    // T[] e = x.Select(v => E).ToArray(), T s = e.Sum(), T s = x.Sum(v => E), T m = x.Max().
    private static SyntaxNode LinqToLoops(SyntaxNode root)
    {
        SyntaxNode changed = root;
        foreach (BlockSyntax block in root.DescendantNodes().OfType<BlockSyntax>().Reverse().ToArray())
        {
            BlockSyntax current = changed.DescendantNodes().OfType<BlockSyntax>().First(node => node.ToFullString() == block.ToFullString() || node.SpanStart == block.SpanStart);
            changed = changed.ReplaceNode(current, current.WithStatements([.. current.Statements.SelectMany(Loops)]));
        }

        return changed;
    }

    private static IEnumerable<StatementSyntax> Loops(StatementSyntax statement)
    {
        if (statement is not LocalDeclarationStatementSyntax { Declaration: { Variables: [{ Initializer.Value: InvocationExpressionSyntax
                { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var function, Expression: var source } } call } local] } declaration })
            return [statement];
        string type = declaration.Type.ToString(), name = local.Identifier.ValueText;
        SimpleLambdaExpressionSyntax? lambda = (function == "ToArray" ? source : call).DescendantNodesAndSelf().OfType<SimpleLambdaExpressionSyntax>().FirstOrDefault();
        string[]? lines = (function, call.ArgumentList.Arguments.Count) switch
        {
            ("Max", 0) => [$"{type} {name} = {type}.NegativeInfinity;", $"foreach ({type} each in {source}) {name} = Math.Max({name}, each);"],
            ("Sum", 0) => [$"{type} {name} = 0;", $"foreach ({type} each in {source}) {name} += each;"],
            ("Sum", 1) when lambda is not null => [$"{type} {name} = 0;", $"foreach (var {lambda.Parameter} in {source}) {name} += {lambda.Body};"],
            ("ToArray", 0) when lambda is not null && type.EndsWith("[]", StringComparison.Ordinal)
                && source is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Select", Expression: var vector } } =>
                [$"{type} {name} = new {type[..^2]}[{vector}.Length];", $"for (int at = 0; at < {vector}.Length; at++) {{ var {lambda.Parameter} = {vector}[at]; {name}[at] = {lambda.Body}; }}"],
            _ => null,
        };
        return lines is null ? [statement] : lines.Select(Code.Statement);
    }

    // The loop after the seed becomes the maximum of the vector.
    private static SyntaxNode LoopToLinq(SyntaxNode root)
    {
        if (Code.Shift(root) is not { } shift || Code.First(root) is not { } first || !first.EndsWith("[0]", StringComparison.Ordinal) || first.Contains("][", StringComparison.Ordinal)
            || Code.Findings(root, shift).FirstOrDefault() is not { } found)
            return root;
        StatementSyntax? loop = found.Ancestors().OfType<StatementSyntax>().LastOrDefault(node => node is ForStatementSyntax or ForEachStatementSyntax);
        LocalDeclarationStatementSyntax? seed = root.DescendantNodes().OfType<LocalDeclarationStatementSyntax>()
            .FirstOrDefault(node => node.Declaration.Variables is [var local] && local.Identifier.ValueText == shift);
        if (seed is null || loop is null || loop.Parent != seed.Parent)
            return root;
        string vector = loop is ForEachStatementSyntax each ? each.Expression.ToString()
            : loop.DescendantNodes().OfType<ElementAccessExpressionSyntax>().First().Expression.ToString();
        return root.ReplaceNodes([seed, loop], (node, _) => Code.Statement(node == seed ? $"{seed.Declaration.Type} {shift} = {vector}.Max();" : ";"));
    }

    // What took an array takes a span, and is called with the array.
    private static SyntaxNode BehindASpan(SyntaxNode root)
    {
        MethodDeclarationSyntax run = root.DescendantNodes().OfType<MethodDeclarationSyntax>().First(node => node.Identifier.ValueText == "Run");
        if (run.ParameterList.Parameters[0].Type is not ArrayTypeSyntax { ElementType: PredefinedTypeSyntax element, RankSpecifiers: [{ Rank: 1 }] } || run.Body is null)
            return root;
        string arguments = string.Join(", ", run.ParameterList.Parameters.Select(parameter => parameter.Identifier.ValueText));
        MethodDeclarationSyntax core = run.WithIdentifier(SyntaxFactory.Identifier("Core")).WithParameterList(run.ParameterList.ReplaceNode(
            run.ParameterList.Parameters[0].Type!, SyntaxFactory.ParseTypeName($"ReadOnlySpan<{element}> ")));
        return WithMember(root.ReplaceNode(run, core), $"public static {run.ReturnType} Run{run.ParameterList} {{ return Core({arguments}); }}");
    }

    // From the inside out, so that loops in loops are changed, too.
    private static SyntaxNode Bottom<T>(SyntaxNode root, Func<T, StatementSyntax> change)
        where T : StatementSyntax => root.ReplaceNodes(root.DescendantNodes().OfType<T>(), (_, rewritten) => change(rewritten));
}
