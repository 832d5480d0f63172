namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>
/// Values that wait in a chunk's buffer between two passes: a register for each class (<c>x</c>, <c>e</c>), or one
/// for each block (<c>own</c>, <c>max</c>, <c>sum</c>).
/// </summary>
/// <param name="Name">The local variable, or its prefix where there is one for each class.</param>
/// <param name="Buffer">The buffer's name.</param>
/// <param name="PerClass">Whether there is one for each class.</param>
/// <param name="InLoops">Whether the pass takes and leaves them itself, in loops over the classes.</param>
internal sealed record ChunkValue(string Name, string Buffer, bool PerClass, bool InLoops = false)
{
    /// <summary>Declares the variables with what the buffer holds.</summary>
    public void Load(KernelText text, Lanes lanes) => text.Writer.WriteEach(
        Slots(text, lanes),
        slot => $"{lanes.Type} {slot.Name} = {text.Access.Load(lanes, Buffer, slot.Index)};");

    /// <summary>Stores the variables.</summary>
    public void Store(KernelText text, Lanes lanes) => text.Writer.WriteEach(
        Slots(text, lanes), slot => text.Access.Store(lanes, slot.Name, Buffer, slot.Index));

    private IEnumerable<(string Name, string Index)> Slots(KernelText text, Lanes lanes)
    {
        if (InLoops)
        {
            return [];
        }

        if (!PerClass)
        {
            return [(Name, "slot")];
        }

        string block = $"slot * {KernelText.Number(text.Plan.Classes)}";
        return Enumerable.Range(0, text.Plan.Classes).Select(k => (
            TransposedBlock.Name(Name, k),
            k == 0 ? block : $"{block} + {KernelText.Number(k * lanes.Count)}"));
    }
}
