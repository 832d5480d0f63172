namespace SoftmaxGen.Analyzers.Tests.Mutations;

internal static partial class StableKernels
{
    private static IEnumerable<Kernel> Logarithms =>
    [
        new("LogSoftmax", """
            public static double[] Run(double[] x)
            {
                double max = x[0];
                for (int i = 1; i < x.Length; i++)
                    if (x[i] > max)
                        max = x[i];
                double sum = 0;
                for (int i = 0; i < x.Length; i++)
                    sum += Math.Exp(x[i] - max);
                double[] result = new double[x.Length];
                for (int i = 0; i < x.Length; i++)
                    result[i] = (x[i] - max) - Math.Log(sum);
                return result;
            }
            """),
        new("LogSumExp", """
            public static double Run(double[] x)
            {
                double max = x.Max();
                double sum = x.Sum(v => Math.Exp(v - max));
                return max + Math.Log(sum);
            }
            """),
        new("LogSumExpInFloat", """
            public static float Run(float[] x)
            {
                float max = float.NegativeInfinity;
                foreach (float v in x)
                    max = MathF.Max(max, v);
                float sum = 0;
                foreach (float v in x)
                    sum += MathF.Exp(v - max);
                return max + MathF.Log(sum);
            }
            """),
        new("CrossEntropy", """
            public static double Run(double[] x, int label)
            {
                double max = double.NegativeInfinity;
                foreach (double v in x)
                    max = Math.Max(max, v);
                double sum = 0;
                foreach (double v in x)
                    sum += Math.Exp(v - max);
                return -((x[label] - max) - Math.Log(sum));
            }
            """),
        new("CrossEntropyOfRows", """
            public static double Run(double[,] x)
            {
                double loss = 0;
                for (int r = 0; r < x.GetLength(0); r++)
                {
                    double max = double.NegativeInfinity;
                    for (int c = 0; c < x.GetLength(1); c++)
                        max = Math.Max(max, x[r, c]);
                    double sum = 0;
                    for (int c = 0; c < x.GetLength(1); c++)
                        sum += Math.Exp(x[r, c] - max);
                    loss -= (x[r, 0] - max) - Math.Log(sum);
                }
                return loss;
            }
            """),
        new("SoftTargets", """
            public static double Run(double[] x) => Loss(x, x.Select(_ => 1.0 / x.Length).ToArray());

            static double Loss(double[] x, double[] target)
            {
                double max = x.Max();
                double sum = 0;
                for (int i = 0; i < x.Length; i++)
                    sum += Math.Exp(x[i] - max);
                double loss = 0;
                for (int i = 0; i < x.Length; i++)
                    loss -= target[i] * ((x[i] - max) - Math.Log(sum));
                return loss;
            }
            """),
    ];
}
