namespace SoftmaxGen.Analyzers.Tests.Mutations;

internal static partial class StableKernels
{
    private static IEnumerable<Kernel> Tables =>
    [
        new("Table", """
            public static double[,] Run(double[,] x)
            {
                int rows = x.GetLength(0), columns = x.GetLength(1);
                double[,] p = new double[rows, columns];
                for (int r = 0; r < rows; r++)
                {
                    double max = double.NegativeInfinity;
                    for (int c = 0; c < columns; c++)
                        max = Math.Max(max, x[r, c]);
                    double sum = 0;
                    for (int c = 0; c < columns; c++)
                    {
                        p[r, c] = Math.Exp(x[r, c] - max);
                        sum += p[r, c];
                    }
                    for (int c = 0; c < columns; c++)
                        p[r, c] /= sum;
                }
                return p;
            }
            """),
        new("Jagged", """
            public static double[][] Run(double[][] x)
            {
                double[][] p = new double[x.Length][];
                for (int r = 0; r < x.Length; r++)
                {
                    p[r] = new double[x[r].Length];
                    double max = double.NegativeInfinity;
                    for (int c = 0; c < x[r].Length; c++)
                        if (x[r][c] > max)
                            max = x[r][c];
                    double sum = 0;
                    for (int c = 0; c < x[r].Length; c++)
                        sum += Math.Exp(x[r][c] - max);
                    for (int c = 0; c < x[r].Length; c++)
                        p[r][c] = Math.Exp(x[r][c] - max) / sum;
                }
                return p;
            }
            """),
        new("JaggedLinq", """
            public static double[][] Run(double[][] x)
            {
                return x.Select(Row).ToArray();
            }

            static double[] Row(double[] row)
            {
                double max = row.Max();
                double[] e = row.Select(v => Math.Exp(v - max)).ToArray();
                double sum = e.Sum();
                return e.Select(v => v / sum).ToArray();
            }
            """),
        new("Offsets", """
            public static double[] Run(double[] x) => Rows(x, 3);

            static double[] Rows(double[] x, int columns)
            {
                double[] p = new double[x.Length];
                for (int start = 0; start + columns <= x.Length; start += columns)
                {
                    double max = double.NegativeInfinity;
                    for (int c = 0; c < columns; c++)
                        max = Math.Max(max, x[start + c]);
                    double sum = 0;
                    for (int c = 0; c < columns; c++)
                    {
                        p[start + c] = Math.Exp(x[start + c] - max);
                        sum += p[start + c];
                    }
                    for (int c = 0; c < columns; c++)
                        p[start + c] /= sum;
                }
                return p;
            }
            """),
        new("MaximaInAnArray", """
            public static double[,] Run(double[,] x)
            {
                int rows = x.GetLength(0), columns = x.GetLength(1);
                double[] maxima = new double[rows];
                for (int r = 0; r < rows; r++)
                {
                    maxima[r] = x[r, 0];
                    for (int c = 1; c < columns; c++)
                        maxima[r] = Math.Max(maxima[r], x[r, c]);
                }
                double[,] p = new double[rows, columns];
                for (int r = 0; r < rows; r++)
                {
                    double sum = 0;
                    for (int c = 0; c < columns; c++)
                        sum += Math.Exp(x[r, c] - maxima[r]);
                    for (int c = 0; c < columns; c++)
                        p[r, c] = Math.Exp(x[r, c] - maxima[r]) / sum;
                }
                return p;
            }
            """),
    ];
}
