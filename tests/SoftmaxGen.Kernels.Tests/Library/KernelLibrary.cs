using System.Reflection;
using SoftmaxGen.Kernels.Tests.Calling;

namespace SoftmaxGen.Kernels.Tests.Library;

/// <summary>A compiled library of kernels on disk, loaded into this process.</summary>
internal sealed class KernelLibrary
{
    private readonly Type adapters;

    private KernelLibrary(Type adapters) => this.adapters = adapters;

    /// <summary>Loads the library whose adapters lie in that file; the kernels lie beside it.</summary>
    public static KernelLibrary Load(string path) =>
        new(Assembly.LoadFrom(path).GetType(DeclarationText.AdapterClass, throwOnError: true)!);

    /// <summary>The kernel generated for that declaration.</summary>
    public Kernel<T> Bind<T>(KernelSpec spec)
        where T : struct
    {
        MethodInfo method = adapters.GetMethod(spec.Name, BindingFlags.Static | BindingFlags.NonPublic)
            ?? throw new MissingMethodException(adapters.FullName, spec.Name);
        return method.CreateDelegate<Kernel<T>>();
    }
}
