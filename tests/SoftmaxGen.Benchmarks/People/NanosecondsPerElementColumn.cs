using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using SoftmaxGen.Benchmarks.Workloads;

namespace SoftmaxGen.Benchmarks.People;

/// <summary>The mean divided by N·C, which is what the ratios print.</summary>
internal sealed class NanosecondsPerElementColumn : IColumn
{
    public string Id => nameof(NanosecondsPerElementColumn);

    public string ColumnName => "ns/element";

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public string Legend => "Mean nanoseconds per logit";

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
    {
        int classes = (int)benchmarkCase.Parameters[nameof(OperatorBenchmarks<float>.Classes)];
        return summary[benchmarkCase]?.ResultStatistics is { } statistics
            ? (statistics.Mean / Shape.Typical(classes).Elements).ToString("F3", CultureInfo.InvariantCulture)
            : "NA";
    }

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) =>
        GetValue(summary, benchmarkCase);
}
