using System.Globalization;
using System.Numerics;
using SoftmaxGen.Accuracy.Contenders;
using SoftmaxGen.Accuracy.Operations;

namespace SoftmaxGen.Accuracy.Report;

/// <summary>The table of the documentation, in Markdown.</summary>
internal static class ErrorTable
{
    /// <summary>Sweeps with all contenders.</summary>
    public static IEnumerable<string> Of<T>(Sweep<T> sweep, IReadOnlyList<Contender<T>> contenders)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        string type = typeof(T) == typeof(float) ? "float" : "double";
        yield return $"**`{type}`**, {string.Join(", ", sweep.ClassCounts)} classes: worst on ordinary rows / worst on extreme rows (mean of all)";
        yield return "";
        yield return $"| | {string.Join(" | ", contenders.Select(one => one.Name))} | an ulp of |";
        yield return $"|---|{string.Concat(contenders.Select(_ => "--:|"))}---|";
        IReadOnlyList<Dictionary<Operator, Errors>> all = sweep.Run(contenders);
        foreach (Operator operation in Enum.GetValues<Operator>())
        {
            IEnumerable<string> cells = all.Select(errors => errors.TryGetValue(operation, out Errors? found) ? Cell(found) : "");
            yield return $"| {operation.Title()} | {string.Join(" | ", cells)} | {operation.Unit()} |";
        }

        yield return "";
        foreach ((Operator operation, Errors errors) in all[0])
            yield return string.Create(CultureInfo.InvariantCulture, $"<!-- {operation}: {errors.WorstBeyond:F2} beyond at {errors.WorstPlace} -->");
        yield return "";
    }

    private static string Cell(Errors errors) => string.Create(
        CultureInfo.InvariantCulture, $"{Number(errors.WorstBenign)} / {Number(errors.WorstExtreme)} ({Number(errors.Mean)})");

    private static string Number(double ulps) => double.IsFinite(ulps)
        ? ulps.ToString(ulps < 10 ? "F2" : ulps < 1e5 ? "F0" : "0e+0", CultureInfo.InvariantCulture)
        : "no number";
}
