namespace SoftmaxGen.Analyzers.Tests.Shapes;

/// <summary>Code whose libraries are not referenced: only its text says what is called.</summary>
public sealed class UnboundTests
{
    // A message is no logarithm.
    [Theory]
    [InlineData("Debug.Log(e);")]
    [InlineData("UnityEngine.Debug.Log(1f / (1f + Mathf.Exp(-z)));")]
    [InlineData("_log.Log(1f / (1f + Mathf.Exp(-z)));")]
    public void AMessage(string statement) => ShapeCheck.IsSilent(Message(statement));

    [Theory]
    [InlineData("float loss = Num.Log(e);")]
    [InlineData("Show(Num.Log(e));")]
    public void ALogarithmBesideMessages(string statement) => ShapeCheck.Fires("SMG1005", Message(statement));

    private static string Message(string statement) => $$"""
        class A
        {
            Missing.Logger _log;
            void Show(float value) => Debug.Log(value);
            void M(float z)
            {
                float e = 1f / (1f + MathF.Exp(-z));
                {{statement}}
            }
        }
        """;

    // A repository of lessons, each of which declares the class anew.
    [Theory]
    [InlineData("Math.Exp(x)", true)]
    [InlineData("Math.Exp(x - Data.Max())", false)]
    public void AMemberThatIsDeclaredTwice(string exponential, bool fires)
    {
        string code = $$"""
            class Tensor
            {
                public double[] Data { get; set; }
                public double[] First()
                {
                    var e = Data.Select(x => {{exponential}}).ToArray();
                    double sum = e.Sum();
                    return e.Select(x => x / sum).ToArray();
                }
            }

            class Tensor
            {
                public double[] Data { get; set; }
                public double[] Second() => Data;
            }
            """;
        if (fires)
            ShapeCheck.Fires("SMG1001", code);
        else
            ShapeCheck.IsSilent(code);
    }

    // An element by any other name. What is told the vector itself may have shifted it.
    [Theory]
    [InlineData("", "x.GetValue(i)", true)]
    [InlineData("", "x.Get(row, i)", true)]
    [InlineData("for (int i = 0; i < n; i++) x.SetValue(i, x.GetValue(i) / 2);", "x.GetValue(i)", true)]
    [InlineData("double most = x.Max(); for (int i = 0; i < n; i++) x.SetValue(i, x.GetValue(i) - most);", "x.GetValue(i)", false)]
    [InlineData("double most = x.GetValue(0); for (int i = 0; i < n; i++) if (x.GetValue(i) > most) most = x.GetValue(i);", "x.GetValue(i) - most", false)]
    [InlineData("x.SubtractMaximum();", "x.GetValue(i)", false)]
    [InlineData("Shift(x);", "x.GetValue(i)", false)]
    [InlineData("Tools.Shift(x);", "x.GetValue(i)", false)]
    [InlineData("", "x.GetDouble(0)", false)]
    [InlineData("", "x.Next(i)", false)]
    public void AnAccessor(string before, string element, bool fires)
    {
        string code = $$"""
            abstract class A
            {
                protected abstract void Shift(Missing.Vector x);

                double[] Softmax(Missing.Vector x, int row, int n)
                {
                    {{before}}
                    double sum = 0;
                    var p = new double[n];
                    for (int i = 0; i < n; i++)
                        sum += Math.Exp({{element}});
                    for (int i = 0; i < n; i++)
                        p[i] = Math.Exp({{element}}) / sum;
                    return p;
                }
            }
            """;
        if (fires)
            ShapeCheck.Fires("SMG1001", code);
        else
            ShapeCheck.IsSilent(code);
    }

    // One operand whose type is missing, and the call of a program's own function does not bind.
    [Theory]
    [InlineData("missing.Rows")]
    [InlineData("missing[3]")]
    [InlineData("3")]
    public void AFunctionOfAProgram(string rows) => ShapeCheck.Fires("SMG1003", $$"""
        var missing = new Missing.Data();
        double[] read = Console.In.ReadLine().Split().Select(double.Parse).ToArray();
        var p = Softmax(read, {{rows}});
        double loss = 0;
        for (int i = 0; i < p.Length; i++)
            loss -= Math.Log(p[i]);
        Console.WriteLine(loss);

        static double[] Softmax(double[] scores, int rows)
        {
            double max = scores.Max(), sum = 0;
            var p = new double[scores.Length];
            for (int k = 0; k < scores.Length; k++)
                sum += p[k] = Math.Exp(scores[k] - max);
            for (int k = 0; k < scores.Length; k++)
                p[k] /= sum;
            return p;
        }
        """);

