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

        [LinearSoftmaxLoss(Classes = 3, Features = 2)]
        public static partial float Linear(float[] inputs, float[] weights, float[] bias, byte[] labels, float[] weightGradient);

        [LinearPredict(Classes = 100, Features = 300, EdgeCases = EdgeCases.Throw)]
        public static partial void Predict(double[] inputs, double[] weights, int[] labels, double[] probabilities);

        [ArgMax(Classes = 3)]
        public static partial void ArgMax(float[] logits, short[] labels);
    }
}
