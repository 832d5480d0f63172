using System.Globalization;

namespace SoftmaxGen.Kernels.Tests.Library;

/// <summary>What a test wants to have generated: the attribute and the signature, as values.</summary>
/// <param name="Operator">The attribute's name.</param>
/// <param name="Classes">C.</param>
/// <param name="Parameters">The parameters' names, in order, with a space between them.</param>
internal sealed record KernelSpec(string Operator, int Classes, string Parameters)
{
    /// <summary>PyTorch's <c>ignore_index</c>.</summary>
    public const int DefaultIgnoreIndex = -100;

    /// <summary>F of a linear layer, or 0.</summary>
    public int Features { get; init; }

    /// <summary>Whether logits are made by a linear layer first.</summary>
    public bool IsLinear => Operator is "LinearSoftmaxLoss" or "LinearPredict";

    /// <summary>The type of the logits.</summary>
    public Type Element { get; init; } = typeof(float);

    /// <summary>The member of the enum <c>Target</c>.</summary>
    public string Target { get; init; } = "Index";

    /// <summary>The member of the enum <c>Reduction</c>.</summary>
    public string Reduction { get; init; } = "Mean";

    /// <summary>The label that counts for nothing.</summary>
    public int IgnoreIndex { get; init; } = DefaultIgnoreIndex;

    /// <summary>The options that change what is computed.</summary>
    public KernelSettings Settings { get; init; } = KernelSettings.Default;

    /// <summary>How the batch lies in memory.</summary>
    public Placement Placement { get; init; } = Placement.Dense;

    /// <summary>A fixed N, or 0.</summary>
    public int Batch { get; init; }

    /// <summary>How elements are passed.</summary>
    public Carrier Carrier { get; init; } = Carrier.Span;

    /// <summary>The type of the labels: an integer or an enum.</summary>
    public Type Label { get; init; } = typeof(int);

    /// <summary>Whether the attribute leaves <c>Classes</c> out, because the labels' enum tells it.</summary>
    public bool ClassesOfEnum { get; init; }

    /// <summary>Whether its attribute is one of the losses.</summary>
    public bool IsLoss => Operator is "SoftmaxLoss" or "NllLoss" or "SoftmaxLossHessianVector" or "LinearSoftmaxLoss";

    /// <summary>Whether the kernel returns an element.</summary>
    public bool ReturnsValue => Operator == "SoftmaxLossHessianVector" ? false
        : IsLoss ? Reduction != "None" : Operator == "LogSumExp" && !Has("logSumExp");

    /// <summary>The names of the parameters.</summary>
    public string[] ParameterNames => Parameters.Split(' ');

    /// <summary>Whether it holds a part of the classes only, and reads the log-sum-exp over all.</summary>
    public bool IsSharded => Has("classOffset");

    /// <summary>Whether it writes labels.</summary>
    public bool WritesLabels => Operator is "ArgMax" or "LinearPredict";

    /// <summary>Whether it reads labels.</summary>
    public bool ReadsLabels => !WritesLabels && Has("labels");

    /// <summary>The written parameters that hold elements.</summary>
    public IEnumerable<string> Outputs => ParameterNames.Where(IsOutput);

    /// <summary>The read parameters that hold elements.</summary>
    public IEnumerable<string> Inputs =>
        ParameterNames.Where(name => !IsOutput(name) && name is not ("labels" or "predictions" or "scale" or "classOffset"));

    /// <summary>The parameters whose elements are given: the read ones, and a gradient that is added to.</summary>
    public IEnumerable<string> Given => Settings.Accumulate ? Inputs.Concat(Outputs.Where(IsGradient)) : Inputs;

    /// <summary>The parameter that a class is written to for each row, or null.</summary>
    public string? WrittenLabels => WritesLabels ? "labels" : Has("predictions") ? "predictions" : null;

    /// <summary>The method's name: all of the above, as an identifier.</summary>
    public string Name => string.Join("_", NameParts());

    /// <summary>Whether the method has that parameter.</summary>
    public bool Has(string parameter) => ParameterNames.Contains(parameter);

    /// <summary>Whether the kernel writes elements there.</summary>
    public bool IsOutput(string parameter) => parameter switch
    {
        "losses" or "jacobian" or "hessianDiagonal" or "product" => true,
        "logSumExp" => !IsSharded,
        "logits" => IsLinear,
        "probabilities" => Operator is "Softmax" or "SoftmaxLoss" or "LinearPredict",
        "logProbabilities" => Operator == "LogSoftmax",
        _ => IsGradient(parameter),
    };

    /// <summary>Whether that parameter is a gradient, which may be added to.</summary>
    public static bool IsGradient(string parameter) =>
        parameter is "gradient" or "weightGradient" or "biasGradient" or "inputGradient";

    /// <summary>Whether that parameter is of the shape [N, C], which the placement lays out.</summary>
    public bool IsBatch(string parameter) =>
        !IsLinear && LengthOf(parameter, 1) == Classes && parameter is not ("classWeights" or "jacobian");

    /// <summary>How many elements of memory that parameter takes for so many rows.</summary>
    public int MemoryOf(string parameter, int rows) =>
        IsBatch(parameter) ? Placement.Length(rows, Classes) : LengthOf(parameter, rows);

    /// <summary>How many elements that parameter holds for so many rows.</summary>
    public int LengthOf(string parameter, int rows) => parameter switch
    {
        "losses" or "logSumExp" or "labels" or "predictions" or "sampleWeights" => rows,
        "classWeights" or "bias" or "biasGradient" => Classes,
        "inputs" or "inputGradient" => rows * Features,
        "weights" or "weightGradient" => Classes * Features,
        "jacobian" => rows * Classes * Classes,
        _ => rows * Classes,
    };

    private IEnumerable<string> NameParts()
    {
        yield return Operator;
        yield return Element.Name;
        if (IsLinear)
        {
            yield return "F" + Features.ToString(CultureInfo.InvariantCulture);
        }

        yield return "C" + Classes.ToString(CultureInfo.InvariantCulture);
        if (IsLoss)
        {
            yield return Target;
            yield return Reduction;
        }

        if (IgnoreIndex != DefaultIgnoreIndex)
        {
            yield return "Ignore" + IgnoreIndex.ToString(CultureInfo.InvariantCulture).Replace('-', 'M');
        }

        foreach (string part in Settings.NameParts().Concat(Placement.NameParts()))
        {
            yield return part;
        }

        if (Batch > 0)
        {
            yield return "N" + Batch.ToString(CultureInfo.InvariantCulture);
        }

        if (Carrier != Carrier.Span)
        {
            yield return Carrier.ToString();
        }

        if (Label != typeof(int))
        {
            yield return Label.Name;
        }

        yield return Parameters.Replace(' ', '_');
    }
}
