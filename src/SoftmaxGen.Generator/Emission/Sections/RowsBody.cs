using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>What <see cref="RowsInLanesFrame"/> does with a block of rows, by operator.</summary>
internal static class RowsBody
{
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
                FusedNormalizer.Write(text, lanes);
                break;
        }
    }
}
