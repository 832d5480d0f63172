namespace SoftmaxGen.Analyzers.Tests.Fuzzing;

/// <summary>What the fuzzed code has found, cut down.</summary>
public sealed class FoundTests
{
    [Theory]
    // An element without an index, as one types it.
    [InlineData("static void M(double[] x, double[] p) { double m = .Exp(x[x.Max(); for (int i = 0; i < x.Length; i++) p[}] = Math.Exp(x[i] - m); i")]
    // A sequence as a statement of its own, where its receiver does not bind.
    [InlineData("class C { static double[] M(double[] x) { e.Select(v => v / total).ToArray() max = x.Max(); double[] e = x.Select(s => Math.Exp(s - max)).ToArray(); return e; } }")]
    // A function of a program's statements, called from a type beside them.
    [InlineData("static double Sigmoid(double v) { return 1 / (1.0 + Math.Exp(-v)); } record R(double V) { static double M(double z) { double p = Sigmoid(z); return Math.Log(1 - p) + p; } }")]
    // A generic one as a group: it compiles.
    [InlineData("class C { static double M(double[] x) { double F<T>(double v) => Math.Exp(v); double[] e = x.Select(F<int>).ToArray(); return e[0] / e.Sum(); } }")]
    // A position that is one counter in one place and a sum in another.
    [InlineData("""
        static class C
        {
            static double[,] M((double A, float B)[,] x)
            {
                int rows = x.GetLength(0), columns = 2;
                double[,] p = new double[rows, columns];
                double sum;
                for (int r = 0; r < rows; r++)
                {
                    sum = 0;
                    for (int c = 0; c < columns; c++)
                    {
                        p[r, c] = Math.Exp(x[r, sum]);
                        sum += p[r, c];
                    }

                    for (int c = 0; c < columns; r++)
                        p[r, c] /= sum;
                }

                return p;
            }
        }
        """)]
    public void NothingThrows(string text) => FuzzedCode.Analyse(FuzzedCode.Compile(text), "found");
}
