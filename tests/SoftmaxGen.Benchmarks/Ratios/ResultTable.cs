using System.Globalization;
using SoftmaxGen.Benchmarks.Workloads;

namespace SoftmaxGen.Benchmarks.Ratios;

/// <summary>The Markdown table of one operator.</summary>
internal static class ResultTable
{
    /// <summary>The heading and the table's head.</summary>
    /// <param name="operation">Of which operator.</param>
    /// <param name="columns">Who took part.</param>
    public static IEnumerable<string> Header(Operator operation, IReadOnlyList<Column> columns)
    {
        string[] heads =
        [
            "C", "N", .. columns.Select(column => column.Title()),
            .. Ratios(columns).Select(ratio => $"{Name(ratio.Slow)} / {Name(ratio.Fast)}"),
        ];
        return ["", $"### {operation.Title()}", "", $"| {string.Join(" | ", heads)} |", $"|{string.Concat(heads.Select(_ => "--:|"))}"];
    }

    /// <summary>One shape: nanoseconds per element, then ratios.</summary>
    public static string Row(Result result)
    {
        IEnumerable<string> cells =
        [
            Text(result.Shape.Classes, "F0"),
            Text(result.Shape.Rows, "F0"),
            .. result.Columns.Select(column => Text(result.PerElement(column), "F3")),
            .. Ratios(result.Columns).Select(ratio => Text(result.Ratio(ratio.Slow, ratio.Fast), "F2")),
        ];
        return $"| {string.Join(" | ", cells)} |";
    }

    /// <summary>Each of the others to ours, and ours to the floor and to the copy.</summary>
    private static IEnumerable<(Column Slow, Column Fast)> Ratios(IReadOnlyList<Column> columns) => columns
        .Where(column => column != Column.Generated)
        .Select(column => column is Column.Floor or Column.Copy ? (Column.Generated, column) : (column, Column.Generated));

    private static string Name(Column column) => column switch
    {
        Column.Generated => "ours",
        Column.Scalar => "scalar",
        Column.Floor => "floor",
        _ => column.Title(),
    };

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
