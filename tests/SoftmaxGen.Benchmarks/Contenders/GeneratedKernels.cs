using System.Numerics;
using SoftmaxGen.Benchmarks.Kernels;
using SoftmaxGen.Benchmarks.Workloads;

namespace SoftmaxGen.Benchmarks.Contenders;

/// <summary>Ours: the kernels that the generator emits for the workload's class count.</summary>
internal sealed class GeneratedKernels<T>(int classes) : Contender<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly IKernels<T> _kernels = KernelCatalog.Of<T>(classes);

    public override string Name => "SoftmaxGen";

    protected override T LossGradient(Workload<T> workload) =>
        _kernels.LossGradient(workload.Logits, workload.Labels, workload.Output);

    protected override T Loss(Workload<T> workload) => _kernels.Loss(workload.Logits, workload.Labels);

    protected override void Softmax(Workload<T> workload) => _kernels.Softmax(workload.Logits, workload.Output);

    protected override void LogSoftmax(Workload<T> workload) => _kernels.LogSoftmax(workload.Logits, workload.Output);

    protected override T SoftLossGradient(Workload<T> workload) =>
        _kernels.SoftLossGradient(workload.Logits, workload.Target, workload.Output);
}
