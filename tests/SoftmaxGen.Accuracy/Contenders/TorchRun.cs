using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace SoftmaxGen.Accuracy.Contenders;

/// <summary>Batches are written to files, a Python process computes, and its files are read.</summary>
/// <typeparam name="T">The element.</typeparam>
/// <param name="script">The Python script, which is given the folder of all batches and prints what PyTorch calls itself.</param>
internal sealed class TorchRun<T>(string script) : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly string root = Directory.CreateTempSubdirectory("softmaxgen-accuracy-").FullName;
    private int folders;

    /// <summary>A folder for one batch: its name is the type, the sizes and a number of its own.</summary>
    public string NewFolder(string sizes)
    {
        string type = typeof(T) == typeof(float) ? "float32" : "float64";
        string name = string.Create(CultureInfo.InvariantCulture, $"{type}-{sizes}-{folders++}");
        return Directory.CreateDirectory(Path.Combine(root, name)).FullName;
    }

    /// <summary>Has all batches computed, and returns the name of what did.</summary>
    public string Run()
    {
        string python = Environment.GetEnvironmentVariable("SOFTMAXGEN_PYTHON") ?? "/usr/bin/python3";
        ProcessStartInfo start = new(python, [Path.Combine(AppContext.BaseDirectory, "Contenders", script), root])
        {
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string name = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0
            ? name
            : throw new InvalidOperationException($"{python} has failed; its own message stands above.");
    }

    /// <summary>What it wrote under that name, or null.</summary>
    public static T[]? Read(string folder, string name)
    {
        string path = Path.Combine(folder, name);
        return File.Exists(path) ? MemoryMarshal.Cast<byte, T>(File.ReadAllBytes(path)).ToArray() : null;
    }

    /// <summary>Writes an input.</summary>
    public static void Write<TValue>(string folder, string name, TValue[] values)
        where TValue : struct =>
        File.WriteAllBytes(Path.Combine(folder, name), MemoryMarshal.AsBytes<TValue>(values));

    public void Dispose() => Directory.Delete(root, recursive: true);
}
