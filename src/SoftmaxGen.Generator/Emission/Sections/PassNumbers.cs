namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>The numbers that a pass over a row takes, beside the rows: floating-point numbers, and the label's class.</summary>
internal static class PassNumbers
{
    private const string Label = "label";

    /// <summary>Their parameters.</summary>
    public static IEnumerable<string> Parameters(KernelText text, string[] numbers) =>
        numbers.Select(name => $"{(name == Label ? "int" : text.Scalar)} {name}");

    /// <summary>Puts each of them into every lane of a register, under its name with an s.</summary>
    public static void WriteBroadcasts(KernelText text, Lanes lanes, string[] numbers)
    {
        if (lanes.IsScalar)
        {
            return;
        }

        foreach (string name in numbers)
        {
            if (name != Label)
            {
                text.Writer.Write($"{lanes.Type} {name}s = {lanes.Broadcast(name)};");
                continue;
            }

            IEnumerable<string> steps = Enumerable.Range(0, lanes.Count)
                .Select(lane => KernelText.Number(lane) + (lanes.Integer == "int" ? "" : "L"));
            text.Writer.Write($"{lanes.IntegerType} steps = {lanes.Vector}.Create({string.Join(", ", steps)});");
            text.Writer.Write($"{lanes.IntegerType} labels = {lanes.Broadcast(lanes.Integer == "int" ? Label : $"(long){Label}")};");
        }
    }

    /// <summary>A number as a formula names it: in every lane.</summary>
    public static string Name(Lanes lanes, string name) => lanes.IsScalar ? name : name + "s";

    /// <summary>Where the elements from that index on are those of the label.</summary>
    public static string IsLabel(Lanes lanes, string index) => lanes.IsScalar
        ? $"(int)({index}) == {Label}"
        : lanes.IntegersEqual($"steps + {lanes.Broadcast($"({lanes.Integer})({index})")}", "labels");
}
