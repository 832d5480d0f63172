using System.Collections.Immutable;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Declarations;

/// <summary>A kernel attribute of the public contract.</summary>
/// <param name="MetadataName">Its full name in metadata.</param>
/// <param name="Operator">What it computes.</param>
internal sealed record KernelAttribute(string MetadataName, KernelOperator Operator);

/// <summary>Every kernel attribute of the public contract.</summary>
internal static class KernelAttributes
{
    public static ImmutableArray<KernelAttribute> All { get; } = KernelContracts.All
        .Select(contract => new KernelAttribute(
            KernelContracts.Namespace + "." + contract.AttributeName, contract.Operator))
        .ToImmutableArray();
}
