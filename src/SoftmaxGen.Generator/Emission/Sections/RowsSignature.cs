using SoftmaxGen.Generator.Model;
using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>
/// The buffers and numbers that a kernel takes, in one order: at its entry, in the methods that work on a range of rows,
/// and where the user's method calls it.
/// </summary>
internal static class RowsSignature
{
    /// <summary>A buffer of a kernel: its name, its element's keyword, whether it is written.</summary>
    internal readonly record struct Buffer(ParameterRole Role, string Name, string Element, bool Written);

    /// <summary>The buffers that the plan reads and writes.</summary>
    public static IEnumerable<Buffer> Buffers(KernelPlan plan)
    {
        string element = new Lanes(plan.Element, 0).Scalar;
        foreach (ParameterRole role in Inputs(plan))
        {
            yield return role == ParameterRole.Labels
                ? new Buffer(role, NameOf(role), LabelText.Keyword(plan.Labels), false)
                : new Buffer(role, NameOf(role), element, false);
        }

        foreach ((Outputs output, ParameterRole role) in WrittenRoles)
        {
            if (plan.Has(output))
            {
                string type = role switch
                {
                    ParameterRole.Labels => LabelText.Keyword(plan.Labels),
                    ParameterRole.Predictions => LabelText.Keyword(plan.Predictions),
                    _ => element,
                };
                yield return new Buffer(role, NameOf(role), type, true);
            }
        }
    }

    /// <summary>The numbers that a kernel takes beside its buffers.</summary>
    public static IEnumerable<(string Type, string Name)> Numbers(KernelPlan plan)
    {
        string number = new Lanes(plan.Element.Computed(), 0).Scalar;
        if (TakesWeight(plan))
        {
            yield return (number, "weight");
        }

        if (plan.Truth == Truth.Labels)
        {
            yield return ("int", "ignoreIndex");
        }

        if (plan.IsSharded)
        {
            yield return ("int", "classOffset");
        }

        foreach ((Terms term, string[] names) in NumbersOfTerms)
        {
            foreach (string name in plan.Has(term) ? names : [])
            {
                yield return (number, name);
            }
        }
    }

    /// <summary>Whether it takes the factor of the derivatives: scale and reduction in one.</summary>
    public static bool TakesWeight(KernelPlan plan) => plan.NeedsDerivatives;

    /// <summary>Whether it takes the number of rows that are not ignored.</summary>
    public static bool TakesCount(KernelPlan plan) => ClearIgnored.IsConditional(plan) || plan.Calls.Any(TakesCount);

    /// <summary>
    /// That number where a kernel is called for a block of <c>count</c> rows: only whether it is all of them counts, and where
    /// the whole batch has an ignored label, the block may have one.
    /// </summary>
    public const string CountOfBlock = "counted < rows ? 0 : count";

    private static readonly (Terms Term, string[] Names)[] NumbersOfTerms =
    [
        (Terms.Smoothing, ["hard", "even"]),
        (Terms.Temperature, ["inverseTemperature"]),
        (Terms.Softcap, ["cap", "inverseCap"]),
        (Terms.ZLoss, ["zFactor"]),
        (Terms.Focal, ["gamma"]),
    ];

    /// <summary>Statements that put those of the numbers into registers that are among the given.</summary>
    public static IEnumerable<string> Broadcasts(Lanes lanes, IEnumerable<(string Type, string Name)> numbers)
    {
        bool isLong = lanes.Integer == "long";
        string Label(string name) => lanes.Broadcast(isLong && !lanes.IsScalar ? "(long)" + name : name);
        bool sharded = numbers.Any(number => number.Name == "classOffset");
        string ignored = !sharded ? Label("ignoreIndex")
            : lanes.Broadcast(isLong ? "(long)ignoreIndex - classOffset" : "unchecked(ignoreIndex - classOffset)");
        return numbers.Select(number => number.Name switch
        {
            "ignoreIndex" => $"{lanes.IntegerType} ignored = {ignored};",
            "classOffset" => $"{lanes.IntegerType} offsets = {Label("classOffset")};",
            _ => $"{lanes.Type} {number.Name}s = {lanes.Broadcast(number.Name)};",
        });
    }

    /// <summary>The parameters of a method that works on the rows from <c>row</c> up to <c>end</c>.</summary>
    public static string Parameters(KernelText text)
    {
        IEnumerable<string> parameters = Buffers(text.Plan)
            .Select(b => text.Access.Parameter(b.Element, b.Name, b.Written))
            .Concat(Numbers(text.Plan).Select(n => $"{n.Type} {n.Name}"))
            .Concat(BatchPlaces.Geometry(text).Select(name => "int " + name));
        if (text.Plan.Has(Outputs.Total))
        {
            parameters = parameters.Append("ref double lanes");
        }

        return string.Join(", ", parameters.Concat(["int row", "int end"]));
    }

