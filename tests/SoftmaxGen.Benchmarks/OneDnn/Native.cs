using System.Runtime.InteropServices;

namespace SoftmaxGen.Benchmarks.OneDnn;

/// <summary>What the benchmark calls of oneDNN's C interface, version 2 (Debian: libdnnl2). The numbers are those of dnnl_types.h.</summary>
internal static partial class Native
{
    public const int ForwardInference = 96;

    public const int Softmax = 0x30000;

    public const int LogSoftmax = 0x30001;

    public const int Single = 3;

    /// <summary>Rows of neighbouring elements.</summary>
    public const int RowMajor = 3;

    public const int Source = 1;

    public const int Destination = 17;

    private const string Library = "libdnnl.so.2";

    /// <summary>One argument of a primitive.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Argument
    {
        public int Index;
        public nint Memory;
    }

    [LibraryImport(Library, EntryPoint = "dnnl_engine_create")]
    public static partial int CreateEngine(out nint engine, int kind, nuint index);

    [LibraryImport(Library, EntryPoint = "dnnl_stream_create")]
    public static partial int CreateStream(out nint stream, nint engine, uint flags);

    [LibraryImport(Library, EntryPoint = "dnnl_memory_desc_init_by_tag")]
    public static partial int DescribeMemory(nint description, int dimensions, long[] sizes, int type, int tag);

    [LibraryImport(Library, EntryPoint = "dnnl_memory_create")]
    public static partial int CreateMemory(out nint memory, nint description, nint engine, nint data);

    [LibraryImport(Library, EntryPoint = "dnnl_softmax_v2_forward_desc_init")]
    public static partial int DescribeSoftmax(nint description, int kind, int algorithm, nint source, nint destination, int axis);

    [LibraryImport(Library, EntryPoint = "dnnl_primitive_desc_create")]
    public static partial int CreateDescription(out nint description, nint operation, nint attributes, nint engine, nint hint);

    [LibraryImport(Library, EntryPoint = "dnnl_primitive_create")]
    public static partial int CreatePrimitive(out nint primitive, nint description);

    [LibraryImport(Library, EntryPoint = "dnnl_primitive_execute")]
    public static partial int Execute(nint primitive, nint stream, int count, Argument[] arguments);

    [LibraryImport(Library, EntryPoint = "dnnl_stream_wait")]
    public static partial int Wait(nint stream);

    [LibraryImport(Library, EntryPoint = "dnnl_version")]
    public static partial nint Version();

    /// <summary>The environment that native libraries see; .NET's own <c>SetEnvironmentVariable</c> does not reach it.</summary>
    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetVariable(string name, string value, int overwrite);
}
