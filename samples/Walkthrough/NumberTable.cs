using System.Text.Json;
using Spectre.Console;

namespace Walkthrough;

/// <summary>The numbers that a document prints, beside what the generated code gives in one or more ways.</summary>
internal sealed class NumberTable
{
    private readonly Table _table = new Table().RoundedBorder().AddColumn("number");
    private readonly Tally _tally;

    /// <param name="seed">The case of seeds.json that the numbers come from.</param>
    /// <param name="tally">Counts what is compared.</param>
    /// <param name="title">What the document computes.</param>
    /// <param name="ways">The ways to compute it with generated code, one column each.</param>
    public NumberTable(JsonElement seed, Tally tally, string title, params string[] ways)
    {
        _tally = tally;
        _table.Title = new TableTitle(Markup.Escape($"Document {seed.GetProperty("document").GetString()}: {title}"));
        foreach (string column in ways.Prepend("printed"))
            _table.AddColumn(new TableColumn(Markup.Escape(column)).RightAligned());
    }

    /// <summary>Adds one number; a way that does not give it stays empty.</summary>
    public void Add(string name, JsonElement printed, params double[] ours)
    {
        PrintedNumber number = PrintedNumber.From(printed);
        List<string> cells = [Markup.Escape(name), number.Digits];
        foreach (double value in ours)
        {
            bool equal = number.Agrees(value);
            _tally.Count(equal);
            cells.Add($"{number.WithMoreDecimals(value)} {Tally.Mark(equal)}");
        }

        _table.AddRow(cells.ToArray());
    }

    /// <summary>Adds an array of numbers, element by element.</summary>
    public void AddEach(string name, JsonElement printed, params double[][] ours)
    {
        for (int i = 0; i < printed.GetArrayLength(); i++)
            Add($"{name}[{i}]", printed[i], Array.ConvertAll(ours, way => way[i]));
    }

    /// <summary>Writes the table.</summary>
    public void Show() => AnsiConsole.Write(_table);
}
