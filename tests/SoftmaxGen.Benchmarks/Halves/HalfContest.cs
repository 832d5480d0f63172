using System.Numerics.Tensors;
using SoftmaxGen.Benchmarks.Ratios;
using SoftmaxGen.Benchmarks.Workloads;

namespace SoftmaxGen.Benchmarks.Halves;

/// <summary>
/// The same batch in three ways: our kernel of Half; our kernel of float, on floats; and what a user does without the first:
/// convert all with TensorPrimitives, run the kernel of float, convert back.
/// </summary>
internal sealed class HalfContest
{
    private readonly Half[] _logits;
    private readonly Half[] _output;
    private readonly Half[] _converted;
    private readonly float[] _floats;
    private readonly float[] _floatOutput;
    private readonly float[] _scratch;
    private readonly Action[] _actions;

    private HalfContest(Shape shape)
    {
        Shape = shape;
        Workload<float> workload = Workload<float>.Create(shape);
        _logits = Array.ConvertAll(workload.Logits, logit => (Half)logit);
        _floats = Array.ConvertAll(_logits, logit => (float)logit);
        Labels = workload.Labels;
        _output = new Half[shape.Elements];
        _converted = new Half[shape.Elements];
        _floatOutput = new float[shape.Elements];
        _scratch = new float[shape.Elements];
        _actions = [];
    }

    private HalfContest(Shape shape, HalfKernels.Loss<Half> half, HalfKernels.Loss<float> single)
        : this(shape) => _actions =
        [
            () => half(_logits, Labels, _output),
            () => single(_floats, Labels, _floatOutput),
            () => Around(floats => single(floats, Labels, floats)),
        ];

    private HalfContest(Shape shape, HalfKernels.Map<Half> half, HalfKernels.Map<float> single)
        : this(shape) => _actions =
        [
            () => half(_logits, _output),
            () => single(_floats, _floatOutput),
            () => Around(floats => single(floats, floats)),
        ];

    /// <summary>What is measured.</summary>
    public static IReadOnlyList<(string Name, HalfContest Contest)> All { get; } =
    [
        ("Index loss + gradient", new(new(4096, 9), HalfKernels.LossOf9, HalfKernels.LossOf9)),
        ("Softmax forward", new(new(4096, 9), HalfKernels.SoftmaxOf9, HalfKernels.SoftmaxOf9)),
        ("Index loss + gradient", new(new(256, 1000), HalfKernels.LossOf1000, HalfKernels.LossOf1000)),
        ("Softmax forward", new(new(256, 1000), HalfKernels.SoftmaxOf1000, HalfKernels.SoftmaxOf1000)),
    ];

    public Shape Shape { get; }

    private int[] Labels { get; }

    /// <summary>Throws where the three do not give the same halves.</summary>
    public void Check()
    {
        Run(1);
        for (int i = 0; i < _output.Length; i++)
            if (_output[i] != (Half)_floatOutput[i] || _output[i] != _converted[i])
                throw new InvalidOperationException($"Element {i} is {_output[i]}, {(Half)_floatOutput[i]} and {_converted[i]}.");
    }

    /// <summary>Runs each of them a few times.</summary>
    public void Run(int times)
    {
        foreach (Action action in _actions)
            for (int i = 0; i < times; i++)
                action();
    }

    /// <summary>Times all three in turns.</summary>
    public Timings Measure(int rounds) => InterleavedTimer.Measure(_actions, rounds);

    private void Around(Action<float[]> kernel)
    {
        TensorPrimitives.ConvertToSingle(_logits, _scratch);
        kernel(_scratch);
        TensorPrimitives.ConvertToHalf(_scratch, _converted);
    }
}
