namespace SoftmaxGen.Analyzers.Tests.Witness.RandomBodies;

/// <summary>What random bodies can call: one helper of each kind.</summary>
internal static class Prelude
{
    public const string Source = """
        #pragma warning disable
        public struct Vec
        {
            public double X; public float Y;
            public Vec(double x, float y) { X = x; Y = y; }
            public double Norm => X * X + Y * (double)Y;
            public void Scale(double k) { X *= k; Y = (float)(Y * k); }
            public static Vec operator +(Vec a, Vec b) => new Vec(a.X + b.X, a.Y - b.Y);
            public static Vec operator *(double k, Vec a) { a.Scale(k); return a; }
            public static Vec operator -(Vec a) => new(-a.X, -a.Y);
            public static explicit operator double(Vec a) => a.X - a.Y;
        }

        public class Acc
        {
            private readonly double[] _items = new double[4];
            private int _count;
            public float Total { get; private set; }
            public int Bits { get; set; } = 3;
            public double Best = double.NegativeInfinity;
            public virtual void Add(double x)
            {
                _items[_count++ & 3] = x;
                Total += (float)x;
                if (x > Best) Best = x;
                Bits ^= _count;
            }
            public double this[int i] { get => _items[i & 3]; set { _items[i & 3] = value; Bits++; } }
            public double Mean() => _count == 0 ? 0 : _items.Take(Math.Min(_count, 4)).Average();
        }

        public sealed class Neg : Acc
        {
            public override void Add(double x) { base.Add(-x); Bits += 2; }
        }

        public sealed record Pair(double A, int B) { public double C { get; init; } = A * B; }

        public static class H
        {
            public static int Calls;
            public static readonly double[] Table = { 0.5, 1.25, -3, 1e3 };
            public static void Ref(ref double x, int k) { x = x * 0.5 + k; }
            public static void RefInt(ref int x) { unchecked { x = x * 31 + 7; } }
            public static bool Out(int k, out double r) { r = k / 3.0; return (k & 1) == 0; }
            public static double Opt(double x, float s = 1.5f, int n = 2) => x * s - n;
            public static T Fold<T>(T[] a, T seed, Func<T, T, T> f) { foreach (T v in a) seed = f(seed, v); return seed; }
            public static T Dot<T>(T[] a, T[] b) where T : System.Numerics.INumber<T>
            {
                T s = T.Zero;
                for (int i = 0; i < a.Length && i < b.Length; i++) s += a[i] * b[i];
                return s;
            }
            public static IEnumerable<double> Iterate(double[] a, int limit)
            {
                for (int i = 0; i < a.Length; i++)
                {
                    if (i == limit) yield break;
                    yield return a[i] * (i + 1);
                }
            }
            public static double Sum(params double[] xs) { double s = 0; foreach (double x in xs) s += x; return s; }
            public static float SpanSum(ReadOnlySpan<float> s) { float t = 0; foreach (float x in s) t += x; return t; }
            public static void Softmax(ReadOnlySpan<double> x, Span<double> p)
            {
                double m = double.NegativeInfinity, s = 0;
                foreach (double v in x) m = Math.Max(m, v);
                for (int i = 0; i < x.Length; i++) s += p[i] = Math.Exp(x[i] - m);
                for (int i = 0; i < x.Length; i++) p[i] /= s;
            }
            public static ref double At(double[] a, int i) => ref a[i & 3];
            public static int Fib(int n) => n < 2 ? n : Fib(n - 1) + Fib(n - 2);
            public static double Twice(this double x) => x + x;
        }
        """;
}
