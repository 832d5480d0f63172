using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;
using SoftmaxGen.Generator.Tests.Pipeline;

namespace SoftmaxGen.Generator.Tests.Emission;

/// <summary>
/// Beyond 60,000 bytes of IL or 2,000 locals the JIT compiles a method without optimising it; inlining needs room below
/// that, so the emitted text keeps to a part of it.
/// </summary>
[Trait("Category", "Slow")]
public sealed class JitBudgetTests
{
    [Fact]
    public void EveryMethodOfEveryOperatorStaysWithinIt() => RequireBudget(
        Declared.Everything([2, 3, 8, 9, 15, 16, 17, 31], "float", "double"), mostBytes: 6_000, mostLocals: 200, leastMethods: 500);

    [Fact]
    public void EveryMethodWithAllOptionsStaysWithinIt() => RequireBudget(
        WorstKernels.Source, mostBytes: 8_000, mostLocals: 200, leastMethods: 500);

    private static void RequireBudget(string source, int mostBytes, int mostLocals, int leastMethods)
    {
        Size[] sizes = [.. Sizes(source)];
        Assert.True(sizes.Length > leastMethods, $"only {sizes.Length} methods were measured");
        Size longest = sizes.MaxBy(size => size.Bytes)!;
        Size richest = sizes.MaxBy(size => size.Locals)!;
        Assert.True(
            longest.Bytes <= mostBytes && richest.Locals <= mostLocals,
            $"{longest.Name}: {longest.Bytes} bytes of IL; {richest.Name}: {richest.Locals} locals");
    }

    private sealed record Size(string Name, int Bytes, int Locals);

    private static IEnumerable<Size> Sizes(string source)
    {
        using MemoryStream stream = new();
        Compilation compilation = Generation.Run(TestCompilation.WithoutAttributes(source));
        Assert.True(compilation
            .WithOptions(compilation.Options.WithOptimizationLevel(OptimizationLevel.Release))
            .Emit(stream)
            .Success);
        stream.Position = 0;
        using PEReader file = new(stream);
        MetadataReader metadata = file.GetMetadataReader();
        foreach (MethodDefinition method in metadata.MethodDefinitions.Select(metadata.GetMethodDefinition))
        {
            if (method.RelativeVirtualAddress == 0)
            {
                continue;
            }

            MethodBodyBlock body = file.GetMethodBody(method.RelativeVirtualAddress);
            string name = metadata.GetString(metadata.GetTypeDefinition(method.GetDeclaringType()).Name)
                + "." + metadata.GetString(method.Name);
            yield return new Size(name, body.GetILBytes()!.Length, Locals(metadata, body));
        }
    }

    private static int Locals(MetadataReader metadata, MethodBodyBlock body)
    {
        if (body.LocalSignature.IsNil)
        {
            return 0;
        }

        BlobReader blob = metadata.GetBlobReader(metadata.GetStandaloneSignature(body.LocalSignature).Signature);
        return blob.ReadSignatureHeader().Kind == SignatureKind.LocalVariables ? blob.ReadCompressedInteger() : 0;
    }
}
