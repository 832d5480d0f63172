using System.Globalization;
using System.Numerics;
using SoftmaxGen.Accuracy.Contenders;
using SoftmaxGen.Accuracy.Linear;
using SoftmaxGen.Accuracy.Operations;

namespace SoftmaxGen.Accuracy.Report;

/// <summary>The tables of the documentation, in Markdown.</summary>
internal static class ErrorTable
{
    /// <summary>Sweeps the operators with all contenders.</summary>
    public static IEnumerable<string> Of<T>(Sweep<T> sweep, IReadOnlyList<Contender<T>> contenders)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Of<T, Operator>(
            $"{string.Join(", ", sweep.ClassCounts)} classes",
            contenders.Select(one => one.Name),
            sweep.Run(contenders),
            operation => operation.Title(),
            operation => operation.Unit());

    /// <summary>Sweeps the layers with all contenders.</summary>
    public static IEnumerable<string> Of<T>(LinearSweep<T> sweep, IReadOnlyList<LinearContender<T>> contenders)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Of<T, LinearOperator>(
            $"layers of {string.Join(", ", sweep.Batches.Select(batch => $"{batch.Shape.Features}×{batch.Shape.Classes}").Distinct())}",
            contenders.Select(one => one.Name),
            sweep.Run(contenders),
            operation => operation.Title(),
            operation => operation.Unit());

    private static IEnumerable<string> Of<T, TOperator>(
        string sizes,
        IEnumerable<string> names,
        IReadOnlyList<Dictionary<TOperator, Errors>> all,
        Func<TOperator, string> title,
        Func<TOperator, string> unit)
        where TOperator : struct, Enum
    {
        string type = typeof(T) == typeof(float) ? "float" : "double";
        yield return $"**`{type}`**, {sizes}: worst on ordinary rows / worst on extreme rows (mean of all)";
        yield return "";
        yield return $"| | {string.Join(" | ", names)} | an ulp of |";
        yield return $"|---|{string.Concat(all.Select(_ => "--:|"))}---|";
        foreach (TOperator operation in Enum.GetValues<TOperator>())
        {
            IEnumerable<string> cells = all.Select(errors => errors.TryGetValue(operation, out Errors? found) ? Cell(found) : "");
            yield return $"| {title(operation)} | {string.Join(" | ", cells)} | {unit(operation)} |";
        }

        yield return "";
        foreach ((TOperator operation, Errors errors) in all[0])
            yield return string.Create(CultureInfo.InvariantCulture, $"<!-- {operation}: {errors.WorstBeyond:F2} beyond at {errors.WorstPlace} -->");
        yield return "";
    }

    private static string Cell(Errors errors) => string.Create(
        CultureInfo.InvariantCulture, $"{Number(errors.WorstBenign)} / {Number(errors.WorstExtreme)} ({Number(errors.Mean)})");

    private static string Number(double ulps) => double.IsFinite(ulps)
        ? ulps.ToString(ulps < 10 ? "F2" : ulps < 1e5 ? "F0" : "0e+0", CultureInfo.InvariantCulture)
        : "no number";
}
