using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using SoftmaxGen.Accuracy.Inputs;
using SoftmaxGen.Accuracy.Operations;

namespace SoftmaxGen.Accuracy.Contenders;

/// <summary>PyTorch on the same batches: they are written to files, a Python process computes, and its files are read.</summary>
internal sealed class PyTorch<T> : Contender<T>, IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly string root = Directory.CreateTempSubdirectory("softmaxgen-accuracy-").FullName;
    private readonly Dictionary<Batch<T>, string> folders = [];

    /// <summary>Hands all batches over at once.</summary>
    public PyTorch(IEnumerable<Batch<T>> batches)
    {
        string type = typeof(T) == typeof(float) ? "float32" : "float64";
        foreach (Batch<T> batch in batches)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"{type}-{batch.Classes}-{folders.Count}");
            string folder = folders[batch] = Directory.CreateDirectory(Path.Combine(root, name)).FullName;
            Write(folder, nameof(batch.Logits), batch.Logits);
            Write(folder, nameof(batch.Labels), batch.Labels);
            Write(folder, nameof(batch.Target), batch.Target);
            Write(folder, nameof(batch.Upstream), batch.Upstream);
            Write(folder, nameof(batch.Probabilities), batch.Probabilities);
            Write(folder, nameof(batch.LogProbabilities), batch.LogProbabilities);
        }

        string python = Environment.GetEnvironmentVariable("SOFTMAXGEN_PYTHON") ?? "/usr/bin/python3";
        ProcessStartInfo start = new(python, [Path.Combine(AppContext.BaseDirectory, "Contenders", "pytorch.py"), root])
        {
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        Name = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{python} has failed; its own message stands above.");
    }

    public override string Name { get; }

    public override T[]? Run(Operator operation, Batch<T> batch)
    {
        string path = Path.Combine(folders[batch], operation.ToString());
        return File.Exists(path) ? MemoryMarshal.Cast<byte, T>(File.ReadAllBytes(path)).ToArray() : null;
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private static void Write<TValue>(string folder, string name, TValue[] values)
        where TValue : struct =>
        File.WriteAllBytes(Path.Combine(folder, name), MemoryMarshal.AsBytes<TValue>(values));
}
