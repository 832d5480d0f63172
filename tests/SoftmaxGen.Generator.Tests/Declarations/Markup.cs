using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Generator.Tests.Declarations;

/// <summary>A diagnostic that is expected, or found, at a span of the source.</summary>
/// <param name="Id">SMG0xxx.</param>
/// <param name="Start">Where the span starts.</param>
/// <param name="Text">What the span holds.</param>
internal readonly record struct Marked(string Id, int Start, string Text)
{
    public static Marked Of(Diagnostic diagnostic) => new(
        diagnostic.Id,
        diagnostic.Location.SourceSpan.Start,
        diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan));
}

/// <summary>Source in which <c>{|SMG0001:…|}</c> marks where a diagnostic is expected; marks may nest.</summary>
internal sealed record Markup(string Source, ImmutableArray<Marked> Expected)
{
    private const int OpeningLength = 10; // {|SMG0001:

    public static Markup Parse(string text)
    {
        StringBuilder source = new();
        List<Marked> expected = [];
        Stack<(string Id, int Start)> open = new();
        for (int i = 0; i < text.Length; i++)
        {
            if (string.CompareOrdinal(text, i, "{|", 0, 2) == 0)
            {
                open.Push((text.Substring(i + 2, OpeningLength - 3), source.Length));
                i += OpeningLength - 1;
            }
            else if (string.CompareOrdinal(text, i, "|}", 0, 2) == 0)
            {
                (string id, int start) = open.Pop();
                expected.Add(new(id, start, source.ToString(start, source.Length - start)));
                i++;
            }
            else
            {
                source.Append(text[i]);
            }
        }

        Assert.Empty(open);
        return new(source.ToString(), [.. expected.OrderBy(mark => mark.Start).ThenBy(mark => mark.Id)]);
    }
}
