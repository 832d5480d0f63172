using SoftmaxGen.Kernels.Tests.Golden;
using SoftmaxGen.Kernels.Tests.Library;
using SoftmaxGen.Kernels.Tests.Reference;

namespace SoftmaxGen.Kernels.Tests.Suites;

/// <summary>Every golden case, put to every kernel that must reproduce it, in both element types.</summary>
internal static class GoldenTrials
{
    /// <summary>The suite.</summary>
    public static Suite Suite { get; } = Of(Carrier.Span, typeof(float), typeof(double));

    /// <summary>The cases of one class count for each strategy, for the inner loop of development.</summary>
    public static Suite Brief { get; } = Of(
        Suite.Trials.Where(trial => trial.Spec.Classes is 3 or 17 && trial.Spec.Element == typeof(float)));

    /// <summary>The same in both element types, and of a class count whose last register is full.</summary>
    public static Suite Few { get; } = Of(Suite.Trials.Where(trial => trial.Spec.Classes is 3 or 17 or 64));

    /// <summary>The suite in those element types, with spans or arrays.</summary>
    public static Suite Of(Carrier carrier, params Type[] elements)
    {
        Trial[] trials =
        [
            .. from element in elements
               from golden in GoldenFile.Cases
               from asked in Asked(golden)
               select Make(golden, asked with { Element = element, Carrier = carrier }),
        ];
        return Of(trials);
    }

    private static Suite Of(IEnumerable<Trial> trials) =>
        new([.. trials.Select(trial => trial.Spec).DistinctBy(spec => spec.Name)], trials);

    /// <summary>The kernels that the case speaks of.</summary>
    private static IEnumerable<KernelSpec> Asked(GoldenCase golden)
    {
        KernelSpec Kernel(string name, string parameters) =>
            new(name, golden.Classes, parameters)
            {
                Target = golden.Target,
                Reduction = golden.Reduction,
                Settings = golden.Settings,
                Placement = golden.Placement,
            };

        KernelSpec softmax = Kernel("Softmax", "logits probabilities");
        KernelSpec logSoftmax = Kernel("LogSoftmax", "logits logProbabilities");
        KernelSpec logSumExp = Kernel("LogSumExp", "logits logSumExp");
        return golden.Operator switch
        {
            "Softmax" => [softmax, Kernel("SoftmaxBackward", "probabilities upstream gradient")],
            "LogSoftmax" => [logSoftmax, Kernel("LogSoftmaxBackward", "logProbabilities upstream gradient")],
            "LogSumExp" when golden.Batch == 1 => [logSumExp, Kernel("LogSumExp", "logits")],
            "LogSumExp" => [logSumExp],
            "SoftmaxJacobian" => [Kernel("SoftmaxJacobian", "probabilities jacobian")],
            "NllLoss" => [Kernel("NllLoss", "logProbabilities labels gradient")],
            "SoftmaxLoss" => [SoftmaxLoss(golden)],
            "SoftmaxLossHessianVector" => [Kernel("SoftmaxLossHessianVector", "logits labels vector product")],
            "LinearSoftmaxLoss" =>
            [
                Kernel("LinearSoftmaxLoss", "inputs weights bias labels weightGradient biasGradient inputGradient") with
                {
                    Features = golden.Features,
                },
            ],
            "Extreme" =>
            [
                softmax,
                logSoftmax,
                logSumExp,
                Kernel("SoftmaxLoss", "logits labels losses gradient probabilities logSumExp") with
                {
                    Reduction = "None",
                },
            ],
            _ => throw new InvalidDataException($"{golden.Name}: no kernel for {golden.Operator}."),
        };
    }

    private static KernelSpec SoftmaxLoss(GoldenCase golden)
    {
        string truth = golden.Target == "Index" ? "labels" : "target";
        string losses = golden.Reduction == "None" ? " losses" : "";
        string weights = golden.Inputs.ContainsKey("classWeights") ? " classWeights" : "";
        return new KernelSpec("SoftmaxLoss", golden.Classes, $"logits {truth}{weights} gradient{losses}")
        {
            Target = golden.Target,
            Reduction = golden.Reduction,
            Settings = golden.Settings,
            Placement = golden.Placement,
        };
    }

    private static Trial Make(GoldenCase golden, KernelSpec spec)
    {
        // A backward kernel is given what the forward one came to.
        Dictionary<string, double[]> given = spec.Inputs.ToDictionary(
            name => name,
            name => Rounding.To(spec.Element, golden.Inputs.GetValueOrDefault(name) ?? golden.Outputs[name]));
        Question question = new(golden.Batch)
        {
            Elements = given,
            Labels = spec.ReadsLabels ? golden.Labels : [],
        };
        Answer expected = new();
        foreach (string output in spec.Outputs)
        {
            expected.Elements[output] = golden.Outputs[output];
        }

        if (spec.ReturnsValue)
        {
            expected.Returned = golden.Outputs[spec.IsLoss ? "loss" : "logSumExp"].Single();
        }

        return new Trial($"{golden.Name}/{spec.Name}", spec, question, expected);
    }
}