    /// <summary>The arguments for <see cref="Parameters"/> in a method that has the same parameters.</summary>
    public static string Arguments(KernelText text, string row, string end) =>
        Arguments(text, buffer => text.Access.Argument(buffer.Name), BatchPlaces.Geometry(text), "ref lanes", row, end);

    /// <summary>The arguments for <see cref="Parameters"/> at the kernel's entry, which holds spans or arrays.</summary>
    /// <param name="text">The kernel.</param>
    /// <param name="row">The first row.</param>
    /// <param name="end">Behind the last.</param>
    /// <param name="sum">What the losses are added to, where they are added up.</param>
    public static string EntryArguments(KernelText text, string row, string end, string sum) => Arguments(
        text,
        buffer => BatchPlaces.EntryArgument(text, buffer.Role, buffer.Name),
        BatchPlaces.EntryGeometry(text),
        "ref " + sum,
        row,
        end);

    private static string Arguments(
        KernelText text, Func<Buffer, string> buffer, IEnumerable<string> geometry, string lanes, string row, string end)
    {
        IEnumerable<string> arguments = Buffers(text.Plan)
            .Select(buffer)
            .Concat(Numbers(text.Plan).Select(n => n.Name))
            .Concat(geometry);
        return string.Join(", ", (text.Plan.Has(Outputs.Total) ? arguments.Append(lanes) : arguments).Concat([row, end]));
    }

    /// <summary>The statement that finds a row's place in the buffers of shape [N, C].</summary>
    public static string At(KernelText text) => BatchPlaces.At(text);

    /// <summary>The name of a role: the user's parameter and the kernel's buffer.</summary>
    public static string NameOf(ParameterRole role)
    {
        string name = role.ToString();
        return char.ToLowerInvariant(name[0]) + name.Substring(1);
    }

    private static readonly (Outputs Output, ParameterRole Role)[] WrittenRoles =
    [
        (Outputs.Labels, ParameterRole.Labels),
        (Outputs.Predictions, ParameterRole.Predictions),
        (Outputs.Probabilities, ParameterRole.Probabilities),
        (Outputs.LogProbabilities, ParameterRole.LogProbabilities),
        (Outputs.LogSumExp, ParameterRole.LogSumExp),
        (Outputs.Losses, ParameterRole.Losses),
        (Outputs.Gradient, ParameterRole.Gradient),
        (Outputs.HessianDiagonal, ParameterRole.HessianDiagonal),
        (Outputs.Product, ParameterRole.Product),
        (Outputs.Jacobian, ParameterRole.Jacobian),
        (Outputs.Logits, ParameterRole.Logits),
        (Outputs.WeightGradient, ParameterRole.WeightGradient),
        (Outputs.BiasGradient, ParameterRole.BiasGradient),
        (Outputs.InputGradient, ParameterRole.InputGradient),
    ];

    private static IEnumerable<ParameterRole> Inputs(KernelPlan plan)
    {
        switch (plan.Operator)
        {
            case KernelOperator.SoftmaxBackward:
                yield return ParameterRole.Probabilities;
                yield return ParameterRole.Upstream;
                break;
            case KernelOperator.LogSoftmaxBackward:
                yield return ParameterRole.LogProbabilities;
                yield return ParameterRole.Upstream;
                break;
            case KernelOperator.SoftmaxJacobian:
                yield return ParameterRole.Probabilities;
                break;
            case KernelOperator.NllLoss:
                yield return ParameterRole.LogProbabilities;
                break;
            case KernelOperator.LinearSoftmaxLoss:
            case KernelOperator.LinearPredict:
                yield return ParameterRole.Inputs;
                yield return ParameterRole.Weights;
                break;
            default:
                yield return ParameterRole.Logits;
                break;
        }

        if (plan.Has(Terms.Bias))
        {
            yield return ParameterRole.Bias;
        }

        if (plan.Has(Outputs.Product))
        {
            yield return ParameterRole.Vector;
        }

        if (plan.Truth != Truth.None)
        {
            yield return plan.Truth == Truth.Labels ? ParameterRole.Labels : ParameterRole.Target;
        }

        if (plan.Has(Terms.ClassWeights))
        {
            yield return ParameterRole.ClassWeights;
        }

        if (plan.Has(Terms.SampleWeights))
        {
            yield return ParameterRole.SampleWeights;
        }

        if (plan.IsSharded)
        {
            yield return ParameterRole.LogSumExp;
        }
    }
}
