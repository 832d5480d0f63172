namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>A log-sum-exp that one method works out and another one exponentiates the difference to.</summary>
public sealed class LogSumElsewhereTests
{
    private const string Matrix =
        """
        sealed class Matrix
        {
            private readonly double[] _cells;

            public Matrix(int rows, int columns)
            {
                (Rows, Columns) = (rows, columns);
                _cells = new double[rows * columns];
            }

            public int Rows { get; }

            public int Columns { get; }

            public double this[int r, int c]
            {
                get => _cells[r * Columns + c];
                set => _cells[r * Columns + c] = value;
            }

        """;

    [Fact]
    public void FiresOnALogSumExpOfRowsThatAnotherMethodHasWorkedOut() => RuleCheck.Marks(Matrix +
        """
            public Matrix LogSumExp()
            {
                Matrix result = new(Rows, 1);
                for (int r = 0; r < Rows; r++)
                {
                    double sum = 0;
                    for (int c = 0; c < Columns; c++)
                        sum += Math.Exp(this[r, c]);
                    result[r, 0] = {|SMG1004:Math.Log(sum)|};
                }
                return result;
            }

            public Matrix Softmax(double low = double.MinValue)
            {
                Matrix total = LogSumExp();
                Matrix result = new(Rows, Columns);
                for (int r = 0; r < Rows; r++)
                    for (int c = 0; c < Columns; c++)
                        result[r, c] = Math.Max(low, {|SMG1001:Math.Exp(this[r, c] - total[r, 0])|});
                return result;
            }
        }
        """);

    [Fact]
    public void IsSilentWhereThatLogSumExpIsShifted() => RuleCheck.Marks(Matrix +
        """
            public Matrix LogSumExp()
            {
                Matrix result = new(Rows, 1);
                for (int r = 0; r < Rows; r++)
                {
                    double max = double.NegativeInfinity, sum = 0;
                    for (int c = 0; c < Columns; c++)
                        max = Math.Max(max, this[r, c]);
                    for (int c = 0; c < Columns; c++)
                        sum += Math.Exp(this[r, c] - max);
                    result[r, 0] = max + Math.Log(sum);
                }
                return result;
            }

            public Matrix Softmax(double low = double.MinValue)
            {
                Matrix total = LogSumExp();
                Matrix result = new(Rows, Columns);
                for (int r = 0; r < Rows; r++)
                    for (int c = 0; c < Columns; c++)
                        result[r, c] = Math.Max(low, Math.Exp(this[r, c] - total[r, 0]));
                return result;
            }
        }
        """);

    [Fact]
    public void ShowsWhatBecomesOfTheProbabilitiesBehindALogSumExpThatOverflows()
    {
        string message = new RuleRun("SMG1001").Message(
            """
            static class C
            {
                static double LogSumExp(double[] x)
                {
                    double sum = 0;
                    foreach (double v in x)
                        sum += Math.Exp(v);
                    return Math.Log(sum);
                }

                static double[] Softmax(double[] x)
                {
                    double total = LogSumExp(x);
                    return x.Select(v => Math.Exp(v - total)).ToArray();
                }
            }
            """);
        Assert.StartsWith("This softmax overflows", message, StringComparison.Ordinal);
        Assert.EndsWith("x [1000, 0] give [0, 0]", message, StringComparison.Ordinal);
    }
}
