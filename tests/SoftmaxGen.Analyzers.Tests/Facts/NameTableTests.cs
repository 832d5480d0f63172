using Microsoft.CodeAnalysis.Text;
using SoftmaxGen.Analyzers.Flow.Gate;

namespace SoftmaxGen.Analyzers.Tests.Facts;

public class NameTableTests
{
    /// <summary>Against the plain way, over random texts made of names, near misses and what stands between them.</summary>
    [Fact]
    public void The_scan_finds_what_a_search_word_by_word_finds()
    {
        string[] names = ["Exp", "exp", "Log", "log_softmax", "Softmax", "e", "log1p"];
        string[] pieces = [.. names, "Exp1", "_Exp", "Expo", "lo", "ü", "Expü", "1exp", " ", " ", ".", "(", "\n", "//", "\"", "9"];
        NameTable table = new(names);
        Random random = new(7);
        for (int round = 0; round < 2000; round++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => pieces[random.Next(pieces.Length)]));
            var expected = System.Text.RegularExpressions.Regex.Matches(text, "[A-Za-z0-9_\u0080-\uffff]+")
                .Where(word => names.Contains(word.Value)).Select(word => new Hit(word.Index, word.Value));
            Assert.Equal(expected, table.Scan(SourceText.From(text)));
        }
    }
}
