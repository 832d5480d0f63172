using SoftmaxGen;

namespace Arrays
{
    public static partial class ArrayKernels
    {
        [Softmax(Classes = 3)]
        public static partial void Softmax(float[] logits, float[] probabilities);

        [LogSoftmax(Classes = 100)]
        public static partial void LogSoftmax(double[] logits, double[] logProbabilities);

        [SoftmaxLoss(Classes = 3)]
        public static partial float Loss(float[] logits, byte[] labels, float[] gradient);

        [SoftmaxLoss(Classes = 100, Target = Target.Soft, Reduction = Reduction.None)]
        public static partial void Losses(double[] logits, double[] target, double[] losses, double[] gradient);

        [ArgMax(Classes = 3)]
        public static partial void ArgMax(float[] logits, short[] labels);
    }
}
