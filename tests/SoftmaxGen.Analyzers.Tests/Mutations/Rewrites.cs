using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SoftmaxGen.Analyzers.Tests.Mutations;

/// <summary>
/// Changes that keep the meaning, as operators on any source. Where an operator does not apply it changes nothing; what does not
/// compile afterwards is left out.
/// </summary>
internal static partial class Rewrites
{
    /// <summary>The kernel in all other forms.</summary>
    public static IEnumerable<Kernel> Of(Kernel kernel)
    {
        SyntaxNode root = Code.Parse(kernel.Source);
        foreach ((string name, Func<SyntaxNode, SyntaxNode> rewrite) in All)
            if (rewrite(root).ToFullString() is var text && text != root.ToFullString())
                yield return kernel.Changed(name, text);
    }

    private static (string Name, Func<SyntaxNode, SyntaxNode> Rewrite)[] All =>
    [
        ("ForToWhile", ForToWhile),
        ("ForToForeach", ForToForeach),
        ("ForeachToFor", ForeachToFor),
        ("LinqToLoops", LinqToLoops),
        ("LoopToLinq", LoopToLinq),
        ("BehindASpan", BehindASpan),
        ("ExtractPower", ExtractPower),
        ("ExtractMaximum", ExtractMaximum),
        ("SplitClass", SplitClass),
        ("HoistArgument", HoistArgument),
        ("HoistExponential", HoistExponential),
        ("InlineMaximum", InlineMaximum),
        ("Rename", Rename),
        ("Var", Var),
        ("NegatedShift", NegatedShift),
        ("Reciprocal", Reciprocal),
    ];

    private static SyntaxNode ExtractPower(SyntaxNode root)
    {
        InvocationExpressionSyntax[] calls = [.. Code.Calls(root, "Exp", 1).Where(call => Code.Home(call) is "Math" or "MathF")];
        if (calls.Length == 0)
            return root;
        string home = Code.Home(calls[0]);
        return WithMember(
            root.ReplaceNodes(calls, (_, call) => Code.Expression($"Power({Code.Argument(call)})")),
            $"static {Element(home)} Power({Element(home)} value) => {home}.Exp(value);");
    }

    private static SyntaxNode ExtractMaximum(SyntaxNode root)
    {
        InvocationExpressionSyntax[] calls = [.. Code.Calls(root, "Max", 0)];
        if (calls.Length == 0)
            return root;
        string element = root.DescendantTokens().Any(token => token.ValueText == "MathF") ? "float" : "double";
        return WithMember(
            root.ReplaceNodes(calls, (_, call) => Code.Expression($"Largest({Code.Home(call)})")),
            $"static {element} Largest(IEnumerable<{element}> values) {{ {element} top = {element}.NegativeInfinity; foreach ({element} value in values) if (value > top) top = value; return top; }}");
    }

    // Every member stands in a part of its own.
    private static SyntaxNode SplitClass(SyntaxNode root)
    {
        SyntaxList<MemberDeclarationSyntax> members = root.ChildNodes().OfType<ClassDeclarationSyntax>().Single().Members;
        return members.Count < 2 ? SplitClass(ExtractPower(root)) : Code.Parse(string.Concat(
            members.Select(member => $"static partial class Kernel\n{{\n{member.ToFullString()}\n}}\n")));
    }

    private static SyntaxNode HoistArgument(SyntaxNode root) => Hoist(root, call => Code.Argument(call), "argument", (call, name) => $"{call.Expression}({name})");

    private static SyntaxNode HoistExponential(SyntaxNode root) => Hoist(root, call => call, "power", (_, name) => name);

