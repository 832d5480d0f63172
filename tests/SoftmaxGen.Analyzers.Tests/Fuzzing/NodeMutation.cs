using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.Analyzers.Tests.Support;

namespace SoftmaxGen.Analyzers.Tests.Fuzzing;

/// <summary>
/// Changes a text piece by piece of its syntax: expressions, statements, types and names take each other's place, or go into
/// something that C# puts around them. Much of what comes out still compiles.
/// </summary>
internal static class NodeMutation
{
    /// <summary>One mutation of a text, or a few.</summary>
    public static string Apply(string source, string donor, Random random, int most = 2)
    {
        for (int count = random.Next(1, most + 1); count > 0; count--)
            source = Once(source, donor, random);
        return source;
    }

    private static string Once(string source, string donor, Random random)
    {
        SyntaxNode root = Parse(source);
        SyntaxNode strange = random.Next(5) == 0 ? Parse(donor) : root;
        return random.Next(13) switch
        {
            0 => Exchange<ExpressionSyntax>(source, root, random),
            1 => Replace(source, Any<ExpressionSyntax>(root, random), Any<ExpressionSyntax>(strange, random)?.ToString()),
            2 or 3 => Replace(source, Any<ExpressionSyntax>(root, random), node => Around(Wrappings.Expressions, node, random)),
            4 => Exchange<StatementSyntax>(source, root, random),
            5 => Insert(source, Any<StatementSyntax>(root, random), Any<StatementSyntax>(strange, random)?.ToString()),
            6 or 7 => Replace(source, Any<StatementSyntax>(root, random), node => Around(Wrappings.Statements, node, random)),
            8 => Replace(source, Any<StatementSyntax>(root, random), ";"),
            9 => Replace(source, Any<TypeSyntax>(root, random, node => !node.IsVar && node is PredefinedTypeSyntax or ArrayTypeSyntax or GenericNameSyntax), Pick(Wrappings.Types, random)),
            10 => Replace(source, Any<IdentifierNameSyntax>(root, random), Any<IdentifierNameSyntax>(strange, random)?.ToString()),
            11 => Replace(source, Any<LiteralExpressionSyntax>(root, random), Pick(Wrappings.Literals, random)),
            _ => Replace(source, Any<MemberDeclarationSyntax>(root, random), node => Around(Wrappings.Members, node, random)),
        };
    }

    private static SyntaxNode Parse(string text) => SyntaxFactory.ParseCompilationUnit(text, options: TestCompilation.ParseOptions);

    private static string Pick(string[] texts, Random random) => texts[random.Next(texts.Length)];

    // Names that a wrapping brings end with a number, so that one in another takes none twice.
    private static string Around(string[] templates, SyntaxNode node, Random random) => Pick(templates, random)
        .Replace("QQ", "q" + random.Next(100_000), StringComparison.Ordinal).Replace("@@", node.ToString(), StringComparison.Ordinal);

    private static TNode? Any<TNode>(SyntaxNode root, Random random, Func<TNode, bool>? accept = null)
        where TNode : SyntaxNode
    {
        TNode[] nodes = [.. root.DescendantNodes().OfType<TNode>().Where(accept ?? (_ => true))];
        return nodes.Length == 0 ? null : nodes[random.Next(nodes.Length)];
    }

    private static string Replace(string source, SyntaxNode? node, Func<SyntaxNode, string> by) =>
        node is null ? source : Replace(source, node, by(node));

    private static string Replace(string source, SyntaxNode? node, string? by) =>
        node is null || by is null ? source : source[..node.SpanStart] + by + source[node.Span.End..];

    private static string Insert(string source, SyntaxNode? before, string? text) =>
        before is null || text is null ? source : source[..before.SpanStart] + text + "\n" + source[before.SpanStart..];

    private static string Exchange<TNode>(string source, SyntaxNode root, Random random)
        where TNode : SyntaxNode
    {
        TNode? one = Any<TNode>(root, random), other = Any<TNode>(root, random);
        if (one is null || other is null || one.Span.IntersectsWith(other.Span))
            return source;
        (TNode first, TNode second) = one.SpanStart < other.SpanStart ? (one, other) : (other, one);
        return Replace(Replace(source, second, first.ToString()), first, second.ToString());
    }
}
