using System.Text;

namespace SoftmaxGen.Generator.Emission;

/// <summary>
/// Collects C# text: blocks are given as raw strings at indentation zero, the writer indents them, and lines end in
/// <c>\n</c> on every platform. It also sets the empty lines right: one after a closing brace, none inside of braces or within a statement.
/// </summary>
internal sealed class CodeWriter
{
    private const int IndentSize = 4;

    private readonly StringBuilder text = new();
    private int depth;
    private bool gap;
    private string last = "{";

    /// <summary>Writes one or more lines at the present indentation.</summary>
    public CodeWriter Write(string block)
    {
        foreach (string line in block.Replace("\r", "").Split('\n'))
        {
            WriteLine(line);
        }

        return this;
    }

    private void WriteLine(string line)
    {
        if (line.Length == 0)
        {
            gap = true;
            return;
        }

        string code = line.TrimStart();
        bool closes = code.StartsWith("}", StringComparison.Ordinal);
        bool continues = code is "else" or "finally";
        if ((gap || last == "}") && last != "{" && !closes && !continues)
        {
            text.Append('\n');
        }

        text.Append(' ', depth * IndentSize).Append(line).Append('\n');
        last = code;
        gap = false;
    }

    /// <summary>Writes a line for each item.</summary>
    public CodeWriter WriteEach<T>(IEnumerable<T> items, Func<T, string> line)
    {
        foreach (T item in items)
        {
            Write(line(item));
        }

        return this;
    }

    /// <summary>Writes an empty line.</summary>
    public CodeWriter Gap() => Write("");

    /// <summary>Writes the heading and an opening brace; the closing one follows when the result is disposed.</summary>
    public Block Open(string heading)
    {
        Write(heading);
        Write("{");
        depth++;
        return new Block(this);
    }

    /// <inheritdoc />
    public override string ToString() => text.ToString();

    /// <summary>An open brace.</summary>
    public readonly struct Block(CodeWriter writer) : IDisposable
    {
        /// <summary>Closes it.</summary>
        public void Dispose()
        {
            writer.depth--;
            writer.Write("}");
        }
    }
}
