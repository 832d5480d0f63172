using System;
using SoftmaxGen;

#if UNITY_6000_0_OR_NEWER
public partial class Behaviour
{
    [Serializable]
    public partial struct Policy
    {
        public float[] weights;

        [SoftmaxLoss(Classes = 3)]
        public static partial float Loss(ReadOnlySpan<float> logits, ReadOnlySpan<byte> labels, Span<float> gradient);

        [LinearPredict(Classes = 3, Features = 8, Parallel = true)]
        public static partial void Act(float[] inputs, float[] weights, int[] labels, float[] probabilities);
    }
}
#endif
