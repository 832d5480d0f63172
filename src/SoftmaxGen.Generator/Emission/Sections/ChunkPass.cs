using SoftmaxGen.Generator.Model;
using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>One pass over a chunk: the steps between a load and a store.</summary>
/// <param name="Name">The method's name, without the width.</param>
/// <param name="Comment">What it does, for the reader of the emitted code.</param>
/// <param name="Uses">The user's buffers that it reads or writes.</param>
/// <param name="Takes">The numbers that it takes, by name, and <c>lanes</c> where it adds to the total.</param>
/// <param name="Loads">The values that it takes from the chunk.</param>
/// <param name="Stores">The values that it leaves in the chunk.</param>
/// <param name="Body">Writes the steps.</param>
internal sealed record ChunkPass(
    string Name,
    string Comment,
    ParameterRole[] Uses,
    string[] Takes,
    ChunkValue[] Loads,
    ChunkValue[] Stores,
    Action<KernelText, Lanes> Body)
{
    /// <summary>What the body is written for.</summary>
    public PassExtent Extent { get; init; }

    /// <summary>The registers in which it goes along each row of a block, where it does.</summary>
    public Lanes? Along { get; init; }

    /// <summary>The arguments of the pass within the loop over the chunks.</summary>
    public IEnumerable<string> Arguments(KernelText text) => All(text, (_, name) => $"ref {name}")
        .Concat(ChunkBuffers.Select(name => $"ref {name}[0]"))
        .Concat(Numbers(text).Select(n => n.Name))
        .Concat(UsesBatch ? BatchPlaces.Geometry(text) : [])
        .Concat(Takes.Contains("lanes") ? ["ref lanes"] : [])
        .Concat(["row", "stop"]);

    /// <summary>The parameters of the pass.</summary>
    public IEnumerable<string> Parameters(KernelText text) => All(text, (element, name) => $"ref {element} {name}")
        .Concat(ChunkBuffers.Select(name => $"ref {text.Scalar} {name}"))
        .Concat(Numbers(text).Select(n => $"{n.Type} {n.Name}"))
        .Concat(UsesBatch ? BatchPlaces.Geometry(text).Select(name => "int " + name) : [])
        .Concat(Takes.Contains("lanes") ? ["ref double lanes"] : [])
        .Concat(["int row", "int stop"]);

    /// <summary>The numbers that it takes, in the order of the kernel's.</summary>
    public IEnumerable<(string Type, string Name)> Numbers(KernelText text) =>
        RowsSignature.Numbers(text.Plan).Where(number => Takes.Contains(number.Name));

    /// <summary>Whether it reads or writes a buffer of shape [N, C].</summary>
    public bool UsesBatch => Uses.Any(role => !PerRow.Holds(role) && role != ParameterRole.ClassWeights);

    private IEnumerable<string> ChunkBuffers => Loads.Concat(Stores).Select(value => value.Buffer).Distinct();

    private IEnumerable<string> All(KernelText text, Func<string, string, string> format) => RowsSignature.Buffers(text.Plan)
        .Where(buffer => Uses.Contains(buffer.Role))
        .Select(buffer => format(buffer.Element, buffer.Name));
}
