namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>SMG1001 where a condition chooses a scale, a term or an activation.</summary>
public sealed class ChosenPathTests
{
    [Fact]
    public void IsSilentOnAShiftFromOutsideThatIsScaledOnOnePath() => RuleCheck.Marks(
        """
        using System.Numerics.Tensors;

        static class C
        {
            static void Softmax(ReadOnlySpan<float> scores, float peak, float warmth, Span<float> result)
            {
                TensorPrimitives.Subtract(scores, peak, result);
                if (warmth != 1)
                    TensorPrimitives.Multiply(result, 1 / warmth, result);
                TensorPrimitives.Exp(result, result);
                TensorPrimitives.Multiply(result, 1 / TensorPrimitives.Sum<float>(result), result);
            }

            static void InLoops(float[] scores, float peak, float warmth, float[] result)
            {
                for (int i = 0; i < result.Length; i++)
                    result[i] = scores[i] - peak;
                if (warmth != 1)
                    for (int i = 0; i < result.Length; i++)
                        result[i] /= warmth;
                float total = 0;
                for (int i = 0; i < result.Length; i++)
                    total += result[i] = MathF.Exp(result[i]);
                for (int i = 0; i < result.Length; i++)
                    result[i] /= total;
            }
        }
        """);

    [Fact]
    public void FiresOnAScaleOnOnePathWithoutAShift() => RuleCheck.Marks(
        """
        static class C
        {
            static void Softmax(float[] scores, float warmth)
            {
                if (warmth != 1)
                    for (int i = 0; i < scores.Length; i++)
                        scores[i] /= warmth;
                float total = 0;
                for (int i = 0; i < scores.Length; i++)
                    total += scores[i] = {|SMG1001:MathF.Exp(scores[i])|};
                for (int i = 0; i < scores.Length; i++)
                    scores[i] /= total;
            }
        }
        """);

    // Shares of destinations: what speaks for one is put in or left out by where it lies.
    [Fact]
    public void FiresOnTermsThatAConditionPutsIn() => RuleCheck.Marks(
        """
        static class C
        {
            static void Shares(double[] far, double[] jobs, double[,] weight, double[] shares)
            {
                double total = 0;
                for (int k = 0; k < far.Length; k++)
                {
                    double isHere = 0, isNear = 0;
                    if (far[k] < 1)
                        isHere = 1;
                    else if (far[k] < 5)
                        isNear = 1;
                    total += Math.Exp(weight[0, 0] * far[k] + weight[0, 1] * jobs[k] + weight[0, 2] * isHere + weight[0, 3] * isNear);
                }
                for (int k = 0; k < far.Length; k++)
                {
                    double isHere = 0, isNear = 0;
                    if (far[k] < 1)
                        isHere = 1;
                    else if (far[k] < 5)
                        isNear = 1;
                    shares[k] = {|SMG1001:Math.Exp(weight[0, 0] * far[k] + weight[0, 1] * jobs[k] + weight[0, 2] * isHere + weight[0, 3] * isNear)|} / total;
                }
            }
        }
        """);

    [Fact]
    public void IsSilentOnAShiftThatAConditionPutsIn() => RuleCheck.Marks(
        """
        static class C
        {
            static void Shares(double[] score, double peak, bool isRaw, double[] shares)
            {
                double on = isRaw ? 1 : 0, total = 0;
                for (int k = 0; k < score.Length; k++)
                    total += shares[k] = Math.Exp(score[k] - on * peak);
                for (int k = 0; k < score.Length; k++)
                    shares[k] /= total;
            }
        }
        """);

    private const string Choice = """
        static class C
        {
            enum Kind { Softmax, Relu, Leaky, Elu, Hard, Tanh, Linear, Logistic }

            static float[] Apply(Kind kind, float[] x)
            {
                var y = new float[x.Length];
                float sum = 0, max = x.Max();
                for (int i = 0; i < x.Length; i++)
                    switch (kind)
                    {
                        case Kind.Relu: y[i] = x[i] < 0 ? 0.01f : x[i]; break;
                        case Kind.Leaky: y[i] = x[i] < 0 ? 0.1f * x[i] : x[i]; break;
                        case Kind.Linear: y[i] = 2 * x[i]; break;
                        case Kind.Softmax: y[i] = {|#|}; sum += y[i]; break;
                        case Kind.Elu: y[i] = x[i] > 0 ? x[i] : MathF.Exp(x[i]) - 1; break;
                        case Kind.Hard: y[i] = x[i] < -2 ? 0 : x[i] > 2 ? 1 : 0.25f * x[i] + 0.5f; break;
                        case Kind.Tanh: y[i] = MathF.Tanh(x[i]); break;
                        default: y[i] = 1 / (1 + MathF.Exp(-x[i])); break;
                    }
                if (kind == Kind.Softmax)
                    for (int i = 0; i < x.Length; i++)
                        y[i] /= sum + 0.001f;
                return y;
            }
        }
        """;

    [Fact]
    public void FiresOnOneActivationOfMany() => RuleCheck.Marks(Choice.Replace("{|#|}", "{|SMG1001:MathF.Exp(x[i])|}"));

    [Fact]
    public void IsSilentOnAShiftedOneOfMany() => RuleCheck.Marks(Choice.Replace("{|#|}", "MathF.Exp(x[i] - max)"));
}
