using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>
/// What a loss does that holds a part of the classes only. It is told the log-sum-exp over all of them, and so has nothing
/// to sum: e^(x - logSumExp) is the probability. The label's logit is taken off by the shard that holds it, and the
/// log-sum-exp is added by the shard of class 0, so that the losses of all shards add up to the loss.
/// </summary>
internal static class ShardSteps
{
    /// <summary>The name under which a formula knows what the logits are shifted by.</summary>
    public const string Shift = "logSumExp";

    /// <summary>Declares the log-sum-exp of the rows, and what the logits are shifted by where that is another number.</summary>
    public static void Normalizer(KernelText text, Lanes lanes)
    {
        CodeWriter w = text.Writer;
        string name = LogSumExpValue.Name;
        string infinity = lanes.Broadcast($"{lanes.Scalar}.PositiveInfinity");
        string nan = lanes.Broadcast($"{lanes.Scalar}.NaN");
        w.Write($"{lanes.Type} {name} = {PerRow.Load(text, lanes, "logSumExp")};");
        bool safe = text.Plan.Has(Terms.Safe);
        string infinite = safe ? lanes.EqualTo(name, infinity)
            : lanes.IsScalar ? $"{lanes.Scalar}.IsInfinity({name})"
            : lanes.EqualTo($"{lanes.Vector}.Abs({name})", infinity);
        w.Write("// Without a finite answer in one shard, the row has none in any of them.");
        w.Write($"{name} = {lanes.Select(infinite, nan, name)};");
        if (safe)
        {
            w.Write("// A row of -inf alone, in all shards, has nothing to be shifted by.");
            w.Write($"{lanes.MaskType} dead = {lanes.EqualTo(name, lanes.NegativeInfinity)};");
            w.Write($"{lanes.Type} shift = {lanes.Select("dead", lanes.Zero, name)};");
        }
    }

    /// <summary>Divides and shifts the logits of all classes, once the label's is known.</summary>
    public static void Subtract(KernelText text, Lanes lanes)
    {
        DivideOwn(text);
        text.Writer.Gap();
        Normalizer(text, lanes);
        string shift = RowLogits.Arguments(text.Plan)[0];
        text.Writer.WriteEach(
            TransposedBlock.Names(text, "x"), x => $"{x} = {RowLogits.LessLogSumExp(text, x, "inverseTemperatures", shift)};");
    }

    /// <summary>Divides the label's logit, where it is wanted and there is a temperature.</summary>
    public static void DivideOwn(KernelText text)
    {
        if (text.Plan.NeedsOwn && text.Plan.Has(Terms.Temperature))
        {
            text.Writer.Write("own *= inverseTemperatures;");
        }
    }

    /// <summary>The label among the shard's classes: one of another shard is none of them.</summary>
    public static string Local(Lanes lanes, string label) =>
        lanes.IsScalar ? $"unchecked({label} - offsets)" : $"{label} - offsets";

    /// <summary>Declares a row's <c>label</c>, whether it is ignored, and whether it is one of the shard's classes.</summary>
    public static void RowLabel(KernelText text, Lanes one)
    {
        string index = text.Access.ByReference ? "nint" : "int";
        string label = LabelText.Load(text, one, "row");
        text.Writer.Write(
            $"""
            // Neither an ignored label nor one of another shard has a logit here.
            bool ignored = {label} == ignoreIndex;
            {index} label = unchecked(({index})({label} - classOffset));
            bool counted = !ignored && label >= 0 && label < {KernelText.Number(text.Plan.Classes)};
            """);
    }

    /// <summary>Declares <c>whole</c>, the shard's part of the log-sum-exp, and <c>entropy</c>.</summary>
    public static void Entropy(KernelText text, Lanes lanes) => text.Writer.Write(
        $"""
        // The shard of class 0 adds the log-sum-exp; the label's own shard takes off its logit.
        {lanes.Type} whole = classOffset == 0 ? {LogSumExpValue.Name} : {lanes.Zero};
        {lanes.Type} entropy = whole - own;
        """);

    /// <summary>The check of the offset, which the user's method asks for.</summary>
    public static void WriteCheck(KernelText text)
    {
        string classes = KernelText.Number(text.Plan.Classes);
        text.Writer.Write("/// <summary>The classes from the offset on must be numbers that a label can be.</summary>");
        using (text.Writer.Open("internal static void RequireOffset(int classOffset)"))
        using (text.Writer.Open($"if (classOffset < 0 || classOffset > int.MaxValue - {classes})"))
        {
            text.Writer.Write(
                $$"""
                throw new ArgumentOutOfRangeException(
                    nameof(classOffset),
                    classOffset,
                    FormattableString.Invariant($"The offset {classOffset} is outside 0..{int.MaxValue - {{classes}}}."));
                """);
        }
    }
}
