namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>A softmax of a table whose parts run over different axes.</summary>
public sealed class SMG2004Tests
{
    [Fact]
    public void FiresOnTheMaximumOfTheOtherAxis() => RuleCheck.Marks(
        """
        static class C
        {
            static void Softmax(double[,] table)
            {
                int rows = table.GetLength(0), columns = table.GetLength(1);
                var max = new double[rows];
                for (int r = 0; r < rows; r++)
                {
                    double top = double.NegativeInfinity;
                    for (int c = 0; c < columns; c++)
                        top = Math.Max(top, table[r, c]);
                    max[r] = top;
                }
                for (int c = 0; c < columns; c++)
                {
                    double total = 0;
                    for (int r = 0; r < rows; r++)
                        total += Math.Exp(table[r, c] - max[r]);
                    for (int r = 0; r < rows; r++)
                        table[r, c] = {|SMG2004:Math.Exp(table[r, c] - max[r]) / total|};
                }
            }
        }
        """);

    [Fact]
    public void FiresOnColumnMaximaAndRowSums() => RuleCheck.Marks(
        """
        static class C
        {
            static double[,] Softmax(double[,] table)
            {
                int rows = table.GetLength(0), columns = table.GetLength(1);
                var result = new double[rows, columns];
                var max = new double[columns];
                for (int c = 0; c < columns; c++)
                {
                    double top = double.NegativeInfinity;
                    for (int r = 0; r < rows; r++)
                        top = Math.Max(top, table[r, c]);
                    max[c] = top;
                }
                for (int r = 0; r < rows; r++)
                {
                    double total = 0;
                    for (int c = 0; c < columns; c++)
                        total += Math.Exp(table[r, c] - max[c]);
                    for (int c = 0; c < columns; c++)
                        result[r, c] = {|SMG2004:Math.Exp(table[r, c] - max[c]) / total|};
                }
                return result;
            }
        }
        """);

    [Fact]
    public void FiresOnTheSumOfTheWrongIndex() => RuleCheck.Marks(
        """
        static class C
        {
            static void Softmax(double[,] table, double max)
            {
                int n = table.GetLength(0);
                var totals = new double[n];
                for (int r = 0; r < n; r++)
                    for (int c = 0; c < n; c++)
                        totals[r] += Math.Exp(table[r, c] - max);
                for (int r = 0; r < n; r++)
                    for (int c = 0; c < n; c++)
                        table[r, c] = {|SMG2004:Math.Exp(table[r, c] - max) / totals[c]|};
            }
        }
        """);

    [Fact]
    public void FiresOnAJaggedArray() => RuleCheck.Marks(
        """
        static class C
        {
            static void Softmax(double[][] table)
            {
                int columns = table[0].Length;
                double[] max = table.Select(row => row.Max()).ToArray();
                for (int c = 0; c < columns; c++)
                {
                    double total = 0;
                    for (int r = 0; r < table.Length; r++)
                        total += Math.Exp(table[r][c] - max[r]);
                    for (int r = 0; r < table.Length; r++)
                        table[r][c] = {|SMG2004:Math.Exp(table[r][c] - max[r]) / total|};
                }
            }
        }
        """);

    [Fact]
    public void FiresOnAMaximumInTheInnerLoop() => RuleCheck.Marks(
        """
        static class C
        {
            static void Softmax(float[,] table)
            {
                int rows = table.GetLength(0), columns = table.GetLength(1);
                var result = new float[rows, columns];
                for (int r = 0; r < rows; r++)
                {
                    float total = 0;
                    for (int c = 0; c < columns; c++)
                    {
                        float max = float.NegativeInfinity;
                        for (int k = 0; k < rows; k++)
                            max = MathF.Max(max, table[k, c]);
                        result[r, c] = MathF.Exp(table[r, c] - max);
                        total += result[r, c];
                    }
                    for (int c = 0; c < columns; c++)
                        {|SMG2004:result[r, c] /= total|};
                }
            }
        }
        """);

