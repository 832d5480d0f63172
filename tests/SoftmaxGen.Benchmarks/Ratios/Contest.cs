using System.Numerics;
using SoftmaxGen.Benchmarks.Contenders;
using SoftmaxGen.Benchmarks.OneDnn;
using SoftmaxGen.Benchmarks.Python;
using SoftmaxGen.Benchmarks.Workloads;

namespace SoftmaxGen.Benchmarks.Ratios;

/// <summary>One row of a table: the contenders on one operator and one shape.</summary>
/// <typeparam name="T">The type of the logits.</typeparam>
internal sealed class Contest<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly Operator _operation;
    private readonly Workload<T> _workload;
    private readonly Contender<T>[] _contenders;
    private readonly Action[] _actions;
    private readonly PythonProcess? _python;
    private readonly Column[] _columns;

    /// <param name="operation">What is computed.</param>
    /// <param name="shape">Of how many elements.</param>
    /// <param name="python">Where PyTorch and NumPy run, if they take part.</param>
    /// <param name="oneDnn">Whether oneDNN takes part, where it has the operator.</param>
    public Contest(Operator operation, Shape shape, PythonProcess? python, bool oneDnn)
    {
        oneDnn &= OneDnnSoftmax<T>.Computes(operation);
        _operation = operation;
        _workload = Workload<T>.Create(shape);
        _python = python;
        _contenders = [new GeneratedKernels<T>(shape.Classes), new ComposedTensorPrimitives<T>(), new ScalarLoop<T>()];
        _actions =
        [
            .. _contenders.Select(c => (Action)(() => c.Run(_operation, _workload))),
            () => ExpFloor.Run<T>(_workload.Logits, _workload.Output),
            () => _workload.Logits.AsSpan().CopyTo(_workload.Output),
        ];
        if (oneDnn)
        {
            OneDnnSoftmax<T> one = new(_workload);
            _contenders = [.. _contenders, one];
            _actions = [.. _actions, () => one.Run(_operation, _workload)];
        }

        _columns =
        [
            .. ColumnNames.Always,
            .. oneDnn ? [Column.OneDnn] : Array.Empty<Column>(),
            .. python is null ? [] : ColumnNames.Python.Select(one => one.Column),
        ];
    }

    /// <summary>Who takes part.</summary>
    public IReadOnlyList<Column> Columns => _columns;

    /// <summary>Throws where a contender does not compute what the operator means.</summary>
    public void Check()
    {
        Agreement<T> agreement = new(_operation, _workload);
        foreach (Contender<T> contender in _contenders)
            agreement.Require(contender);
        agreement.RequireFloor();
        foreach ((_, string library) in _python is null ? [] : ColumnNames.Python)
        {
            (double loss, T[]? output) = _python!.Run(library, _operation, _workload);
            agreement.Require(library, loss, output);
        }
    }

    /// <summary>Runs every contender of this process a few times.</summary>
    public void Run(int times)
    {
        foreach (Action action in _actions)
            for (int i = 0; i < times; i++)
                action();
    }

    /// <summary>Times all contenders in turns.</summary>
    public Result Measure(int rounds)
    {
        IEnumerable<Func<int, double>> timers = _actions
            .Select(action => (Func<int, double>)(repeats => InterleavedTimer.Time(action, repeats)));
        if (_python is not null)
        {
            timers = timers.Concat(ColumnNames.Python.Select(one =>
                (Func<int, double>)(repeats => _python.Time(one.Library, _operation, _workload, repeats))));
        }

        return new(_operation, _workload.Shape, InterleavedTimer.Measure([.. timers], rounds), _columns);
    }
}
