using System.Globalization;
using System.Numerics;
using SoftmaxGen.Accuracy.Contenders;

namespace SoftmaxGen.Accuracy.Linear;

/// <summary>PyTorch on the same layers: <c>F.linear</c> under <c>F.cross_entropy</c>, and its backward pass.</summary>
internal sealed class TorchLinear<T> : LinearContender<T>, IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TorchRun<T> torch = new("linear.py");
    private readonly Dictionary<LinearBatch<T>, string> folders = [];

    /// <summary>Hands all batches over at once.</summary>
    public TorchLinear(IEnumerable<LinearBatch<T>> batches)
    {
        foreach (LinearBatch<T> batch in batches)
        {
            string folder = folders[batch] = torch.NewFolder(
                string.Create(CultureInfo.InvariantCulture, $"{batch.Shape.Features}-{batch.Shape.Classes}"));
            TorchRun<T>.Write(folder, nameof(batch.Inputs), batch.Inputs);
            TorchRun<T>.Write(folder, nameof(batch.Weights), batch.Weights);
            TorchRun<T>.Write(folder, nameof(batch.Bias), batch.Bias);
            TorchRun<T>.Write(folder, nameof(batch.Labels), batch.Labels);
        }

        Name = torch.Run();
    }

    public override string Name { get; }

    public override IReadOnlyDictionary<LinearOperator, T[]> Run(LinearBatch<T> batch) =>
        Enum.GetValues<LinearOperator>().ToDictionary(
            operation => operation, operation => TorchRun<T>.Read(folders[batch], operation.ToString())!);

    public void Dispose() => torch.Dispose();
}
