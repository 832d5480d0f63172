using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SoftmaxGen.Generator.Tests.Declarations;

/// <summary>Breaks code as a typing hand does: tokens lost, doubled, exchanged or replaced.</summary>
internal static class TokenMutation
{
    private static readonly string[] Strangers =
    [
        "partial", "ref", "async", "void", "double", "int", "static", "logits",
        "\"x\"", "-1", "?", "<", ">", "[]", "class",
    ];

    /// <summary>One to three mutations; now and then none.</summary>
    public static string Apply(string source, Random random)
    {
        List<string> tokens = [.. SyntaxFactory.ParseTokens(source)
            .Where(token => !token.IsKind(SyntaxKind.EndOfFileToken))
            .Select(token => token.ToFullString())];
        for (int count = random.Next(4); count > 0; count--)
            MutateOne(tokens, random);

        return string.Join(" ", tokens);
    }

    private static void MutateOne(List<string> tokens, Random random)
    {
        int at = random.Next(tokens.Count);
        int other = random.Next(tokens.Count);
        switch (random.Next(4))
        {
            case 0:
                tokens.RemoveAt(at);
                break;
            case 1:
                tokens.Insert(at, tokens[at]);
                break;
            case 2:
                (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                break;
            default:
                tokens[at] = Strangers[random.Next(Strangers.Length)];
                break;
        }
    }
}
