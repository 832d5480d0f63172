using SoftmaxGen.Benchmarks.Ratios;
using SoftmaxGen.Benchmarks.Workloads;

namespace SoftmaxGen.Benchmarks.Columns;

/// <summary>The same batch row-major and class-major, each in memory of its own.</summary>
internal sealed class ColumnContest
{
    private const double Tolerance = 1e-5;

    private readonly float[] _gradient;
    private readonly float[] _columnGradient;
    private readonly Func<float>[] _kernels;

    private ColumnContest(Shape shape, ColumnKernels.Loss rows, ColumnKernels.Loss columns)
    {
        Shape = shape;
        Workload<float> workload = Workload<float>.Create(shape);
        float[] transposed = Transposed(workload.Logits, shape.Rows, shape.Classes);
        _gradient = new float[shape.Elements];
        _columnGradient = new float[shape.Elements];
        _kernels =
        [
            () => rows(workload.Logits, workload.Labels, _gradient),
            () => columns(transposed, workload.Labels, _columnGradient),
        ];
    }

    public Shape Shape { get; }

    /// <summary>All class counts with that many rows.</summary>
    public static IEnumerable<ColumnContest> Of(int rows) =>
    [
        new(new(rows, 21), ColumnKernels.Rows21, ColumnKernels.Columns21),
        new(new(rows, 64), ColumnKernels.Rows64, ColumnKernels.Columns64),
        new(new(rows, 128), ColumnKernels.Rows128, ColumnKernels.Columns128),
        new(new(rows, 200), ColumnKernels.Rows200, ColumnKernels.Columns200),
        new(new(rows, 1000), ColumnKernels.Rows1000, ColumnKernels.Columns1000),
    ];

    /// <summary>Throws where the two do not agree.</summary>
    public void Check()
    {
        float[] losses = [.. _kernels.Select(kernel => kernel())];
        float[] columns = Transposed(_columnGradient, Shape.Classes, Shape.Rows);
        double worst = _gradient.Zip(columns, (one, other) => (double)Math.Abs(one - other)).Append(Math.Abs(losses[0] - losses[1]) / losses[0]).Max();
        if (!(worst <= Tolerance))
            throw new InvalidOperationException($"{Shape.Classes} classes, {Shape.Rows} rows: off by {worst}.");
    }

    /// <summary>Runs both a few times.</summary>
    public void Run(int times)
    {
        foreach (Func<float> kernel in _kernels)
            for (int i = 0; i < times; i++)
                kernel();
    }

    /// <summary>Times both in turns.</summary>
    public Timings Measure(int rounds) =>
        InterleavedTimer.Measure([.. _kernels.Select(kernel => (Action)(() => kernel()))], rounds);

    private static float[] Transposed(float[] matrix, int rows, int columns) =>
        [.. Enumerable.Range(0, matrix.Length).Select(i => matrix[i % rows * columns + i / rows])];
}
