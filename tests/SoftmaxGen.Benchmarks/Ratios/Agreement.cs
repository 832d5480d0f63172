using System.Globalization;
using System.Numerics;
using SoftmaxGen.Benchmarks.Contenders;
using SoftmaxGen.Benchmarks.Workloads;

namespace SoftmaxGen.Benchmarks.Ratios;

/// <summary>Holds every contender to the same answer before it is timed: the plain loop's in double.</summary>
internal sealed class Agreement<T>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>Beyond so many classes PyTorch's sum of a row in float is 1.2e-5 off.</summary>
    private const int ManyClasses = 100_000;

    private readonly Operator _operation;
    private readonly Workload<T> _workload;
    private readonly Workload<double> _reference;
    private readonly double _loss;

    public Agreement(Operator operation, Workload<T> workload)
    {
        _operation = operation;
        _workload = workload;
        _reference = workload.ToDouble();
        _loss = new ScalarLoop<double>().Run(operation, _reference);
    }

    /// <summary>Throws where the contender's loss or any element of its output differs.</summary>
    public void Require(Contender<T> contender)
    {
        // A contender that writes nothing must not pass on what another one left behind.
        Array.Fill(_workload.Output, T.NaN);
        double loss = double.CreateChecked(contender.Run(_operation, _workload));
        Require(contender.Name, loss, _operation == Operator.Loss ? null : _workload.Output);
    }

    /// <summary>The same for what a contender elsewhere has made: an output for every operator but the loss alone.</summary>
    public void Require(string contender, double loss, T[]? output)
    {
        if (!Close(loss, _loss, 0))
            throw Disagreement(contender, "the loss", loss, _loss);
        if (_operation == Operator.Loss)
            return;
        if (output is null || output.Length != _reference.Output.Length)
            throw Disagreement(contender, "the length of the output", output?.Length ?? 0, _reference.Output.Length);
        for (int i = 0; i < _reference.Output.Length; i++)
            RequireElement(contender, i, double.CreateChecked(output[i]), _reference.Output[i], Cancelled(i));
    }

    /// <summary>Throws where the floor does not compute exp: a floor that is wrong would be no floor.</summary>
    public void RequireFloor()
    {
        Array.Fill(_workload.Output, T.NaN);
        ExpFloor.Run<T>(_workload.Logits, _workload.Output);
        for (int i = 0; i < _reference.Logits.Length; i++)
            RequireElement(ExpFloor.Name, i, double.CreateChecked(_workload.Output[i]), Math.Exp(_reference.Logits[i]), 0);
    }

    private void RequireElement(string contender, int index, double actual, double expected, double cancelled)
    {
        if (!Close(actual, expected, cancelled))
            throw Disagreement(contender, Place(index), actual, expected);
    }

    /// <summary>
    /// The size of what was subtracted to get the element, which the rounding is relative to where the difference is
    /// small: the target in p - target, the logits' scale in a log-probability near 0.
    /// </summary>
    private double Cancelled(int index)
    {
        (int row, int column) = Math.DivRem(index, _workload.Shape.Classes);
        return _operation switch
        {
            Operator.LossGradient => _workload.Labels[row] == column ? 1.0 / _workload.Shape.Rows : 0,
            Operator.SoftLossGradient => _reference.Target[index] / _workload.Shape.Rows,
            Operator.LogSoftmax => 1,
            _ => 0,
        };
    }

    /// <summary>Relative; a double contender is held to double's own precision.</summary>
    private double Tolerance =>
        typeof(T) == typeof(double) ? 1e-12 : _workload.Shape.Classes > ManyClasses ? 2e-5 : 1e-5;

    /// <summary>Whether two values agree; a NaN never does.</summary>
    private bool Close(double actual, double expected, double cancelled) =>
        Math.Abs(actual - expected) <= Tolerance * (Math.Abs(expected) + 2 * cancelled);

    private InvalidOperationException Disagreement(string contender, string what, double actual, double expected) =>
        new(string.Create(
            CultureInfo.InvariantCulture,
            $"{contender}, {_operation.Option()}, {_workload.Shape}: {what} is {actual:R}, not {expected:R}."));

    private string Place(int index)
    {
        (int row, int column) = Math.DivRem(index, _workload.Shape.Classes);
        return string.Create(CultureInfo.InvariantCulture, $"element [{row}, {column}]");
    }
}
