using System.Numerics;
using BenchmarkDotNet.Attributes;
using SoftmaxGen.Benchmarks.Contenders;
using SoftmaxGen.Benchmarks.Kernels;
using SoftmaxGen.Benchmarks.Workloads;

namespace SoftmaxGen.Benchmarks.People;

/// <summary>Every operator and class count in a typical size, under BenchmarkDotNet.</summary>
/// <typeparam name="T">The type of the logits.</typeparam>
[GenericTypeArguments(typeof(float))]
[GenericTypeArguments(typeof(double))]
[Config(typeof(ElementConfig))]
public class OperatorBenchmarks<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly ComposedTensorPrimitives<T> _composed = new();
    private readonly ScalarLoop<T> _scalar = new();
    private GeneratedKernels<T> _generated = null!;
    private Workload<T> _workload = null!;

    /// <summary>The class counts that have kernels.</summary>
    public static IEnumerable<int> ClassCounts => KernelCatalog.ClassCounts;

    [ParamsAllValues]
    public Operator Operator { get; set; }

    [ParamsSource(nameof(ClassCounts))]
    public int Classes { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _generated = new(Classes);
        _workload = Workload<T>.Create(Shape.Typical(Classes));
    }

    [Benchmark(Baseline = true)]
    public T SoftmaxGen() => _generated.Run(Operator, _workload);

    [Benchmark]
    public T TensorPrimitives() => _composed.Run(Operator, _workload);

    [Benchmark]
    public T ScalarLoop() => _scalar.Run(Operator, _workload);

    [Benchmark]
    public void Floor() => ExpFloor.Run<T>(_workload.Logits, _workload.Output);
}
