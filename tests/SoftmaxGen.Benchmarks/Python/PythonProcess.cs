using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using SoftmaxGen.Benchmarks.Linear;
using SoftmaxGen.Benchmarks.Workloads;

namespace SoftmaxGen.Benchmarks.Python;

/// <summary>A Python that runs <c>contenders.py</c>: it takes an order a line, and answers each with a line.</summary>
internal sealed class PythonProcess : IDisposable
{
    /// <summary>Another Python than Debian's, where PyTorch lies elsewhere.</summary>
    private const string Variable = "SOFTMAXGEN_PYTHON";

    private readonly Process _process;
    private readonly string _folder = Directory.CreateTempSubdirectory("softmaxgen").FullName;
    private object? _loaded;

    private PythonProcess(Process process)
    {
        _process = process;
        Versions = Answer();
    }

    /// <summary>Which libraries it has found.</summary>
    public string Versions { get; }

    /// <summary>Starts it; throws <see cref="InvalidOperationException"/> with what to install where it does not.</summary>
    public static PythonProcess Start()
    {
        string python = Environment.GetEnvironmentVariable(Variable) ?? "/usr/bin/python3";
        ProcessStartInfo start = new(python, [Path.Combine(AppContext.BaseDirectory, "Python", "contenders.py")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        try
        {
            return new PythonProcess(Process.Start(start)!);
        }
        catch (Exception problem) when (problem is Win32Exception or EndOfStreamException)
        {
            throw new InvalidOperationException(
                $"{python} does not run with PyTorch and NumPy: apt-get install python3-torch python3-numpy, or set {Variable}.", problem);
        }
    }

    /// <summary>Computes once; returns the loss and what was written, if anything was.</summary>
    public (double Loss, T[]? Output) Run<T>(string library, Operator operation, Workload<T> workload)
        where T : struct, IFloatingPointIeee754<T>
    {
        Load(workload);
        string output = Path.Combine(_folder, "output.bin");
        File.Delete(output);
        double loss = double.Parse(Ask($"run {library} {operation.Option()}"), CultureInfo.InvariantCulture);
        return (loss, File.Exists(output) ? [.. MemoryMarshal.Cast<byte, T>(File.ReadAllBytes(output))] : null);
    }

    /// <summary>Nanoseconds of one of so many calls, by Python's own clock.</summary>
    public double Time<T>(string library, Operator operation, Workload<T> workload, int repeats)
        where T : struct, IFloatingPointIeee754<T>
    {
        Load(workload);
        return double.Parse(Ask($"time {library} {operation.Option()} {repeats}"), CultureInfo.InvariantCulture);
    }

    /// <summary>A linear layer in PyTorch: the loss, and the gradients of weights, bias and inputs, one after the other.</summary>
    public (double Loss, float[] Gradients) RunLayer(LinearWorkload workload)
    {
        Load(workload);
        double loss = double.Parse(Ask("run torch layer"), CultureInfo.InvariantCulture);
        return (loss, [.. MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Path.Combine(_folder, "output.bin")))]);
    }

    /// <summary>Nanoseconds of one of so many calls of the layer, by Python's own clock.</summary>
    public double TimeLayer(LinearWorkload workload, int repeats)
    {
        Load(workload);
        return double.Parse(Ask($"time torch layer {repeats}"), CultureInfo.InvariantCulture);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Load<T>(Workload<T> workload)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (ReferenceEquals(_loaded, workload))
            return;
        Write("logits.bin", workload.Logits);
        Write("labels.bin", workload.Labels);
        Write("target.bin", workload.Target);
        string type = typeof(T) == typeof(float) ? "float32" : "float64";
        Ask($"load\t{_folder}\t{workload.Shape.Rows}\t{workload.Shape.Classes}\t{type}");
        _loaded = workload;
    }

    private void Load(LinearWorkload workload)
    {
        if (ReferenceEquals(_loaded, workload))
            return;
        Write("inputs.bin", workload.Inputs);
        Write("weights.bin", workload.Weights);
        Write("bias.bin", workload.Bias);
        Write("labels.bin", workload.Labels);
        LinearShape shape = workload.Shape;
        Ask($"layer\t{_folder}\t{shape.Rows}\t{shape.Features}\t{shape.Classes}");
        _loaded = workload;
    }

    private void Write<T>(string name, T[] values)
        where T : struct =>
        File.WriteAllBytes(Path.Combine(_folder, name), MemoryMarshal.AsBytes<T>(values));

    private string Ask(string order)
    {
        _process.StandardInput.Write(order + "\n");
        _process.StandardInput.Flush();
        return Answer();
    }

    private string Answer() => _process.StandardOutput.ReadLine()
        ?? throw new EndOfStreamException("Python has stopped; its own message stands above.");
}
