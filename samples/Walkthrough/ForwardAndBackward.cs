using System.Text.Json;
using SoftmaxGen;

namespace Walkthrough;

/// <summary>The softmax and its derivative, by the backward kernel and by the whole Jacobian.</summary>
internal static partial class ForwardAndBackward
{
    [Softmax(Classes = 9)]
    private static partial void Softmax(ReadOnlySpan<double> logits, Span<double> probabilities);

    [SoftmaxBackward(Classes = 9)]
    private static partial void SoftmaxBackward(
        ReadOnlySpan<double> probabilities, ReadOnlySpan<double> upstream, Span<double> gradient);

    [SoftmaxJacobian(Classes = 9)]
    private static partial void SoftmaxJacobian(ReadOnlySpan<double> probabilities, Span<double> jacobian);

    public static void Show(JsonElement seed, Tally tally)
    {
        double[] upstream = seed.Doubles("upstream");
        double[] probabilities = new double[9];
        Softmax(seed.Doubles("logits"), probabilities);

        double[] gradient = new double[9];
        SoftmaxBackward(probabilities, upstream, gradient);

        double[] jacobian = new double[9 * 9];
        SoftmaxJacobian(probabilities, jacobian);

        var forward = new NumberTable(seed, tally, "softmax", "[Softmax]");
        forward.AddEach("probabilities", seed.GetProperty("probabilities"), probabilities);
        forward.Show();

        var backward = new NumberTable(
            seed, tally, "gradient of the softmax", "[SoftmaxBackward]", "upstream · [SoftmaxJacobian]");
        backward.AddEach("gradient", seed.GetProperty("gradient"), gradient, Multiply(upstream, jacobian));
        backward.Show();
    }

    /// <summary>The row vector times the square matrix.</summary>
    private static double[] Multiply(double[] vector, double[] matrix)
    {
        double[] product = new double[vector.Length];
        for (int row = 0; row < vector.Length; row++)
        {
            for (int column = 0; column < vector.Length; column++)
                product[column] += vector[row] * matrix[row * vector.Length + column];
        }

        return product;
    }
}
