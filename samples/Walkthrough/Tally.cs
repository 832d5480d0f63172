using Spectre.Console;

namespace Walkthrough;

/// <summary>Counts the numbers that were compared, and remembers whether everything that was claimed held.</summary>
internal sealed class Tally
{
    private int _compared;
    private int _equal;
    private bool _claimsHold = true;

    /// <summary>Whether every number was equal to its printed digits and every claim was true.</summary>
    public bool AllHold => _compared > 0 && _equal == _compared && _claimsHold;

    /// <summary>The closing line, as Spectre.Console markup.</summary>
    public string Summary =>
        $"[{(AllHold ? "green" : "red")}]{_equal} of {_compared} numbers equal to the printed digits[/]";

    /// <summary>The mark, as markup, that stands beside something that does or does not hold.</summary>
    public static string Mark(bool holds) => holds ? "[green]✓[/]" : "[red]✗[/]";

    /// <summary>Counts one compared number.</summary>
    public void Count(bool equal)
    {
        _compared++;
        _equal += equal ? 1 : 0;
    }

    /// <summary>Prints a statement that is not a number, with its mark.</summary>
    public void Claim(string statement, bool holds)
    {
        _claimsHold &= holds;
        AnsiConsole.MarkupLine($"{Mark(holds)} {Markup.Escape(statement)}");
    }
}
