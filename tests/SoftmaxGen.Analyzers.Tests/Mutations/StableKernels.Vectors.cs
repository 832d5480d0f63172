namespace SoftmaxGen.Analyzers.Tests.Mutations;

internal static partial class StableKernels
{
    private static IEnumerable<Kernel> Vectors =>
    [
        new("ForLoops", """
            public static double[] Run(double[] x)
            {
                double max = double.NegativeInfinity;
                for (int i = 0; i < x.Length; i++)
                    if (x[i] > max)
                        max = x[i];
                double[] p = new double[x.Length];
                double sum = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    p[i] = Math.Exp(x[i] - max);
                    sum += p[i];
                }
                for (int i = 0; i < x.Length; i++)
                    p[i] /= sum;
                return p;
            }
            """),
        new("FromTheFirst", """
            public static double[] Run(double[] x)
            {
                double max = x[0];
                for (int i = 1; i < x.Length; i++)
                    max = Math.Max(max, x[i]);
                double sum = 0;
                for (int i = 0; i < x.Length; i++)
                    sum += Math.Exp(x[i] - max);
                double[] p = new double[x.Length];
                for (int i = 0; i < x.Length; i++)
                    p[i] = Math.Exp(x[i] - max) / sum;
                return p;
            }
            """),
        new("Foreach", """
            public static List<double> Run(double[] x)
            {
                double max = double.MinValue;
                foreach (double v in x)
                    max = Math.Max(max, v);
                double sum = 0;
                foreach (double v in x)
                    sum += Math.Exp(v - max);
                List<double> p = new List<double>();
                foreach (double v in x)
                    p.Add(Math.Exp(v - max) / sum);
                return p;
            }
            """),
        new("SpanInPlace", """
            public static double[] Run(double[] x)
            {
                double[] copy = (double[])x.Clone();
                Normalise(copy);
                return copy;
            }

            static void Normalise(Span<double> row)
            {
                double max = double.NegativeInfinity;
                for (int i = 0; i < row.Length; i++)
                    max = Math.Max(max, row[i]);
                double sum = 0;
                for (int i = 0; i < row.Length; i++)
                    sum += row[i] = Math.Exp(row[i] - max);
                for (int i = 0; i < row.Length; i++)
                    row[i] /= sum;
            }
            """),
        new("SpanToSpan", """
            public static float[] Run(float[] x)
            {
                float[] p = new float[x.Length];
                Softmax(x, p);
                return p;
            }

            static void Softmax(ReadOnlySpan<float> logits, Span<float> probabilities)
            {
                float top = float.NegativeInfinity;
                foreach (float v in logits)
                    if (v > top)
                        top = v;
                float total = 0;
                for (int i = 0; i < logits.Length; i++)
                {
                    float e = MathF.Exp(logits[i] - top);
                    probabilities[i] = e;
                    total += e;
                }
                float scale = 1 / total;
                for (int i = 0; i < logits.Length; i++)
                    probabilities[i] *= scale;
            }
            """),
        new("Linq", """
            public static double[] Run(double[] x)
            {
                double max = x.Max();
                double[] e = x.Select(v => Math.Exp(v - max)).ToArray();
                double sum = e.Sum();
                return e.Select(v => v / sum).ToArray();
            }
            """),
        new("LinqOnce", """
            public static double[] Run(double[] x)
            {
                double max = x.Max();
                double sum = x.Sum(v => Math.Exp(v - max));
                return x.Select(v => Math.Exp(v - max) / sum).ToArray();
            }
            """),
        new("LinqInFloat", """
            public static float[] Run(float[] x)
            {
                float max = x.Max();
                var e = x.Select(v => MathF.Exp(v - max)).ToList();
                float sum = e.Sum();
                return e.Select(v => v / sum).ToArray();
            }
            """),
        new("While", """
            public static double[] Run(double[] x)
            {
                double max = double.NegativeInfinity;
                int i = 0;
                while (i < x.Length)
                {
                    max = Math.Max(max, x[i]);
                    i++;
                }
                double[] p = new double[x.Length];
                double sum = 0;
                i = 0;
                while (i < x.Length)
                {
                    p[i] = Math.Exp(x[i] - max);
                    sum += p[i];
                    i++;
                }
                i = 0;
                while (i < x.Length)
                {
                    p[i] /= sum;
                    i++;
                }
                return p;
            }
            """),
        new("Tensors", """
            public static float[] Run(float[] x)
            {
                float[] p = new float[x.Length];
                Softmax(x, p);
                return p;
            }

            static void Softmax(ReadOnlySpan<float> x, Span<float> p)
            {
                float max = System.Numerics.Tensors.TensorPrimitives.Max(x);
                System.Numerics.Tensors.TensorPrimitives.Subtract(x, max, p);
                System.Numerics.Tensors.TensorPrimitives.Exp(p, p);
                float sum = System.Numerics.Tensors.TensorPrimitives.Sum<float>(p);
                System.Numerics.Tensors.TensorPrimitives.Divide(p, sum, p);
            }
            """),
        new("GenericMath", """
            public static double[] Run(double[] x) => Softmax(x);

            static T[] Softmax<T>(T[] x) where T : System.Numerics.IFloatingPointIeee754<T>
            {
                T max = T.NegativeInfinity;
                foreach (T v in x)
                    max = T.Max(max, v);
                T sum = T.Zero;
                foreach (T v in x)
                    sum += T.Exp(v - max);
                T[] p = new T[x.Length];
                for (int i = 0; i < x.Length; i++)
                    p[i] = T.Exp(x[i] - max) / sum;
                return p;
            }
            """),
        new("Helpers", """
            public static double[] Run(double[] x)
            {
                double max = Largest(x);
                double[] e = Exponentials(x, max);
                return Normalised(e);
            }

            static double Largest(double[] values)
            {
                double max = double.NegativeInfinity;
                for (int i = 0; i < values.Length; i++)
                    max = Math.Max(max, values[i]);
                return max;
            }

            static double[] Exponentials(double[] values, double shift)
            {
                double[] e = new double[values.Length];
                for (int i = 0; i < values.Length; i++)
                    e[i] = Math.Exp(values[i] - shift);
                return e;
            }

            static double[] Normalised(double[] values)
            {
                double sum = values.Sum();
                return values.Select(v => v / sum).ToArray();
            }
            """),
        new("Property", """
            public static double[] Run(double[] x) => new Layer { Logits = x }.Probabilities();

            sealed class Layer
            {
                public double[] Logits { get; set; } = [];

                double Largest => Logits.Max();

                public double[] Probabilities()
                {
                    double max = Largest;
                    double[] e = Logits.Select(v => Math.Exp(v - max)).ToArray();
                    double sum = e.Sum();
                    return e.Select(v => v / sum).ToArray();
                }
            }
            """),
        new("LocalFunction", """
            public static double[] Run(double[] x)
            {
                double max = x.Max();
                double sum = 0;
                for (int i = 0; i < x.Length; i++)
                    sum += Power(i);
                double[] p = new double[x.Length];
                for (int i = 0; i < x.Length; i++)
                    p[i] = Power(i) / sum;
                return p;

                double Power(int i) => Math.Exp(x[i] - max);
            }
            """),
        new("Temperature", """
            public static double[] Run(double[] x) => Softmax(x, 0.5);

            static double[] Softmax(double[] x, double temperature)
            {
                double max = x.Max();
                double[] e = new double[x.Length];
                double sum = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    e[i] = Math.Exp((x[i] - max) / temperature);
                    sum += e[i];
                }
                for (int i = 0; i < x.Length; i++)
                    e[i] /= sum;
                return e;
            }
            """),
        new("IndexOfTheLargest", """
            public static double[] Run(double[] x)
            {
                int best = 0;
                for (int i = 1; i < x.Length; i++)
                    if (x[i] > x[best])
                        best = i;
                double sum = 0;
                double[] p = new double[x.Length];
                for (int i = 0; i < x.Length; i++)
                    sum += p[i] = Math.Exp(x[i] - x[best]);
                for (int i = 0; i < x.Length; i++)
                    p[i] /= sum;
                return p;
            }
            """),
        new("Unsafe", """
            public static double[] Run(double[] x)
            {
                double[] p = new double[x.Length];
                ref double source = ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(x);
                double max = double.NegativeInfinity;
                for (int i = 0; i < x.Length; i++)
                    max = Math.Max(max, System.Runtime.CompilerServices.Unsafe.Add(ref source, i));
                double sum = 0;
                for (int i = 0; i < x.Length; i++)
                    sum += p[i] = Math.Exp(System.Runtime.CompilerServices.Unsafe.Add(ref source, i) - max);
                for (int i = 0; i < x.Length; i++)
                    p[i] /= sum;
                return p;
            }
            """),
        new("OnePass", """
            public static double[] Run(double[] x)
            {
                double max = double.NegativeInfinity, sum = 0;
                foreach (double v in x)
                {
                    double next = Math.Max(max, v);
                    sum = sum * Math.Exp(max - next) + Math.Exp(v - next);
                    max = next;
                }
                return x.Select(v => Math.Exp(v - max) / sum).ToArray();
            }
            """),
    ];
}
