// It is about what comes of this code, not about its comments.
#pragma warning disable CS1591
using System;
using System.Linq;
using SoftmaxGen;

namespace Old
{
    public enum Animal : byte
    {
        Cat,
        Dog,
        Horse,
    }

    public static partial class OldKernels
    {
        [SoftmaxLoss(Classes = 3)]
        public static partial float Loss(float[] logits, byte[] labels, float[] gradient);

        [SoftmaxLoss(Parallel = true)]
        internal static partial double Loss(Memory<double> logits, ReadOnlyMemory<Animal> labels, double[] gradient);

        [LinearSoftmaxLoss(Classes = 100, Features = 64)]
        internal static partial float Linear(ReadOnlySpan<float> inputs, ReadOnlySpan<float> weights, ReadOnlySpan<int> labels, Span<float> weightGradient);

        [Softmax(Classes = 1000, EdgeCases = EdgeCases.Throw)]
        internal static partial void Softmax(ReadOnlySpan<Half> logits, Span<Half> probabilities);

        // SMG0022: too few classes.
        [Softmax(Classes = 1)]
        internal static partial void Wrong(float[] logits, float[] probabilities);

        // SMG1001: not shifted.
        public static double[] Own(double[] logits)
        {
            double[] e = logits.Select(Math.Exp).ToArray();
            double sum = e.Sum();
            return e.Select(v => v / sum).ToArray();
        }
    }
}