    [Fact]
    public void ACompoundAssignment() => ShapeCheck.Fires("SMG1001", """
        static class A
        {
            static float[] Softmax(float[] x)
            {
                float sum = 0f;
                var p = new float[x.Length];
                for (int i = 0; i < x.Length; i++)
                    sum += Mathf.Exp(x[i]);
                for (int i = 0; i < x.Length; i++)
                    p[i] = Mathf.Exp(x[i]) / sum;
                return p;
            }
        }
        """);

    [Fact]
    public void AShiftedCompoundAssignment() => ShapeCheck.IsSilent("""
        static class A
        {
            static float[] Softmax(float[] x)
            {
                float max = Mathf.Max(x), sum = 0f;
                var p = new float[x.Length];
                for (int i = 0; i < x.Length; i++)
                    sum += Mathf.Exp(x[i] - max);
                for (int i = 0; i < x.Length; i++)
                    p[i] = Mathf.Exp(x[i] - max) / sum;
                return p;
            }
        }
        """);

    [Fact]
    public void MapWithALambda() => ShapeCheck.Fires("SMG1001", """
        static class A
        {
            static Missing Softmax(Missing x)
            {
                var sum = x.Sum(v => MathF.Exp(v));
                return x.Map(v => MathF.Exp(v) / sum);
            }
        }
        """);

    [Fact]
    public void MapWithAShift() => ShapeCheck.IsSilent("""
        static class A
        {
            static Missing Softmax(Missing x)
            {
                var max = x.Max();
                var sum = x.Sum(v => MathF.Exp(v - max));
                return x.Map(v => MathF.Exp(v - max) / sum);
            }
        }
        """);

    [Fact]
    public void TransformWithAMethodGroup() => ShapeCheck.Fires("SMG1001", """
        sealed class Softmin<T> : MissingBase<T>
        {
            public MissingVector<T> Activate(MissingVector<T> x)
            {
                MissingVector<T> e = x.Transform(Ops.Negate).Transform(Ops.Exp);
                T sum = e.Sum();
                return e.Transform(v => Ops.Divide(v, sum));
            }
        }
        """);

    [Fact]
    public void AVectorOfTheSum() => ShapeCheck.Fires("SMG1001", """
        sealed class Softmax<T> : MissingBase<T>
        {
            public MissingVector<T> Activate(MissingVector<T> x)
            {
                var e = MissingHelper<T>.Exp(x);
                T sum = MissingHelper<T>.Sum(e);
                var sums = new MissingVector<T>(Enumerable.Repeat(sum, e.Length).ToArray());
                return MissingHelper<T>.Divide(e, sums);
            }
        }
        """);

    [Fact]
    public void AnAxisIsNoOperand() => ShapeCheck.Fires("SMG1001", """
        static class A
        {
            static MissingTensor Softmax(MissingTensor x)
            {
                var e = x.exp();
                return e / e.sum(1, true);
            }
        }
        """);

    [Fact]
    public void AMemberOfAMissingType() => ShapeCheck.Fires("SMG1001", """
        static class A
        {
            static void Softmax(List<MissingNeuron> neurons)
            {
                double sum = 0;
                foreach (MissingNeuron neuron in neurons)
                {
                    neuron.Output = Math.Exp(neuron.Input);
                    sum += neuron.Output;
                }
                foreach (MissingNeuron neuron in neurons)
                    neuron.Output = neuron.Output / sum;
            }
        }
        """);

    [Fact]
    public void AComparisonOfAnOperationsObjectGuards() => ShapeCheck.IsSilent("""
        sealed class Softplus<T> : MissingBase<T>
        {
            public T Activate(T x)
            {
                if (Ops.GreaterThan(x, Ops.FromDouble(20)))
                    return x;
                return Ops.Log(Ops.Add(Ops.One, Ops.Exp(x)));
            }
        }
        """);

