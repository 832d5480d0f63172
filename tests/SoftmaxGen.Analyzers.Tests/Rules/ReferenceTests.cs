namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>Vectors that are gone over by references that are calculated, and sizes that are known of cosines.</summary>
public sealed class ReferenceTests
{
    [Fact]
    public void FiresThroughCalculatedReferences() => RuleCheck.Marks(
        """
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;
        static class C
        {
            static void Softmax(float[] x, float[] y)
            {
                ref float from = ref MemoryMarshal.GetArrayDataReference(x);
                ref float to = ref MemoryMarshal.GetArrayDataReference(y);
                float sum = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    float e = {|SMG1001:MathF.Exp(Unsafe.Add(ref from, i))|};
                    Unsafe.Add(ref to, i) = e;
                    sum += e;
                }
                for (int i = 0; i < x.Length; i++)
                    Unsafe.Add(ref to, i) /= sum;
            }

            static void InPlace(Span<double> x)
            {
                ref double first = ref MemoryMarshal.GetReference(x);
                double sum = 0;
                for (nint i = 0; i < x.Length; i++)
                    sum += Unsafe.Add(ref first, i) = {|SMG1001:Math.Exp(Unsafe.Add(ref first, i))|};
                for (nint i = 0; i < x.Length; i++)
                    Unsafe.Add(ref first, i) /= sum;
            }
        }
        """);

    [Fact]
    public void IsSilentOnAShiftThroughCalculatedReferences() => RuleCheck.Marks(
        """
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;
        static class C
        {
            static void Softmax(Span<float> x)
            {
                ref float first = ref MemoryMarshal.GetReference(x);
                float max = float.NegativeInfinity, sum = 0;
                for (int i = 0; i < x.Length; i++)
                    max = MathF.Max(max, Unsafe.Add(ref first, i));
                for (int i = 0; i < x.Length; i++)
                    sum += Unsafe.Add(ref first, i) = MathF.Exp(Unsafe.Add(ref first, i) - max);
                for (int i = 0; i < x.Length; i++)
                    Unsafe.Add(ref first, i) /= sum;
            }
        }
        """);

    [Fact]
    public void IsSilentOnAReferenceThatWalks() => RuleCheck.Marks(
        """
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;
        static class C
        {
            static float Last(Span<float> x)
            {
                ref float at = ref MemoryMarshal.GetReference(x);
                for (int i = 1; i < x.Length; i++)
                    at = ref Unsafe.Add(ref at, 1);
                return MathF.Log(MathF.Exp(at));
            }
        }
        """);

    [Fact]
    public void IsSilentOnASoftmaxOfCosines() => RuleCheck.Marks(
        """
        abstract class C
        {
            // What cannot be run: only what is known of its size keeps it silent.
            protected abstract double[] Load(int key);

            double[] Attend(double[] query, int keys)
            {
                var weights = new double[keys];
                double sum = 0;
                for (int k = 0; k < keys; k++)
                    sum += weights[k] = Math.Exp(Cosine(query, Load(k)));
                for (int k = 0; k < keys; k++)
                    weights[k] /= sum;
                return weights;
            }

            static double Cosine(double[] a, double[] b)
            {
                double dot = 0, first = 0, second = 0;
                for (int i = 0; i < a.Length; i++)
                {
                    dot += a[i] * b[i];
                    first += a[i] * a[i];
                    second += b[i] * b[i];
                }
                return dot / (Math.Sqrt(first) * Math.Sqrt(second) + 1e-9);
            }
        }
        """);

    [Fact]
    public void FiresOnASoftmaxOfProducts() => RuleCheck.Marks(
        """
        abstract class C
        {
            protected abstract double[] Load(int key);

            double[] Attend(double[] query, int keys)
            {
                var weights = new double[keys];
                double sum = 0;
                for (int k = 0; k < keys; k++)
                    sum += weights[k] = {|SMG1001:Math.Exp(Score(query, Load(k)))|};
                for (int k = 0; k < keys; k++)
                    weights[k] /= sum;
                return weights;
            }

            static double Score(double[] a, double[] b)
            {
                double dot = 0, first = 0;
                for (int i = 0; i < a.Length; i++)
                {
                    dot += a[i] * b[i];
                    first += a[i] * a[i];
                }
                return dot / Math.Sqrt(first);
            }
        }
        """);
}
