using System.Globalization;
using SoftmaxGen.Benchmarks.Workloads;

namespace SoftmaxGen.Benchmarks.Ratios;

/// <summary>The Markdown table of one operator.</summary>
internal static class ResultTable
{
    /// <summary>The heading and the table's head.</summary>
    public static IEnumerable<string> Header(Operator operation) =>
    [
        "",
        $"### {operation.Title()}",
        "",
        "| C | N | SoftmaxGen | TensorPrimitives | scalar loop | exp floor "
            + "| TensorPrimitives / ours | scalar / ours | ours / floor |",
        "|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ];

    /// <summary>One shape: nanoseconds per element, then ratios.</summary>
    public static string Row(Result result)
    {
        Timings timings = result.Timings;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {result.Shape.Classes} | {result.Shape.Rows} "
            + $"| {PerElement(Columns.Generated)} | {PerElement(Columns.Composed)} "
            + $"| {PerElement(Columns.Scalar)} | {PerElement(Columns.Floor)} "
            + $"| {timings.Ratio(Columns.Composed, Columns.Generated):F2} "
            + $"| {timings.Ratio(Columns.Scalar, Columns.Generated):F2} "
            + $"| {timings.Ratio(Columns.Generated, Columns.Floor):F2} |");

        string PerElement(int contender) =>
            (timings.Minimum(contender) / result.Shape.Elements).ToString("F3", CultureInfo.InvariantCulture);
    }
}
