using SoftmaxGen.Benchmarks.Kernels;
using SoftmaxGen.Benchmarks.Ratios;

namespace SoftmaxGen.Benchmarks.Split;

/// <summary>One kernel on one batch, by one thread and by the thread pool.</summary>
internal sealed class SplitContest
{
    private static readonly (string Name, int Classes, Func<SplitContest, float> Alone, Func<SplitContest, float> Split)[] All =
    [
        ("loss and gradient", 9, c => SplitKernels.Loss9(c._logits, c._labels, c._output), c => SplitKernels.SplitLoss9(c._logits, c._labels, c._output)),
        ("loss and gradient", 100, c => SplitKernels.Loss100(c._logits, c._labels, c._output), c => SplitKernels.SplitLoss100(c._logits, c._labels, c._output)),
        ("loss and gradient", 1000, c => SplitKernels.Loss1000(c._logits, c._labels, c._output), c => SplitKernels.SplitLoss1000(c._logits, c._labels, c._output)),
        ("softmax", 9, c => c.Run(() => SplitKernels.Softmax9(c._logits, c._output)), c => c.Run(() => SplitKernels.SplitSoftmax9(c._logits, c._output))),
        ("softmax", 1000, c => c.Run(() => SplitKernels.Softmax1000(c._logits, c._output)), c => c.Run(() => SplitKernels.SplitSoftmax1000(c._logits, c._output))),
        ("backward of softmax", 100, c => c.Run(() => SplitKernels.Backward100(c._logits, c._upstream, c._output)), c => c.Run(() => SplitKernels.SplitBackward100(c._logits, c._upstream, c._output))),
        ("arg max", 100, c => c.Run(() => SplitKernels.ArgMax100(c._logits, c._predictions)), c => c.Run(() => SplitKernels.SplitArgMax100(c._logits, c._predictions))),
        ("nll loss and gradient", 100, c => SplitKernels.Nll100(c._logits, c._labels, c._output), c => SplitKernels.SplitNll100(c._logits, c._labels, c._output)),
    ];

    private readonly float[] _logits;
    private readonly float[] _upstream;
    private readonly float[] _output;
    private readonly int[] _labels;
    private readonly int[] _predictions;
    private readonly (string Name, int Classes, Func<SplitContest, float> Alone, Func<SplitContest, float> Split) _kernel;

    private SplitContest(int kernel, int elements)
    {
        _kernel = All[kernel];
        Rows = Math.Max(2, elements / _kernel.Classes);
        Random random = new(20261121);
        _logits = Numbers(random);
        _upstream = Numbers(random);
        _output = new float[_logits.Length];
        _labels = [.. Enumerable.Range(0, Rows).Select(_ => random.Next(_kernel.Classes))];
        _predictions = new int[Rows];
    }

    /// <summary>What the kernel computes.</summary>
    public string Name => _kernel.Name;

    /// <summary>C.</summary>
    public int Classes => _kernel.Classes;

    /// <summary>N.</summary>
    public int Rows { get; }

    /// <summary>Every kernel on a batch of about so many elements.</summary>
    public static IEnumerable<SplitContest> Of(int elements) =>
        Enumerable.Range(0, All.Length).Select(kernel => new SplitContest(kernel, elements));

    /// <summary>Throws where the pool gives other bits.</summary>
    public void Check()
    {
        float alone = _kernel.Alone(this);
        float[] expected = [.. _output];
        Array.Fill(_output, float.NaN);
        float split = _kernel.Split(this);
        if (BitConverter.SingleToInt32Bits(alone) != BitConverter.SingleToInt32Bits(split)
            || (Name != "arg max" && !expected.AsSpan().SequenceEqual(_output)))
        {
            throw new InvalidOperationException($"{Name}, {Rows} x {Classes}: the thread pool gives other bits.");
        }
    }

    /// <summary>Times both in turns: the first column is one thread.</summary>
    public Timings Measure(int rounds) =>
        InterleavedTimer.Measure([() => _kernel.Alone(this), () => _kernel.Split(this)], rounds);

    private float Run(Action kernel)
    {
        kernel();
        return 0;
    }

    private float[] Numbers(Random random)
    {
        float[] numbers = new float[Rows * _kernel.Classes];
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = (float)(random.NextDouble() * 20 - 10);
        return numbers;
    }
}
