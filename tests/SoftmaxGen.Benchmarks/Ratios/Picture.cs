using System.Globalization;
using System.Security;
using System.Text;
using SoftmaxGen.Benchmarks.Workloads;

namespace SoftmaxGen.Benchmarks.Ratios;

/// <summary>
/// The tables as an SVG: for every operator a group of bars for each class count, nanoseconds per element on a
/// logarithmic scale, so that equal ratios look alike.
/// </summary>
internal static class Picture
{
    private const int Width = 960;
    private const int PlotHeight = 260;
    private const int Left = 60;
    private const int Top = 40;
    private const int PanelHeight = PlotHeight + Top + 50;

    private static readonly (Column Contender, string Name, string Colour)[] Bars =
    [
        (Column.Floor, "exp floor", "#b8b8b8"),
        (Column.Generated, "SoftmaxGen", "#2a7f4f"),
        (Column.Composed, "TensorPrimitives", "#d08a2e"),
        (Column.Scalar, "scalar loop", "#8a6fb0"),
        (Column.OneDnn, "oneDNN", "#5b9a8b"),
        (Column.Torch, "PyTorch", "#c8452f"),
        (Column.NumPy, "NumPy", "#3f76b5"),
    ];

    /// <summary>The picture of those results; <paramref name="machine"/> stands below it.</summary>
    public static string Of(IReadOnlyList<Result> results, string machine)
    {
        (Column Contender, string Name, string Colour)[] bars =
            [.. Bars.Where(bar => results.Any(result => result.Columns.Contains(bar.Contender)))];
        ILookup<Operator, Result> panels = results.ToLookup(result => result.Operation);
        StringBuilder svg = new();
        int height = panels.Count * PanelHeight + 50;
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" font-family=\"sans-serif\" font-size=\"12\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<rect width=\"{Width}\" height=\"{height}\" fill=\"#ffffff\"/>\n");
        int top = 0;
        foreach (IGrouping<Operator, Result> panel in panels)
        {
            AppendPanel(svg, panel.Key.Title(), [.. panel], bars, top);
            top += PanelHeight;
        }

        for (int i = 0; i < bars.Length; i++)
        {
            int x = Left + i * (Width - Left) / bars.Length;
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x}\" y=\"{top + 4}\" width=\"12\" height=\"12\" fill=\"{bars[i].Colour}\"/>");
            AppendText(svg, x + 16, top + 14, "start", bars[i].Name);
        }

        AppendText(svg, Left, top + 38, "start", machine);
        return svg.Append("</svg>\n").ToString();
    }

    private static void AppendPanel(
        StringBuilder svg, string title, Result[] results, (Column Contender, string Name, string Colour)[] taking, int top)
    {
        (Column Contender, string Name, string Colour)[] bars = [.. taking.Where(bar => results[0].Columns.Contains(bar.Contender))];
        double[] all = [.. results.SelectMany(result => bars.Select(bar => result.PerElement(bar.Contender)))];
        double low = Math.Floor(Math.Log10(all.Min()));
        double high = Math.Log10(all.Max()) + 0.05;
        int bottom = top + Top + PlotHeight;
        double Y(double value) => bottom - PlotHeight * (Math.Log10(value) - low) / (high - low);

        AppendText(svg, Left, top + 22, "start", title + " by number of classes, nanoseconds per element (logarithmic)");
        for (double power = low; power <= high; power++)
        {
            double y = Y(Math.Pow(10, power));
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{Left} {y:F1}H{Width - 20}\" stroke=\"#dddddd\"/>");
            AppendText(svg, Left - 6, y + 4, "end", Math.Pow(10, power).ToString("0.###", CultureInfo.InvariantCulture));
        }

        double group = (Width - 20.0 - Left) / results.Length;
        double width = group * 0.85 / bars.Length;
        for (int i = 0; i < results.Length; i++)
        {
            for (int bar = 0; bar < bars.Length; bar++)
            {
                double y = Y(results[i].PerElement(bars[bar].Contender));
                svg.Append(
                    CultureInfo.InvariantCulture,
                    $"<rect x=\"{Left + i * group + (bar + 0.5) * width:F1}\" y=\"{y:F1}\" width=\"{width:F1}\" height=\"{bottom - y:F1}\" fill=\"{bars[bar].Colour}\"/>");
            }

            AppendText(svg, Left + (i + 0.5) * group, bottom + 16, "middle", results[i].Shape.Classes.ToString(CultureInfo.InvariantCulture));
            svg.Append('\n');
        }
    }

    private static void AppendText(StringBuilder svg, double x, double y, string anchor, string text) => svg.Append(
        CultureInfo.InvariantCulture,
        $"<text x=\"{x:F1}\" y=\"{y:F1}\" text-anchor=\"{anchor}\" fill=\"#333333\">{SecurityElement.Escape(text)}</text>\n");
}
