using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace SoftmaxGen.Analyzers.Tests.Support;

/// <summary>A span that a test expects a diagnostic on.</summary>
/// <param name="Id">The diagnostic's ID, or null where any will do.</param>
internal sealed record Mark(string? Id, TextSpan Span);

/// <summary>
/// A source with its marks taken out: <c>[|any diagnostic|]</c> or <c>{|SMG1001:this one|}</c>; marks may nest.
/// </summary>
internal sealed record MarkedSource(string Text, ImmutableArray<Mark> Marks)
{
    /// <summary>Takes the marks out of a source.</summary>
    public static MarkedSource Parse(string marked)
    {
        StringBuilder text = new(marked.Length);
        Stack<(string? Id, int Start)> open = [];
        List<Mark> marks = [];
        int at = 0;
        while (at < marked.Length)
        {
            ReadOnlySpan<char> rest = marked.AsSpan(at);
            if (rest.StartsWith("[|"))
            {
                open.Push((null, text.Length));
                at += 2;
            }
            else if (rest.StartsWith("{|SMG"))
            {
                int colon = rest.IndexOf(':');
                open.Push((rest[2..colon].ToString(), text.Length));
                at += colon + 1;
            }
            else if (open.Count > 0 && rest.StartsWith(open.Peek().Id is null ? "|]" : "|}"))
            {
                (string? id, int start) = open.Pop();
                marks.Add(new Mark(id, TextSpan.FromBounds(start, text.Length)));
                at += 2;
            }
            else
            {
                text.Append(marked[at++]);
            }
        }

        Assert.True(open.Count == 0, "A mark is not closed.");
        return new MarkedSource(text.ToString(), [.. marks.OrderBy(mark => mark.Span.Start).ThenByDescending(mark => mark.Span.End)]);
    }
}
