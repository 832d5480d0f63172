using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SoftmaxGen.CodeFixes.Kernels;

/// <summary>What a kernel is called, takes and returns: one row's worth of arguments, and no option but the number of classes.</summary>
/// <param name="Name">The name of the attribute, and of the method unless that is taken.</param>
/// <param name="Parameters">The parameters in the order in which a fix writes them.</param>
/// <param name="Returns">Whether it returns a number.</param>
internal sealed record KernelShape(string Name, ImmutableArray<KernelParameter> Parameters, bool Returns)
{
    private static readonly KernelParameter _logits = new("logits", false, null);

    /// <summary>Probabilities.</summary>
    public static KernelShape Softmax { get; } =
        new("Softmax", ImmutableArray.Create(_logits, new KernelParameter("probabilities", true, null)), false);

    /// <summary>Their logarithms.</summary>
    public static KernelShape LogSoftmax { get; } =
        new("LogSoftmax", ImmutableArray.Create(_logits, new KernelParameter("logProbabilities", true, null)), false);

    /// <summary>The cross-entropy of labels of that type.</summary>
    public static KernelShape SoftmaxLoss(ITypeSymbol labels) =>
        new("SoftmaxLoss", ImmutableArray.Create(_logits, new KernelParameter("labels", false, labels)), true);
}

/// <summary>A span that a kernel takes.</summary>
/// <param name="Role">Its name, by which the generator knows it.</param>
/// <param name="IsWritten">Whether the kernel writes it.</param>
/// <param name="Type">The type of its elements; null where it is that of the logits.</param>
internal sealed record KernelParameter(string Role, bool IsWritten, ITypeSymbol? Type);
