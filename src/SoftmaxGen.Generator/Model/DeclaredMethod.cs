namespace SoftmaxGen.Generator.Model;

/// <summary>What a method with a kernel attribute comes to.</summary>
/// <param name="Kernel">The kernel, or null where the declaration is wrong.</param>
/// <param name="Rejected">The wrong declaration, or null where it is right, or where nothing can be written for it.</param>
internal sealed record DeclaredMethod(KernelModel? Kernel, RejectedMethod? Rejected);
