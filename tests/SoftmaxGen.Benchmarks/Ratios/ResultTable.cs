using System.Globalization;
using SoftmaxGen.Benchmarks.Workloads;

namespace SoftmaxGen.Benchmarks.Ratios;

/// <summary>The Markdown table of one operator.</summary>
internal static class ResultTable
{
    private const string Heads = "| C | N | SoftmaxGen | TensorPrimitives | scalar loop | exp floor ";
    private const string PythonHeads = "| PyTorch | NumPy ";
    private const string RatioHeads = "| TensorPrimitives / ours | scalar / ours | ours / floor |";
    private const string PythonRatioHeads = " PyTorch / ours | NumPy / ours |";

    /// <summary>The heading and the table's head.</summary>
    /// <param name="operation">Of which operator.</param>
    /// <param name="python">Whether PyTorch and NumPy have columns.</param>
    public static IEnumerable<string> Header(Operator operation, bool python)
    {
        string heads = python ? Heads + PythonHeads + RatioHeads + PythonRatioHeads : Heads + RatioHeads;
        string rule = "|" + string.Concat(Enumerable.Repeat("--:|", heads.Count(one => one == '|') - 1));
        return ["", $"### {operation.Title()}", "", heads, rule];
    }

    /// <summary>One shape: nanoseconds per element, then ratios.</summary>
    public static string Row(Result result)
    {
        int[] timed = [Columns.Generated, Columns.Composed, Columns.Scalar, Columns.Floor];
        (int Slow, int Fast)[] ratios =
        [
            (Columns.Composed, Columns.Generated), (Columns.Scalar, Columns.Generated), (Columns.Generated, Columns.Floor),
        ];
        if (result.HasPython)
        {
            timed = [.. timed, Columns.Torch, Columns.NumPy];
            ratios = [.. ratios, (Columns.Torch, Columns.Generated), (Columns.NumPy, Columns.Generated)];
        }

        IEnumerable<string> cells =
        [
            Text(result.Shape.Classes, "F0"),
            Text(result.Shape.Rows, "F0"),
            .. timed.Select(contender => Text(result.PerElement(contender), "F3")),
            .. ratios.Select(ratio => Text(result.Timings.Ratio(ratio.Slow, ratio.Fast), "F2")),
        ];
        return $"| {string.Join(" | ", cells)} |";
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
