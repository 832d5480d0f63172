using SoftmaxGen.Generator.Model;
using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>What <see cref="RowsInLanesFrame"/> does with a block of rows, by operator.</summary>
internal static class RowsBody
{
    /// <summary>What is the same for all blocks, put into registers before the loop.</summary>
    public static IEnumerable<string> Constants(KernelText text, Lanes lanes)
    {
        if (RowsSignature.TakesWeight(text.Plan))
        {
            yield return $"{lanes.Type} weights = {lanes.Broadcast("weight")};";
        }

        if (text.Plan.Truth == Truth.Labels && text.Plan.NeedsLoss)
        {
            string label = lanes.Integer == "long" && !lanes.IsScalar ? "(long)ignoreIndex" : "ignoreIndex";
            yield return $"{lanes.IntegerType} ignored = {lanes.Broadcast(label)};";
        }
    }

    public static void Write(KernelText text, Lanes lanes)
    {
        switch (text.Plan.Operator)
        {
            case KernelOperator.ArgMax:
                ArgMaxInLanes.Write(text, lanes);
                break;
            case KernelOperator.SoftmaxBackward:
            case KernelOperator.LogSoftmaxBackward:
                BackwardInLanes.Write(text, lanes);
                break;
            default:
                NormalizerInLanes.Write(text, lanes);
                break;
        }
    }
}
