using System.Globalization;
using System.Numerics;
using SoftmaxGen.Accuracy.Inputs;
using SoftmaxGen.Accuracy.Operations;

namespace SoftmaxGen.Accuracy.Contenders;

/// <summary>PyTorch on the same batches.</summary>
internal sealed class PyTorch<T> : Contender<T>, IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TorchRun<T> torch = new("pytorch.py");
    private readonly Dictionary<Batch<T>, string> folders = [];

    /// <summary>Hands all batches over at once.</summary>
    public PyTorch(IEnumerable<Batch<T>> batches)
    {
        foreach (Batch<T> batch in batches)
        {
            string folder = folders[batch] = torch.NewFolder(batch.Classes.ToString(CultureInfo.InvariantCulture));
            TorchRun<T>.Write(folder, nameof(batch.Logits), batch.Logits);
            TorchRun<T>.Write(folder, nameof(batch.Labels), batch.Labels);
            TorchRun<T>.Write(folder, nameof(batch.Target), batch.Target);
            TorchRun<T>.Write(folder, nameof(batch.Upstream), batch.Upstream);
            TorchRun<T>.Write(folder, nameof(batch.Probabilities), batch.Probabilities);
            TorchRun<T>.Write(folder, nameof(batch.LogProbabilities), batch.LogProbabilities);
        }

        Name = torch.Run();
    }

    public override string Name { get; }

    public override T[]? Run(Operator operation, Batch<T> batch) => TorchRun<T>.Read(folders[batch], operation.ToString());

    public void Dispose() => torch.Dispose();
}
