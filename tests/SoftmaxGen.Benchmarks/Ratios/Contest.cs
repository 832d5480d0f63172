using System.Numerics;
using SoftmaxGen.Benchmarks.Contenders;
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

    public Contest(Operator operation, Shape shape)
    {
        _operation = operation;
        _workload = Workload<T>.Create(shape);
        _contenders = [new GeneratedKernels<T>(shape.Classes), new ComposedTensorPrimitives<T>(), new ScalarLoop<T>()];
        Action floor = () => ExpFloor.Run<T>(_workload.Logits, _workload.Output);
        _actions = [.. _contenders.Select(c => (Action)(() => c.Run(_operation, _workload))), floor];
    }

    /// <summary>Throws where a contender does not compute what the operator means.</summary>
    public void Check()
    {
        Agreement<T> agreement = new(_operation, _workload);
        foreach (Contender<T> contender in _contenders)
            agreement.Require(contender);
        agreement.RequireFloor();
    }

    /// <summary>Runs every contender a few times.</summary>
    public void Run(int times)
    {
        foreach (Action action in _actions)
            for (int i = 0; i < times; i++)
                action();
    }

    /// <summary>Times all contenders in turns.</summary>
    public Result Measure(int rounds) =>
        new(_operation, _workload.Shape, InterleavedTimer.Measure(_actions, rounds));
}
