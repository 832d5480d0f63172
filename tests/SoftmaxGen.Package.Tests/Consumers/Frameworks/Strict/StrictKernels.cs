using System;
using SoftmaxGen;

[assembly: CLSCompliant(false)]
[assembly: System.Runtime.InteropServices.ComVisible(false)]

namespace Strict
{
    /// <summary>Kernels with and without a comment of their own, inside types of every kind.</summary>
    public static partial class StrictKernels
    {
        /// <summary>The mean loss of the batch.</summary>
        /// <param name="logits">Ten for each row.</param>
        /// <param name="labels">One for each row.</param>
        /// <param name="gradient">Receives the gradient.</param>
        /// <returns>The loss.</returns>
        [SoftmaxLoss(Classes = 10)]
        public static partial float Loss(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, Span<float> gradient);

        [LinearSoftmaxLoss(Classes = 10, Features = 64)]
        internal static partial float Linear(
            ReadOnlySpan<float> inputs, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, ReadOnlySpan<int> labels,
            Span<float> weightGradient, Span<float> biasGradient, Span<float> inputGradient);

        [LinearPredict(Classes = 1000, Features = 768)]
        internal static partial void Predict(
            ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights, Span<int> labels, Span<double> probabilities);

        [Softmax(Classes = 1000)]
        internal static partial void Softmax(ReadOnlySpan<double> logits, Span<double> probabilities);

        /// <summary>A generic record with an instance kernel.</summary>
        /// <typeparam name="T">Anything.</typeparam>
        public partial record Layer<T>
        {
            /// <summary>The log-probabilities.</summary>
            /// <param name="logits">Three for each row.</param>
            /// <param name="logProbabilities">Receives three for each row.</param>
            [LogSoftmax(Classes = 3)]
            public partial void LogSoftmax(float[] logits, float[] logProbabilities);
        }

        /// <summary>A struct whose members have the names of what generated code may want to call.</summary>
        public partial struct Math
        {
            internal const int System = 0;

            internal const int Vector512 = 0;

            /// <summary>The greatest logit of each row.</summary>
            /// <param name="logits">Three for each row.</param>
            /// <param name="labels">Receives one for each row.</param>
            [ArgMax(Classes = 3)]
            public static partial void Exp(ReadOnlySpan<float> logits, Span<int> labels);
        }
    }
}
