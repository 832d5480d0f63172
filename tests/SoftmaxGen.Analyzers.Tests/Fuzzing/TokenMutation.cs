using Microsoft.CodeAnalysis.CSharp;

namespace SoftmaxGen.Analyzers.Tests.Fuzzing;

/// <summary>Breaks a text as a typing hand does: tokens lost, doubled, exchanged or replaced, the rest cut off or not yet written.</summary>
internal static class TokenMutation
{
    private static readonly string[] Strangers =
    [
        "async", "await", "yield return", "ref", "out", "in", "params", "unsafe", "fixed", "stackalloc", "switch", "case 0:", "default:",
        "goto", "break;", "continue;", "checked", "throw", "scoped", "where", "with", "nameof", "this", "base", "static", "partial", "abstract",
        "record", "class", "struct", "interface", "namespace N;", "using", "var", "dynamic", "delegate", "operator", "implicit", "event",
        "..", "^1", "?", "?.", "??=", "!", "=>", "->", "*", "&", "<", ">", "[", "]", "(", ")", "{", "}", ",", ";", ":", "::", "=", "/", "-",
        "1e400", "0x", "'", "\"", "\"\"\"", "$\"{", "/*", "//", "#if X", "@", "\\u0041", "\0", "\uFEFF", "Math.Exp", "Math.Log", "_", "__arglist",
    ];

    /// <summary>One to four mutations of a text.</summary>
    public static string Apply(string source, string donor, Random random)
    {
        List<string> tokens = Tokens(source);
        for (int count = random.Next(1, 5); count > 0 && tokens.Count > 1; count--)
            MutateOne(tokens, donor, random);
        return string.Concat(tokens);
    }

    private static void MutateOne(List<string> tokens, string donor, Random random)
    {
        int at = random.Next(tokens.Count);
        int other = random.Next(tokens.Count);
        int some = Math.Min(random.Next(1, 12), tokens.Count - at);
        switch (random.Next(9))
        {
            case 0:
                tokens.RemoveAt(at);
                break;
            case 1:
                tokens.Insert(at, tokens[at] + " ");
                break;
            case 2:
                (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                break;
            case 3:
                tokens.RemoveRange(at, some);
                break;
            case 4:
                tokens.InsertRange(other, tokens.GetRange(at, some));
                break;
            case 5:
                List<string> strange = Tokens(donor);
                int from = random.Next(strange.Count);
                tokens.InsertRange(at, strange.GetRange(from, Math.Min(random.Next(1, 20), strange.Count - from)));
                break;
            case 6 when random.Next(4) == 0:
                tokens.RemoveRange(at, tokens.Count - at);
                break;
            case 7:
                tokens.Insert(at, " " + Strangers[random.Next(Strangers.Length)] + " ");
                break;
            default:
                tokens[at] = " " + Strangers[random.Next(Strangers.Length)] + " ";
                break;
        }
    }

    private static List<string> Tokens(string text) => [.. SyntaxFactory.ParseTokens(text).Select(token => token.ToFullString())];
}
