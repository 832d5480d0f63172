using SoftmaxGen.Benchmarks.Workloads;

namespace SoftmaxGen.Benchmarks.Ratios;

/// <summary>What was measured.</summary>
/// <param name="Operation">What was computed.</param>
/// <param name="Shape">Of how many elements.</param>
/// <param name="Timings">In the order of <paramref name="Columns"/>.</param>
/// <param name="Columns">Who took part.</param>
internal sealed record Result(Operator Operation, Shape Shape, Timings Timings, IReadOnlyList<Column> Columns)
{
    /// <summary>Nanoseconds per element of the fastest round.</summary>
    public double PerElement(Column column) => Timings.Minimum(At(column)) / Shape.Elements;

    /// <summary>How many times as long the one takes as the other.</summary>
    public double Ratio(Column slow, Column fast) => Timings.Ratio(At(slow), At(fast));

    private int At(Column column) => Columns.ToList().IndexOf(column);
}

/// <summary>Who can take part, in the order in which a contest measures.</summary>
internal enum Column
{
    Generated,
    Composed,
    Scalar,
    Floor,
    Copy,
    OneDnn,
    Torch,
    NumPy,
}

/// <summary>What they are called.</summary>
internal static class ColumnNames
{
    /// <summary>Those that run where nothing else is installed.</summary>
    public static readonly Column[] Always = [Column.Generated, Column.Composed, Column.Scalar, Column.Floor, Column.Copy];

    /// <summary>Those that Python runs, with what <c>contenders.py</c> calls them.</summary>
    public static readonly (Column Column, string Library)[] Python = [(Column.Torch, "torch"), (Column.NumPy, "numpy")];

    /// <summary>The head of the column.</summary>
    public static string Title(this Column column) => column switch
    {
        Column.Generated => "SoftmaxGen",
        Column.Composed => "TensorPrimitives",
        Column.Scalar => "scalar loop",
        Column.Floor => "exp floor",
        Column.Copy => "copy",
        Column.OneDnn => "oneDNN",
        Column.Torch => "PyTorch",
        Column.NumPy => "NumPy",
        _ => throw new ArgumentOutOfRangeException(nameof(column), column, null),
    };
}
