using System.Reflection;

namespace SoftmaxGen.Generator.Tests.Documentation;

/// <summary>A page of the documentation and the blocks of code on it.</summary>
/// <param name="Name">Its name among the resources.</param>
internal sealed record Page(string Name)
{
    /// <summary>A block of C# with what it prints, as the page says it.</summary>
    /// <param name="Heading">The heading above it.</param>
    /// <param name="Code">The code.</param>
    /// <param name="Output">The block of text that follows it, or null.</param>
    internal sealed record Example(string Heading, string Code, string? Output);

    private const string Fence = "```";

    /// <summary>The whole text.</summary>
    public string Text { get; } = Read(Name);

    /// <summary>The blocks of C#, in their order.</summary>
    public IReadOnlyList<Example> Examples => [.. Find()];

    private IEnumerable<Example> Find()
    {
        Queue<string> lines = new(Text.Split('\n'));
        string heading = "";
        (string Heading, string Code)? open = null;
        while (lines.TryDequeue(out string? line))
        {
            if (line.StartsWith('#'))
            {
                heading = line.TrimStart('#', ' ');
            }
            else if (line.StartsWith(Fence, StringComparison.Ordinal))
            {
                string block = string.Concat(TakeBlock(lines).Select(one => one + "\n"));
                if (open is { } example && line == Fence + "text")
                {
                    yield return new Example(example.Heading, example.Code, block);
                    open = null;
                }
                else if (line == Fence + "csharp")
                {
                    if (open is { } silent)
                    {
                        yield return new Example(silent.Heading, silent.Code, null);
                    }

                    open = (heading, block);
                }
            }
        }

        if (open is { } last)
        {
            yield return new Example(last.Heading, last.Code, null);
        }
    }

    private static IEnumerable<string> TakeBlock(Queue<string> lines)
    {
        for (string line = lines.Dequeue(); line != Fence; line = lines.Dequeue())
        {
            yield return line;
        }
    }

    private static string Read(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new FileNotFoundException("No such page.", name);
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
