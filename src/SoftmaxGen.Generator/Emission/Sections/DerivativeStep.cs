using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>
/// What is made of one register of exponentials: probabilities, the diagonal of the Hessian, the gradient. The register
/// holds classes of a row or rows of a class; the factors stand in registers of their own, under their names with an s.
/// </summary>
/// <param name="text">The kernel.</param>
/// <param name="lanes">The register.</param>
/// <param name="suffix">What tells its locals from those of another step in the same block.</param>
/// <param name="input">The elements of a row of inputs: x the logits, t the target, w the class weights, g the gradient.</param>
/// <param name="isLabel">Where the elements are those of the label.</param>
/// <param name="store">A statement that stores a value in a row of outputs: p, h or g.</param>
internal sealed class DerivativeStep(
    KernelText text,
    Lanes lanes,
    string suffix,
    Func<string, string> input,
    string isLabel,
    Func<string, string, string> store)
{
    private KernelPlan Plan => text.Plan;

    private string One => lanes.Constant(1);

    /// <summary>The factors that the step takes, besides what makes the exponential.</summary>
    public static string[] Factors(KernelPlan plan)
    {
        List<string> factors = plan.IsSharded ? [] : ["inverse"];
        if (plan.NeedsDerivatives)
        {
            factors.AddRange(["pull", "share"]);
            if (plan.Has(Outputs.HessianDiagonal) && plan.Has(Terms.ZLoss))
            {
                factors.Add("bend");
            }

            if (plan.Has(Outputs.Product))
            {
                factors.Add("along");
            }

            if (RecomputingPass.Counts(plan))
            {
                factors.Add("counts");
            }
        }

        return [.. factors];
    }

    /// <summary>A factor as an expression of the row's own values.</summary>
    public static string Factor(RowTerms terms, Lanes lanes, string name) => name switch
    {
        "inverse" => $"{lanes.Constant(1)} / sum",
        "pull" => terms.Pull,
        "share" => terms.Share,
        "counts" => lanes.Select("skip", lanes.Zero, lanes.Constant(1)),
        _ => name,
    };

    /// <summary>Writes the step.</summary>
    /// <param name="exponential">The exponential of a logit, or what was kept of it.</param>
    public void Write(Func<KernelText, Lanes, string, string> exponential)
    {
        text.Writer.Write($"{lanes.Type} {Local("logit")} = {input("x")};");
        string exp = exponential(text, lanes, Local("logit"));
        text.Writer.Write($"{lanes.Type} {Local("p")} = {(Plan.IsSharded ? exp : $"{exp} * {Name("inverse")}")};");
        if (Plan.NeedsDerivatives)
        {
            WriteInner();
        }

        if (Plan.Has(Outputs.Probabilities))
        {
            text.Writer.Write(store(Local("p"), "p"));
        }

        if (Plan.Has(Outputs.HessianDiagonal))
        {
            WriteHessian();
        }

        if (Plan.Has(Outputs.Product))
        {
            WriteProduct();
        }

        if (Plan.Has(Outputs.Gradient))
        {
            WriteGradient();
        }
    }

    private void WriteProduct()
    {
        CodeWriter w = text.Writer;
        bool capped = Plan.Has(Terms.Softcap);
        string tempered = Plan.Has(Terms.Temperature) ? " * " + Name("inverseTemperature") : "";
        w.Write($"{lanes.Type} {Local("v")} = {input("v")};");
        string along = capped ? $"{Local("v")} * {Local("slope")}" : Local("v");
        w.Write($"{lanes.Type} {Local("r")} = {Name("pull")} * {Local("p")} * ({along} - {Name("along")}){tempered};");
        if (capped)
        {
            string bent = $"{lanes.Constant(2)} * {Local("tanh")} * {Name("inverseCap")} * {Local("g")} * {Local("v")}";
            w.Write($"{Local("r")} = {Local("slope")} * ({Local("r")} - {bent});");
        }

        w.Write(store(Local("r"), "r"));
    }

    private void WriteInner()
    {
        text.Writer.Write($"{lanes.Type} {Local("t")} = {Name("share")} * ({Truth()});");
        text.Writer.Write($"{lanes.Type} {Local("g")} = {text.MultiplyAdd(Local("p"), Name("pull"), "-" + Local("t"))};");
        if (Plan.Has(Terms.Softcap))
        {
            text.Writer.Write($"{lanes.Type} {Local("tanh")} = {RowLogits.Tanh(text, lanes, Local("logit"))};");
            text.Writer.Write($"{lanes.Type} {Local("slope")} = {text.MultiplyAdd("-" + Local("tanh"), Local("tanh"), One)};");
        }
    }

    private void WriteHessian()
    {
        CodeWriter w = text.Writer;
        w.Write($"{lanes.Type} {Local("h")} = {Name("pull")} * {Local("p")} * ({One} - {Local("p")});");
        if (Plan.Has(Terms.ZLoss))
        {
            w.Write($"{Local("h")} = {text.MultiplyAdd($"{Name("bend")} * {Local("p")}", Local("p"), Local("h"))};");
        }

        if (Plan.Has(Terms.Temperature))
        {
            w.Write($"{Local("h")} *= {Name("inverseTemperature")};");
        }

        if (Plan.Has(Terms.Softcap))
        {
            string curvature = $"{lanes.Constant(2)} * {Local("tanh")} * {Name("inverseCap")} * {Local("g")}";
            w.Write($"{Local("h")} = {Local("slope")} * ({Local("h")} * {Local("slope")} - {curvature});");
        }

        w.Write(store(Local("h"), "h"));
    }

    private void WriteGradient()
    {
        string gradient = Plan.Has(Terms.Softcap) ? $"{Local("g")} * {Local("slope")}" : Local("g");
        string added = Plan.Has(Terms.Accumulate) ? $"{input("g")} + {gradient}" : gradient;
        if (RecomputingPass.Counts(Plan))
        {
            added = lanes.Select(lanes.EqualTo(Name("counts"), lanes.Zero), input("g"), added);
        }

        text.Writer.Write(store(added, "g"));
    }

    /// <summary>The coefficient of the classes: that of the label is added to what all have.</summary>
    private string Truth()
    {
        if (Plan.Truth == Planning.Truth.Distribution)
        {
            return CoefficientPasses.Coefficient(text, lanes, CoefficientPasses.Inputs(Plan).Select(input).ToArray());
        }

        if (Plan.PicksLabel)
        {
            return lanes.OnlyWhere(isLabel, One);
        }

        string smoothed = $"{Name("even")} + ({lanes.OnlyWhere(isLabel, Name("hard"))})";
        return Plan.Has(Terms.ClassWeights) ? $"({smoothed}) * {input("w")}" : smoothed;
    }

    private string Local(string name) => name + suffix + "Value";

    private string Name(string name) => PassNumbers.Name(lanes, name);
}
