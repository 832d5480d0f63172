using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>What a row by itself is told of the truth: its label or target, the weights, and what these come to.</summary>
internal static class RowTruth
{
    /// <summary>Whether the sum of the class weights is wanted: every class of a smoothed label has its part of it.</summary>
    public static bool SumsClassWeights(KernelPlan plan) =>
        plan.Truth == Truth.Labels && plan.Has(Terms.Smoothing) && plan.Has(Terms.ClassWeights);

    /// <summary>Declares what the row reads, before anything is written in its place.</summary>
    public static void Write(KernelText text, Lanes lanes, RowTerms terms)
    {
        KernelPlan plan = text.Plan;
        CodeWriter w = text.Writer;
        Lanes one = new(lanes.Element, 0);
        if (plan.Truth == Truth.None)
        {
            return;
        }

        w.Gap();
        if (plan.Has(Terms.SampleWeights))
        {
            w.Write($"{text.Scalar} sample = {PerRow.Load(text, one, "sampleWeights")};");
        }

        if (plan.Truth == Truth.Labels)
        {
            WriteLabel(text, terms, one);
        }
        else
        {
            if (plan.Skips && (plan.NeedsLoss || plan.SkipsGradient))
            {
                terms.Skip(knowsDead: true);
            }

            string call = CoefficientPasses.Mass(plan)
                .Call(text, lanes, [.. CoefficientPasses.Rows(plan)], CoefficientPasses.Numbers(plan));
            w.Write("// The coefficients' sum, and their product with the shifted logits.");
            w.Write($"{text.Scalar} mass = {call};");
        }

        if (plan.HasCoefficients && plan.NeedsLoss)
        {
            w.Write($"{text.Scalar} dot = {DotCall(text, lanes)};");
        }
    }

    /// <summary>A call for the product of the coefficients with the shifted logits.</summary>
    public static string DotCall(KernelText text, Lanes lanes) => CoefficientPasses.Dot(text.Plan).Call(
        text,
        lanes,
        [.. CoefficientPasses.Rows(text.Plan), ("logits", "at")],
        [.. RowLogits.Arguments(text.Plan), .. CoefficientPasses.Numbers(text.Plan)]);

    /// <summary>Declares <c>entropy</c>, where the loss or its derivatives need it.</summary>
    public static void WriteEntropy(KernelText text, RowTerms terms)
    {
        KernelPlan plan = text.Plan;
        if (plan.NeedsOwn && plan.PicksLabel)
        {
            terms.LabelEntropy();
        }
        else if (plan.NeedsLoss && plan.Truth == Truth.Labels)
        {
            string zero = new Lanes(plan.Element, 0).Zero;
            text.Writer.Write("// The label's part of the entropy, and the part of all classes.");
            text.Writer.Write($"{text.Scalar} entropy = labelPart == {zero} ? {zero} : labelPart * (logSum - own);");
            text.Writer.Write("entropy += evenMass * logSum - even * dot;");
        }
        else if (plan.NeedsLoss)
        {
            WriteTargetEntropy(text, new Lanes(plan.Element, 0));
        }
    }

    /// <summary>Declares <c>entropy</c> of a target, or of a register of them.</summary>
    public static void WriteTargetEntropy(KernelText text, Lanes lanes) =>
        text.Writer.Write($"{lanes.Type} entropy = {text.MultiplyAdd("mass", "logSum", "-dot")};");

    /// <summary>An element of a row's buffer at the label.</summary>
    public static string AtLabel(KernelText text, string buffer) =>
        text.Access.Element(buffer, BatchPlaces.OfClass(text.Plan, text.Access.ByReference ? "(nuint)label" : "label"));

    private static void WriteLabel(KernelText text, RowTerms terms, Lanes one)
    {
        KernelPlan plan = text.Plan;
        CodeWriter w = text.Writer;
        string index = text.Access.ByReference ? "nint" : "int";
        string weight = text.Access.Element("classWeights", text.Access.ByReference ? "(nuint)label" : "label");
        if (plan.IsSharded)
        {
            ShardSteps.RowLabel(text, one);
        }
        else
        {
            w.Write("// An ignored label may lie outside the row.");
            w.Write($"{index} label = ({index}){LabelText.Load(text, one, "row")};");
            w.Write("bool counted = label != ignoreIndex;");
        }

        if (plan.NeedsLoss || plan.SkipsGradient)
        {
            terms.Skip(knowsDead: true);
        }

        if (plan.NeedsOwn || (plan.HasCoefficients && plan.NeedsLoss))
        {
            w.Write($"{text.Scalar} own = counted ? {RowLogits.OfOne(text, AtLabel(text, "logits"))} : {one.Zero};");
        }

        if (plan.WeighsLabel)
        {
            w.Write($"{text.Scalar} labelWeight = counted ? {weight} : {one.Zero};");
        }

        if (plan.HasCoefficients)
        {
            string part = plan.Has(Terms.ClassWeights) ? $"counted ? hard * {weight} : {one.Zero}" : "hard";
            w.Write("// A smoothed label: a part for every class, the rest for the label's.");
            w.Write($"{text.Scalar} labelPart = {part};");
            if (!SumsClassWeights(plan))
            {
                w.Write($"{text.Scalar} evenMass = even * {KernelText.Number(plan.Classes)};");
            }

            if (plan.NeedsDerivatives)
            {
                w.Write($"{text.Scalar} mass = labelPart + evenMass;");
            }
        }
    }
}