    [Fact]
    public void FiresOnSumsOfColumnsReadByRow() => RuleCheck.Marks(
        """
        static class C
        {
            static double[,] Softmax(double[,] table, double max)
            {
                int n = table.GetLength(0);
                var result = new double[n, n];
                var totals = new double[n];
                for (int c = 0; c < n; c++)
                {
                    double total = 0;
                    for (int r = 0; r < n; r++)
                        total += Math.Exp(table[r, c] - max);
                    totals[c] = total;
                }
                for (int c = 0; c < n; c++)
                    for (int r = 0; r < n; r++)
                        result[r, c] = {|SMG2004:Math.Exp(table[r, c] - max) / totals[r]|};
                return result;
            }
        }
        """);

    [Fact]
    public void IsSilentOnRows() => RuleCheck.Marks(
        """
        static class C
        {
            static void Softmax(double[,] table)
            {
                int rows = table.GetLength(0), columns = table.GetLength(1);
                for (int r = 0; r < rows; r++)
                {
                    double max = double.NegativeInfinity, total = 0;
                    for (int c = 0; c < columns; c++)
                        max = Math.Max(max, table[r, c]);
                    for (int c = 0; c < columns; c++)
                        total += Math.Exp(table[r, c] - max);
                    for (int c = 0; c < columns; c++)
                        table[r, c] = Math.Exp(table[r, c] - max) / total;
                }
            }
        }
        """);

    [Fact]
    public void IsSilentOnColumns() => RuleCheck.Marks(
        """
        static class C
        {
            static void Softmax(double[,] table)
            {
                int rows = table.GetLength(0), columns = table.GetLength(1);
                for (int c = 0; c < columns; c++)
                {
                    double max = double.NegativeInfinity, total = 0;
                    for (int r = 0; r < rows; r++)
                        max = Math.Max(max, table[r, c]);
                    for (int r = 0; r < rows; r++)
                        total += Math.Exp(table[r, c] - max);
                    for (int r = 0; r < rows; r++)
                        table[r, c] = Math.Exp(table[r, c] - max) / total;
                }
            }
        }
        """);

    [Fact]
    public void IsSilentOnTotalsOfEachRow() => RuleCheck.Marks(
        """
        static class C
        {
            static void Softmax(double[,] table, double max)
            {
                int n = table.GetLength(0);
                var totals = new double[n];
                for (int r = 0; r < n; r++)
                    for (int c = 0; c < n; c++)
                        totals[r] += Math.Exp(table[r, c] - max);
                for (int r = 0; r < n; r++)
                    for (int c = 0; c < n; c++)
                        table[r, c] = Math.Exp(table[r, c] - max) / totals[r];
            }
        }
        """);

    [Fact]
    public void IsSilentOnTheWholeTable() => RuleCheck.Marks(
        """
        static class C
        {
            static void Softmax(double[,] table)
            {
                double max = double.NegativeInfinity, total = 0;
                int rows = table.GetLength(0), columns = table.GetLength(1);
                for (int r = 0; r < rows; r++)
                    for (int c = 0; c < columns; c++)
                        max = Math.Max(max, table[r, c]);
                for (int r = 0; r < rows; r++)
                    for (int c = 0; c < columns; c++)
                        total += Math.Exp(table[r, c] - max);
                for (int r = 0; r < rows; r++)
                    for (int c = 0; c < columns; c++)
                        table[r, c] = Math.Exp(table[r, c] - max) / total;
            }
        }
        """);

    [Fact]
    public void IsSilentOnAVector() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Softmax(double[] scores)
            {
                double max = scores.Max();
                double total = scores.Sum(s => Math.Exp(s - max));
                return scores.Select(s => Math.Exp(s - max) / total).ToArray();
            }
        }
        """);

    [Fact]
    public void IsSilentOnAJaggedArrayRowByRow() => RuleCheck.Marks(
        """
        static class C
        {
            static void Softmax(double[][] table)
            {
                foreach (double[] row in table)
                {
                    double max = row.Max();
                    double total = row.Sum(v => Math.Exp(v - max));
                    for (int c = 0; c < row.Length; c++)
                        row[c] = Math.Exp(row[c] - max) / total;
                }
            }
        }
        """);
}
