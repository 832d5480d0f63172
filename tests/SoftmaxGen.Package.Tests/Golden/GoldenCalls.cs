using System.Text.Json;

namespace SoftmaxGen.Package.Tests.Golden;

/// <summary>Which kernels reproduce a golden case, in the order in which they are called.</summary>
internal static class GoldenCalls
{
    /// <summary>The calls of the case.</summary>
    public static KernelCall[] Of(JsonElement json)
    {
        string classes = $"Classes = {json.GetProperty("classes").GetInt32()}";
        string layout = json.GetProperty("layout").GetString()!;
        string arguments = classes + (layout == "RowMajor" ? "" : $", Layout = BatchLayout.{layout}") + string.Concat(json.GetProperty("options").EnumerateObject().Select(Argument));
        string[] inputs = [.. json.GetProperty("inputs").EnumerateObject().Select(input => input.Name)];
        string[] outputs = [.. json.GetProperty("outputs").EnumerateObject().Select(output => output.Name)];
        string operation = json.GetProperty("op").GetString()!;
        return operation switch
        {
            "Softmax" => ForwardAndBackward("probabilities"),
            "LogSoftmax" => ForwardAndBackward("logProbabilities"),
            "LogSumExp" or "SoftmaxJacobian" => [new(operation, classes, inputs, outputs)],
            "SoftmaxLoss" or "NllLoss" or "SoftmaxLossHessianVector" or "LinearSoftmaxLoss" => [Loss()],
            "Extreme" =>
            [
                new("Softmax", classes, ["logits"], ["probabilities"]),
                new("LogSoftmax", classes, ["logits"], ["logProbabilities"]),
                new("SoftmaxLoss", classes + ", Reduction = Reduction.None", ["logits", "labels"],
                    ["gradient", "losses", "logSumExp"]),
            ],
            _ => throw new InvalidDataException($"No kernel for {operation}."),
        };

        KernelCall[] ForwardAndBackward(string made) =>
        [
            new(operation, classes, ["logits"], [made]),
            new(operation + "Backward", classes, [made, "upstream"], ["gradient"]),
        ];

        KernelCall Loss() => outputs.Contains("loss")
            ? new(operation, arguments, inputs, [.. outputs.Where(output => output != "loss")], "loss")
            : new(operation, arguments, inputs, outputs);
    }

    private static string Argument(JsonProperty option) => option.Value.ValueKind == JsonValueKind.String
        ? $", {option.Name} = {option.Name}.{option.Value.GetString()}"
        : $", {option.Name} = {option.Value.GetRawText()}";
}