    [Fact]
    public void AnOperationsObjectThatIsMissing() => ShapeCheck.Fires("SMG1009", """
        sealed class Loss<T> : MissingBase<T>
        {
            public T Of(MissingVector<T> margins)
            {
                T loss = Ops.Zero;
                for (int i = 0; i < margins.Length; i++)
                    loss = Ops.Add(loss, Ops.Log(Ops.Add(Ops.One, Ops.Exp(Ops.Negate(margins[i])))));
                return loss;
            }
        }
        """);

    [Fact]
    public void AnOverloadThatTakesWhatMayBeMissing() => ShapeCheck.Fires("SMG1005", """
        abstract class A
        {
            double Cost(Column w, Column y, Table? x)
            {
                var p = Guess(x, w);
                return y.PointwiseMultiply(p.PointwiseLog()).Sum();
            }

            Column Guess(Table x, Column w) => Squash(x.Multiply(w));
            double Guess(Column x, Column w) => 0.5;
            static Column Squash(Column z) => 1 / (1 + z.Multiply(-1).PointwiseExp());
        }
        """);

    [Fact]
    public void TheOtherOverload() => ShapeCheck.IsSilent("""
        abstract class A
        {
            double Cost(Column w, Column y, Column? x)
            {
                var p = Guess(x, w);
                return y.PointwiseMultiply(p.PointwiseLog()).Sum();
            }

            Column Guess(Table x, Column w) => Squash(x.Multiply(w));
            Column Guess(Column x, Column w) => x;
            static Column Squash(Column z) => 1 / (1 + z.Multiply(-1).PointwiseExp());
        }
        """);

    [Fact]
    public void AFloorMadeByMissingOperations() => ShapeCheck.Fires("SMG1013", """
        static class A
        {
            static T LogProbability<T>(Missing<T> ops, T[] x, int label)
            {
                T max = x[0], sum = ops.Zero;
                for (int i = 1; i < x.Length; i++)
                    if (ops.Compare(x[i], max) > 0)
                        max = x[i];
                for (int i = 0; i < x.Length; i++)
                    sum = ops.Add(sum, x[i] = ops.Exp(ops.Subtract(x[i], max)));
                T p = ops.Divide(x[label], sum), least = ops.FromDouble(1e-15);
                if (ops.Compare(p, least) < 0)
                    p = least;
                return ops.Log(p);
            }
        }
        """);

    // What the function is called on is no operand, even where the operand is a number: an axis goes with a reduction.
    [Fact]
    public void ANumberIsTheOperandOfAMissingOperation() => ShapeCheck.IsSilent("""
        sealed class Gaussian<T> : MissingBase<T>
        {
            public T Center() => Ops.Log(Ops.Add(Ops.One, Ops.Exp(Ops.Negate(Ops.FromDouble(0.5)))));
        }
        """);

    // Column is missing, and with it the type of all that is made of its elements.
    [Fact]
    public void ElementsOfAListMadeOfAMissingVector() => ShapeCheck.Fires("SMG1001", """
        using static System.Math;

        static class A
        {
            static Column Shares(Column scores)
            {
                var raised = scores.Select(s => Exp(s)).ToList();
                var total = raised.Sum();
                for (int i = 0; i < scores.Count; i++)
                    scores[i] = raised[i] / total;
                return scores;
            }
        }
        """);

    [Fact]
    public void ElementsOfAShiftedListMadeOfAMissingVector() => ShapeCheck.IsSilent("""
        static class A
        {
            static double[] Shares(Column scores)
            {
                var largest = scores.Max();
                var raised = scores.Map(s => Math.Exp(s - largest));
                var total = raised.Sum();
                var shares = new double[scores.Count];
                for (int i = 0; i < shares.Length; i++)
                    shares[i] = raised[i] / total;
                return shares;
            }
        }
        """);

    [Theory]
    [InlineData("return z.PointwiseExp().NormalizeColumns(1.0);")]
    [InlineData("Table e = z.PointwiseExp(); e = e.NormalizeRows(1); return e;")]
    [InlineData("Table e = z.PointwiseExp(); return e.PointwiseDivide(e.ColumnSums());")]
    public void ExponentialsNormalisedByALibrary(string body) => ShapeCheck.Fires("SMG1001", $$"""
        static class A
        {
            static Table Softmax(Table z) { {{body}} }
        }
        """);

