using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>
/// What becomes of a row once its maximum and its sum are known: the loss, and the factors of its derivatives. The same
/// arithmetic for a register of rows and for one row; only the terms that the plan has are written.
/// </summary>
/// <param name="text">The kernel.</param>
/// <param name="lanes">A register of rows, or a plain number for one row.</param>
/// <param name="areRows">Whether the kernel's numbers stand in registers, under their name with an s.</param>
internal sealed class RowTerms(KernelText text, Lanes lanes, bool areRows)
{
    private KernelPlan Plan => text.Plan;

    private CodeWriter Writer => text.Writer;

    /// <summary>The name of a number of the kernel in a row's arithmetic.</summary>
    public string Number(string name) => areRows ? name + "s" : name;

    /// <summary>A row of -inf alone must give zeros: then its sum is replaced by one that can be divided by.</summary>
    public void MakeSumSafe() => Writer.Write($"sum = {lanes.Select("dead", lanes.Constant(1), "sum")};");

    /// <summary>Declares <c>skip</c>: where a row counts for nothing.</summary>
    public void Skip(bool knowsDead)
    {
        List<string> reasons = [];
        if (Plan.Truth == Truth.Labels)
        {
            reasons.Add(areRows ? lanes.IntegersEqual("label", "ignored") : Plan.IsSharded ? "ignored" : "label == ignoreIndex");
        }

        if (Plan.Has(Terms.SampleWeights))
        {
            reasons.Add(lanes.EqualTo("sample", lanes.Zero));
        }

        if (knowsDead && Plan.Has(Terms.Safe))
        {
            reasons.Add("dead");
        }

        Writer.Write($"{lanes.MaskType} skip = {string.Join(" | ", reasons)};");
    }

    /// <summary>The cross-entropy of the label: <c>entropy</c>; for the focal loss also <c>modulation</c>.</summary>
    public void LabelEntropy()
    {
        if (Plan.IsSharded)
        {
            ShardSteps.Entropy(text, lanes);
            return;
        }

        if (!Plan.Has(Terms.Focal))
        {
            Writer.Write($"{lanes.Type} entropy = logSum - own;");
            return;
        }

        string ratio = text.Call(Helper.LogOnePlus, "ratio");
        string small = lanes.IsScalar ? "ratio < " + lanes.Constant(1) : $"{lanes.Vector}.LessThan(ratio, {lanes.Constant(1)})";
        Writer.Write(
            $"""
            // What the label lacks, (1 - p), from the other classes alone: of 1 - p few digits would be left near 1.
            {lanes.Type} ratio = rest / ownExp;
            {lanes.Type} entropy = {lanes.Select(small, ratio, "logSum - own")};
            {lanes.Type} lack = rest / sum;
            {lanes.Type} modulation = {text.Call(Helper.Power, "lack", Number("gamma"))};
            """);
    }

    /// <summary>Declares the loss, from <c>entropy</c>.</summary>
    public void Loss()
    {
        string entropy = Plan.Has(Terms.Focal) ? "modulation * entropy" : "entropy";
        Writer.Write($"{lanes.Type} loss = {entropy};");
        if (Plan.WeighsLabel)
        {
            Writer.Write("// A class without weight adds nothing, even where the loss is infinite.");
            string none = lanes.EqualTo("labelWeight", lanes.Zero);
            Writer.Write($"loss = {lanes.Select(none, lanes.Zero, "labelWeight * loss")};");
        }

        if (Plan.Has(Terms.ZLoss))
        {
            string whole = Plan.IsSharded ? "whole" : LogSumExpValue.Name;
            Writer.Write($"loss = {text.MultiplyAdd($"{Number("zFactor")} * {whole}", whole, "loss")};");
        }

        if (Plan.Has(Terms.SampleWeights))
        {
            Writer.Write("loss *= sample;");
        }

        if (Plan.Skips)
        {
            Writer.Write($"loss = {lanes.Select("skip", lanes.Zero, "loss")};");
        }
    }

    /// <summary>
    /// Declares the factors of a row in the derivatives: <c>share</c>, of the difference between probability and target;
    /// <c>extra</c>, of the probability alone; <c>bend</c>, of its square in the second derivative.
    /// </summary>
    public void Shares()
    {
        if (Plan.HasShares)
        {
            WriteShare();
        }

        if (Plan.Has(Terms.ZLoss))
        {
            string sample = Plan.Has(Terms.SampleWeights) ? " * sample" : "";
            Writer.Write($"{lanes.Type} bend = {lanes.Constant(2)} * {Number("zFactor")} * {Number("weight")}{sample};");
            Writer.Write($"{lanes.Type} extra = {Safely($"bend * {LogSumExpValue.Name}")};");
        }
    }

    /// <summary>The name of the factor of the difference between probability and target.</summary>
    public string Share => Plan.HasShares ? "share" : Number("weight");

    /// <summary>The factor of the probability; <c>mass</c> is the sum of the coefficients, where there are any.</summary>
    public string Pull
    {
        get
        {
            string share = Plan.HasCoefficients ? $"{Share} * mass" : Share;
            return Plan.Has(Terms.ZLoss) ? $"({share} + extra)" : share;
        }
    }

    private void WriteShare()
    {
        List<string> factors = [Number("weight")];
        if (Plan.Has(Terms.Focal))
        {
            // -p d/dp of -(1 - p)^gamma log p.
            string slope = $"{Number("gamma")} * entropy * (ownExp / sum) * (modulation / lack)";
            string focus = lanes.Select(lanes.EqualTo("lack", lanes.Zero), lanes.Zero, $"modulation + {slope}");
            Writer.Write($"{lanes.Type} focus = {focus};");
            factors.Add("focus");
        }

        if (Plan.WeighsLabel)
        {
            factors.Add("labelWeight");
        }

        if (Plan.Has(Terms.SampleWeights))
        {
            factors.Add("sample");
        }

        Writer.Write($"{lanes.Type} share = {Safely(string.Join(" * ", factors))};");
    }

    private string Safely(string value) => Plan.Has(Terms.Safe) ? lanes.Select("dead", lanes.Zero, value) : value;
}
