using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using SoftmaxGen.Benchmarks.Contenders;
using SoftmaxGen.Benchmarks.Workloads;

namespace SoftmaxGen.Benchmarks.OneDnn;

/// <summary>
/// oneDNN's softmax and log-softmax of float on the workload's own memory: a primitive each, made once and run with one thread, as a framework
/// would. It has no loss.
/// </summary>
internal sealed class OneDnnSoftmax<T> : Contender<T>, IDisposable
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>Enough for a description of memory (696 bytes in version 2.6) and for one of a softmax (2,800).</summary>
    private const int DescriptionBytes = 16 * 1024;

    private readonly GCHandle _logits;
    private readonly GCHandle _output;
    private readonly nint _stream;
    private readonly nint _softmax;
    private readonly nint _logSoftmax;
    private readonly Native.Argument[] _arguments;

    public OneDnnSoftmax(Workload<T> workload)
    {
        _logits = GCHandle.Alloc(workload.Logits, GCHandleType.Pinned);
        _output = GCHandle.Alloc(workload.Output, GCHandleType.Pinned);
        nint memory = Marshal.AllocHGlobal(DescriptionBytes);
        Require(Native.CreateEngine(out nint engine, kind: 1, index: 0));
        Require(Native.CreateStream(out _stream, engine, flags: 1));
        Require(Native.DescribeMemory(memory, 2, [workload.Shape.Rows, workload.Shape.Classes], Native.Single, Native.RowMajor));
        Require(Native.CreateMemory(out nint source, memory, engine, _logits.AddrOfPinnedObject()));
        Require(Native.CreateMemory(out nint destination, memory, engine, _output.AddrOfPinnedObject()));
        _softmax = Primitive(engine, memory, Native.Softmax);
        _logSoftmax = Primitive(engine, memory, Native.LogSoftmax);
        _arguments =
        [
            new() { Index = Native.Source, Memory = source },
            new() { Index = Native.Destination, Memory = destination },
        ];
        Marshal.FreeHGlobal(memory);
    }

    public override string Name => "oneDNN";

    /// <summary>Whether it has the operator in that element type.</summary>
    public static bool Computes(Operator operation) =>
        typeof(T) == typeof(float) && operation is Operator.Softmax or Operator.LogSoftmax;

    /// <summary>Loads the library and keeps it to one thread; returns its name and version.</summary>
    /// <exception cref="InvalidOperationException">It is not installed.</exception>
    public static string Load()
    {
        // Read by its OpenMP when the library is loaded.
        _ = Native.SetVariable("OMP_NUM_THREADS", "1", 1);
        try
        {
            int[] version = new int[3];
            Marshal.Copy(Native.Version(), version, 0, version.Length);
            return string.Create(CultureInfo.InvariantCulture, $"oneDNN {version[0]}.{version[1]}.{version[2]}");
        }
        catch (DllNotFoundException problem)
        {
            throw new InvalidOperationException("There is no libdnnl.so.2: apt-get install libdnnl2.", problem);
        }
    }

    public void Dispose()
    {
        _logits.Free();
        _output.Free();
    }

    protected override void Softmax(Workload<T> workload) => Run(_softmax);

    protected override void LogSoftmax(Workload<T> workload) => Run(_logSoftmax);

    protected override T LossGradient(Workload<T> workload) => throw None();

    protected override T Loss(Workload<T> workload) => throw None();

    protected override T SoftLossGradient(Workload<T> workload) => throw None();

    private void Run(nint primitive)
    {
        Require(Native.Execute(primitive, _stream, _arguments.Length, _arguments));
        Require(Native.Wait(_stream));
    }

    private static nint Primitive(nint engine, nint memory, int algorithm)
    {
        nint operation = Marshal.AllocHGlobal(DescriptionBytes);
        Require(Native.DescribeSoftmax(operation, Native.ForwardInference, algorithm, memory, memory, axis: 1));
        Require(Native.CreateDescription(out nint description, operation, 0, engine, 0));
        Require(Native.CreatePrimitive(out nint primitive, description));
        Marshal.FreeHGlobal(operation);
        return primitive;
    }

    private static void Require(int status)
    {
        if (status != 0)
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"oneDNN has failed with status {status}."));
    }

    private static NotSupportedException None() => new("oneDNN has no such operator.");
}