    [Theory]
    [InlineData("return z.PointwiseExp().NormalizeColumns(2.0);")]
    [InlineData("return z.NormalizeColumns(1.0).PointwiseExp();")]
    [InlineData("return (-z * z).PointwiseExp().PointwiseDivide(e).NormalizeRows(double.PositiveInfinity);")]
    public void AnotherNormThanTheSum(string body) => ShapeCheck.IsSilent($$"""
        static class A
        {
            static Table Scaled(Table z, Table e) { {{body}} }
        }
        """);

    [Fact]
    public void AnExponentialThatIsScaledOnlyOnOnePath() => ShapeCheck.Fires("SMG1008", """
        class A
        {
            public float Alpha { get; }

            public Table Sigmoid(Table z)
            {
                Table e = Exponentials(z);
                return e.PointwiseDivide(e + 1);
            }

            private Table Exponentials(Table z) => Alpha == 1 ? z.PointwiseExp() : (Alpha * z).PointwiseExp();
        }
        """);

    [Fact]
    public void ALogSumExpInABuffer() => ShapeCheck.Fires("SMG1004", """
        class A
        {
            private DenseMatrix? _exps;
            private DenseVector? _logs;

            public void Forward(DenseMatrix x)
            {
                if (_exps is null || _exps.ColumnCount != x.ColumnCount)
                    _exps = DenseMatrix.Create(x.RowCount, x.ColumnCount, 0);
                x.PointwiseExp(_exps);
                _logs = (DenseVector)_exps.ColumnSums();
                _logs.PointwiseLog(_logs);
            }
        }
        """);

    [Fact]
    public void ALogSumExpOfWhatAnUnknownCallHasShifted() => ShapeCheck.IsSilent("""
        static class A
        {
            public static void LogSumExp(this DenseMatrix x, DenseMatrix y)
            {
                x.SubtractFromColumns(x.ColumnMaxima(), y);
                y.PointwiseExp(y);
                var sums = (DenseVector)y.ColumnSums();
                sums.PointwiseLog(sums);
            }
        }
        """);

    [Theory]
    [InlineData("p.PointwiseLog(_logs);", true)]
    [InlineData("p.Add(1e-7f, _logs); _logs.PointwiseLog(_logs);", false)]
    [InlineData("p.PointwiseMaximum(1e-7f, _logs); _logs.PointwiseLog(_logs);", false)]
    public void ACrossEntropyInABuffer(string logarithm, bool fires)
    {
        string source = $$"""
            class A
            {
                private DenseMatrix? _logs;

                public float Loss(DenseMatrix p, DenseMatrix t)
                {
                    if (_logs == null || _logs.RowCount != p.RowCount)
                        _logs = DenseMatrix.Create(p.RowCount, p.ColumnCount, 0);
                    {{logarithm}}
                    _logs.PointwiseMultiply(t, _logs);
                    return -_logs.AsColumnMajorArray().Sum();
                }
            }
            """;
        if (fires)
            ShapeCheck.Fires("SMG1018", source);
        else
            ShapeCheck.IsSilent(source);
    }

    [Theory]
    [InlineData("Random.Range(0f, sum)")]
    [InlineData("UnityEngine.Random.value * sum")]
    [InlineData("sum * Random.value")]
    public void ADrawAmongExponentials(string draw) => ShapeCheck.Fires("SMG1001", Draw("x[i] / heat", draw));

    [Theory]
    [InlineData("x[i] - Mathf.Max(x)", "Random.Range(0f, sum)")]
    [InlineData("x[i] / heat", "Random.Range(0, x.Length)")]
    [InlineData("x[i] / heat", "Settings.value * sum")]
    public void NoDrawAmongExponentials(string exponent, string draw) => ShapeCheck.IsSilent(Draw(exponent, draw));

    private static string Draw(string exponent, string draw) => $$"""
        static class A
        {
            static int Pick(float[] x, float heat)
            {
                float sum = 0f;
                var weights = new float[x.Length];
                for (int i = 0; i < x.Length; i++)
                    sum += weights[i] = Mathf.Exp({{exponent}});
                float left = {{draw}};
                for (int i = 0; i < x.Length; i++)
                {
                    left -= weights[i];
                    if (left <= 0f)
                        return i;
                }
                return x.Length - 1;
            }
        }
        """;
}