    // The exponential of a statement, or its argument, gets a name before it.
    private static SyntaxNode Hoist(
        SyntaxNode root, Func<InvocationExpressionSyntax, ExpressionSyntax> value, string name, Func<InvocationExpressionSyntax, string, string> use) =>
        root.ReplaceNodes(
            root.DescendantNodes().OfType<ExpressionStatementSyntax>().Where(node =>
                Code.Calls(node, "Exp", 1).Count() == 1 && !node.DescendantNodes().OfType<LambdaExpressionSyntax>().Any()),
            (node, _) =>
            {
                InvocationExpressionSyntax call = Code.Calls(node, "Exp", 1).Single();
                StatementSyntax after = node.ReplaceNode(call, Code.Expression(use(call, name)));
                return Code.Statement($"{{ var {name} = {value(call)};\n{after.ToFullString()} }}");
            });

    private static SyntaxNode InlineMaximum(SyntaxNode root)
    {
        VariableDeclaratorSyntax? local = root.DescendantNodes().OfType<VariableDeclaratorSyntax>().FirstOrDefault(node =>
            node.Initializer?.Value is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Max" } } call
                && call.ArgumentList.Arguments.Count == 0);
        if (local is null)
            return root;
        string name = local.Identifier.ValueText, value = local.Initializer!.Value.ToString();
        return root.ReplaceNodes(
            root.DescendantNodes().OfType<IdentifierNameSyntax>().Where(node => node.Identifier.ValueText == name), (_, _) => Code.Expression(value));
    }

    private static SyntaxNode Rename(SyntaxNode root)
    {
        Dictionary<string, string> names = [];
        foreach (string name in root.DescendantNodes().Select(node => node switch
        {
            VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax or ForStatementSyntax } local => local.Identifier.ValueText,
            ForEachStatementSyntax loop => loop.Identifier.ValueText,
            ParameterSyntax parameter => parameter.Identifier.ValueText,
            _ => null,
        }).OfType<string>())
            names.TryAdd(name, "a" + names.Count);
        return root.ReplaceTokens(
            root.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken) && names.ContainsKey(token.ValueText)
                && !(token.Parent?.Parent is MemberAccessExpressionSyntax access && access.Name == token.Parent)),
            (token, _) => SyntaxFactory.Identifier(token.LeadingTrivia, names[token.ValueText], token.TrailingTrivia));
    }

    // A number may not become an integer.
    private static SyntaxNode Var(SyntaxNode root) => root.ReplaceNodes(
        root.DescendantNodes().OfType<LocalDeclarationStatementSyntax>()
            .Where(node => node.Declaration is { Type: not RefTypeSyntax, Variables: [{ Initializer.Value: { } value }] }
                && value is not (LiteralExpressionSyntax or CollectionExpressionSyntax or CastExpressionSyntax))
            .Select(node => node.Declaration.Type),
        (type, _) => SyntaxFactory.IdentifierName("var").WithTriviaFrom(type));

    private static SyntaxNode NegatedShift(SyntaxNode root) => root.ReplaceNodes(
        Code.Differences(root), (_, node) => Code.Expression($"(-{node.Right} + {node.Left})"));

    private static SyntaxNode Reciprocal(SyntaxNode root) => root.ReplaceNodes(
        root.DescendantNodes().OfType<ExpressionSyntax>().Where(node =>
            node is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.DivideExpression, Right: IdentifierNameSyntax }
                or AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.DivideAssignmentExpression }),
        (_, node) => node switch
        {
            BinaryExpressionSyntax ratio => Code.Expression($"{ratio.Left} * (1 / {ratio.Right})"),
            AssignmentExpressionSyntax ratio => Code.Expression($"{ratio.Left} *= 1 / {ratio.Right}"),
            _ => node,
        });

    private static string Element(string home) => home == "MathF" ? "float" : "double";

    private static SyntaxNode WithMember(SyntaxNode root, string member)
    {
        ClassDeclarationSyntax kernel = root.DescendantNodes().OfType<ClassDeclarationSyntax>().First();
        return root.ReplaceNode(kernel, kernel.AddMembers(SyntaxFactory.ParseMemberDeclaration(member + "\n")!));
    }
}
