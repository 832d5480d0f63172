namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>The logarithm of a softmax.</summary>
public sealed class SMG1003Tests
{
    [Fact]
    public void FiresOnAShiftedSoftmaxAndItsLogarithm() => RuleCheck.Marks(
        """
        static class C
        {
            static double Loss(double[] scores, int label)
            {
                double max = scores.Max();
                double[] e = scores.Select(s => Math.Exp(s - max)).ToArray();
                double total = e.Sum();
                return -{|SMG1003:Math.Log(e[label] / total)|};
            }
        }
        """);

    // -∞ compares as it should; what is added up or handed on does not.
    [Theory]
    [InlineData("-Math.Log2(p[i]) <= limit")]
    [InlineData("limit < (float)Math.Log(p[i])")]
    [InlineData("{|SMG1003:Math.Log(p[i])|} + limit > 0")]
    public void IsSilentOnALogarithmThatIsOnlyCompared(string condition) => RuleCheck.Marks(
        $$"""
        static class C
        {
            static int Keep(double[] scores, double limit)
            {
                double max = scores.Max(), total = 0;
                var p = new double[scores.Length];
                for (int i = 0; i < p.Length; i++)
                    total += p[i] = Math.Exp(scores[i] - max);
                int kept = 0;
                for (int i = 0; i < p.Length; i++)
                    p[i] /= total;
                for (int i = 0; i < p.Length; i++)
                    if ({{condition}})
                        kept++;
                return kept;
            }
        }
        """);

    [Fact]
    public void FiresOnALibrarySoftmax() => RuleCheck.Marks(
        """
        using System.Numerics.Tensors;

        static class C
        {
            static float Loss(float[] scores, int label)
            {
                var p = new float[scores.Length];
                float max = TensorPrimitives.Max<float>(scores);
                TensorPrimitives.Subtract(scores, max, p);
                TensorPrimitives.SoftMax<float>(p, p);
                return -{|SMG1003:MathF.Log(p[label])|};
            }
        }
        """);

    [Fact]
    public void FiresOnAHelper() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Softmax(double[] scores)
            {
                double max = scores.Max();
                var result = new double[scores.Length];
                double total = 0;
                for (int i = 0; i < scores.Length; i++)
                    total += result[i] = Math.Exp(scores[i] - max);
                for (int i = 0; i < scores.Length; i++)
                    result[i] /= total;
                return result;
            }

            static double Loss(double[] scores, double[] target)
            {
                double[] p = Softmax(scores);
                double loss = 0;
                for (int i = 0; i < p.Length; i++)
                    loss -= target[i] * {|SMG1003:Math.Log(p[i])|};
                return loss;
            }
        }
        """);

    [Fact]
    public void FiresOnRowsOfATable() => RuleCheck.Marks(
        """
        static class C
        {
            static double Loss(double[,] scores, int[] labels)
            {
                double loss = 0;
                for (int r = 0; r < labels.Length; r++)
                {
                    double max = double.NegativeInfinity, total = 0;
                    for (int c = 0; c < scores.GetLength(1); c++)
                        max = Math.Max(max, scores[r, c]);
                    for (int c = 0; c < scores.GetLength(1); c++)
                        total += Math.Exp(scores[r, c] - max);
                    double p = Math.Exp(scores[r, labels[r]] - max) / total;
                    loss -= {|SMG1003:Math.Log2(p)|};
                }
                return loss;
            }
        }
        """);

    [Fact]
    public void FiresOnALambda() => RuleCheck.Marks(
        """
        static class C
        {
            static float[] LogProbabilities(float[] scores)
            {
                float max = scores.Max();
                float total = scores.Sum(s => MathF.Exp(s - max));
                return scores.Select(s => MathF.Exp(s - max) / total).Select(p => {|SMG1003:MathF.Log(p)|}).ToArray();
            }
        }
        """);

    [Fact]
    public void FiresOnAWeightedProbability() => RuleCheck.Marks(
        """
        static class C
        {
            static double Loss(double[] scores, int label)
            {
                double max = scores.Max(), total = 0;
                foreach (double s in scores)
                    total += Math.Exp(s - max);
                double p = Math.Exp(scores[label] - max) / total;
                return -{|SMG1003:Math.Log10(0.5 * p)|};
            }
        }
        """);

    [Fact]
    public void IsSilentOnLogSoftmax() => RuleCheck.Marks(
        """
        static class C
        {
            static double Loss(double[] scores, int label)
            {
                double max = scores.Max();
                double total = scores.Sum(s => Math.Exp(s - max));
                return Math.Log(total) - (scores[label] - max);
            }
        }
        """);

    [Fact]
    public void IsSilentOnAGuardedEntropy() => RuleCheck.Marks(
        """
        static class C
        {
            static double M(double[] x)
            {
                double max = x.Max();
                double sum = x.Sum(v => Math.Exp(v - max));
                double[] p = x.Select(v => Math.Exp(v - max) / sum).ToArray();
                double entropy = 0;
                for (int i = 0; i < p.Length; i++)
                    if (p[i] > 0)
                        entropy -= p[i] * Math.Log(p[i]);
                return entropy;
            }
        }
        """);

    [Fact]
    public void FiresOnACopyOfAStoredSoftmax() => RuleCheck.Marks(
        """
        static class C
        {
            static double M(double[] x, int k)
            {
                double max = x.Max();
                double sum = x.Sum(v => Math.Exp(v - max));
                double[] p = x.Select(v => Math.Exp(v - max) / sum).ToArray();
                double[] q = new double[p.Length];
                Array.Copy(p, q, p.Length);
                return -{|SMG1003:Math.Log(q[k])|};
            }
        }
        """);

    [Fact]
    public void IsSilentOnAnArrayThatWasFilledAnew() => new RuleRun("SMG1003").Marks(
        """
        static class C
        {
            static double M(double[] x, double[] given, int k)
            {
                double max = x.Max();
                double sum = x.Sum(v => Math.Exp(v - max));
                double[] p = x.Select(v => Math.Exp(v - max) / sum).ToArray();
                given.CopyTo(p, 0);
                return -Math.Log(p[k]);
            }
        }
        """);

    [Fact]
    public void IsSilentOnProbabilitiesFromOutside() => new RuleRun("SMG1003").Marks(
        """
        static class C
        {
            static double Loss(double[] probabilities, int label) => -Math.Log(probabilities[label]);
        }
        """);

    [Fact]
    public void IsSilentOnARatioOfCounts() => RuleCheck.Marks(
        """
        static class C
        {
            static double Surprise(int[] counts, int chosen)
            {
                double total = counts.Sum();
                return -Math.Log(counts[chosen] / total);
            }
        }
        """);

    [Fact]
    public void IsSilentOnTheLogarithmOfTheSum() => RuleCheck.Marks(
        """
        static class C
        {
            static double LogSumExp(double[] scores)
            {
                double max = scores.Max();
                return max + Math.Log(scores.Sum(s => Math.Exp(s - max)));
            }
        }
        """);

    [Fact]
    public void IsSilentOnAConstant() => RuleCheck.Marks(
        """
        static class C
        {
            static double Uniform(int classes) => -Math.Log(1.0 / classes) + Math.Exp(-1);
        }
        """);

    [Fact]
    public void IsSilentOnScoresThatStayClose() => RuleCheck.Marks(
        """
        static class C
        {
            static double Loss(double[] scores, int label)
            {
                double[] e = scores.Select(s => Math.Exp(Math.Clamp(s, -3, 3))).ToArray();
                return -Math.Log(e[label] / e.Sum());
            }
        }
        """);

    [Fact]
    public void IsSilentOnGaussianDensities() => RuleCheck.Marks(
        """
        static class C
        {
            static double LogDensity(double x, double mean, double deviation)
            {
                double z = (x - mean) / deviation;
                double density = Math.Exp(-0.5 * z * z) / (deviation * Math.Sqrt(2 * Math.PI));
                return Math.Log(density + 1e-300);
            }
        }
        """);

    [Fact]
    public void FiresWhereTheClippedCopyIsDropped() => new RuleRun("SMG1003").Marks(
        """
        interface ITensor;

        interface IBackend
        {
            ITensor Log(ITensor x);
            ITensor Sum(ITensor x);
            ITensor Multiply(ITensor a, ITensor b);
            ITensor Divide(ITensor a, ITensor b);
            ITensor Clip(ITensor x, double low, double high);
        }

        class Losses(IBackend k)
        {
            ITensor Forgotten(ITensor target, ITensor output)
            {
                ITensor o = k.Divide(output, k.Sum(output));
                o = k.Clip(o, 1e-7, 1 - 1e-7);
                o = k.Sum(k.Multiply(target, {|SMG1003:k.Log(output)|}));
                return o;
            }

            ITensor Used(ITensor target, ITensor output)
            {
                ITensor o = k.Divide(output, k.Sum(output));
                o = k.Clip(o, 1e-7, 1 - 1e-7);
                return k.Sum(k.Multiply(target, k.Log(o)));
            }

            ITensor UsedBesides(ITensor target, ITensor output)
            {
                ITensor weight = k.Clip(output, 1e-7, 1 - 1e-7);
                return k.Multiply(weight, k.Log(output));
            }
        }
        """);

    [Fact]
    public void FiresWhereTheClippedCopyIsDroppedAndTheLibraryIsMissing() => new RuleRun("SMG1003") { MissesLibrary = true }.Marks(
        """
        using Net = CNTK.CNTKLib;
        using TensorFlow;

        class Losses
        {
            private TFGraph _g = new TFGraph();

            TFOutput Forgotten(TFOutput target, TFOutput output, TFOutput low, TFOutput high, TFOutput last)
            {
                var o = _g.Div(output, _g.ReduceSum(output, axis: last, keep_dims: true));
                o = _g.ClipByValue(o, low, high);
                o = _g.Neg(_g.ReduceSum(_g.Mul(target, {|SMG1003:_g.Log(output)|}), axis: last));
                return o;
            }

            Function OfWhatIsInIt(Variable target, Variable output, Constant low, Constant high)
            {
                var o = Net.ElementDivide(output.Function, Net.ReduceSum(output, Axis.EndStaticAxis()));
                o = Net.Clip(o, low, high);
                return Net.Negate(Net.ReduceSum(Net.ElementTimes(target, {|SMG1003:Net.Log(output)|}), Axis.EndStaticAxis()));
            }

            Function Used(Variable target, Variable output, Constant low, Constant high)
            {
                var o = Net.ElementDivide(output.Function, Net.ReduceSum(output, Axis.EndStaticAxis()));
                o = Net.Clip(o, low, high);
                return Net.Negate(Net.ReduceSum(Net.ElementTimes(target, Net.Log(o)), Axis.EndStaticAxis()));
            }

            Function OfAnother(Variable target, Variable output, Variable other, Constant low, Constant high)
            {
                var o = Net.Clip(other.Function, low, high);
                return Net.Negate(Net.ReduceSum(Net.ElementTimes(target, Net.Log(output)), Axis.EndStaticAxis()));
            }
        }
        """);

    [Fact]
    public void FiresOnARowThatWasNormalisedInPlace() => RuleCheck.Marks(
        """
        static class C
        {
            static double Loss(double[][] rows, int[] labels)
            {
                double loss = 0;
                for (int r = 0; r < rows.Length; r++)
                {
                    double max = rows[r].Max(), total = 0;
                    for (int c = 0; c < rows[r].Length; c++)
                        total += rows[r][c] = Math.Exp(rows[r][c] - max);
                    for (int c = 0; c < rows[r].Length; c++)
                        rows[r][c] /= total;
                    loss -= {|SMG1003:Math.Log(rows[r][labels[r]])|};
                }
                return loss;
            }

            static double LossOfOne(double[,] table, int r, int label)
            {
                double max = double.NegativeInfinity, total = 0;
                for (int c = 0; c < table.GetLength(1); c++)
                    max = Math.Max(max, table[r, c]);
                for (int c = 0; c < table.GetLength(1); c++)
                {
                    table[r, c] = Math.Exp(table[r, c] - max);
                    total += table[r, c];
                }
                for (int c = 0; c < table.GetLength(1); c++)
                    table[r, c] /= total;
                return -{|SMG1003:Math.Log(table[r, label])|};
            }
        }
        """);

    [Fact]
    public void IsSilentOnARowThatWasFlooredAfterwards() => RuleCheck.Marks(
        """
        static class C
        {
            static double Loss(double[][] rows, int r, int label)
            {
                double max = rows[r].Max(), total = 0;
                for (int c = 0; c < rows[r].Length; c++)
                    total += rows[r][c] = Math.Exp(rows[r][c] - max);
                for (int c = 0; c < rows[r].Length; c++)
                    rows[r][c] /= total;
                for (int c = 0; c < rows[r].Length; c++)
                    rows[r][c] = 1 + rows[r][c];
                return -Math.Log(rows[r][label]);
            }
        }
        """);

    [Theory]
    // A floor below zero, as FLT_MIN is when it is taken for float.MinValue, is none.
    [InlineData("Math.Max(p, float.MinValue)", true)]
    [InlineData("Math.Max(0, p)", true)]
    [InlineData("Math.Max(p, -1)", true)]
    [InlineData("Math.Max(p, 1.2e-38f)", false)]
    public void LooksAtWhereTheFloorLies(string argument, bool fires)
    {
        string logarithm = $"MathF.Log({argument})";
        new RuleRun("SMG1003").Marks(
            $$"""
            static class C
            {
                static float Loss(float[] scores, int label)
                {
                    float max = scores.Max(), sum = 0;
                    for (int c = 0; c < scores.Length; c++)
                        sum += MathF.Exp(scores[c] - max);
                    float p = MathF.Exp(scores[label] - max) / sum;
                    return -{{(fires ? "{|SMG1003:" + logarithm + "|}" : logarithm)}};
                }
            }
            """);
    }

    [Theory]
    [InlineData("row * classes + label", true)]
    [InlineData("offset + row * classes + label", false)] // of another row
    public void KnowsTheLabelsPlaceInARowOfAFlatArray(string index, bool fires) => new RuleRun("SMG1003").Marks(
        $$"""
        static class C
        {
            static double Loss(double[] scores, int[] labels, int classes, int offset)
            {
                double loss = 0;
                for (int row = 0; row < labels.Length; row++)
                {
                    int label = labels[row];
                    double max = double.MinValue, sum = 0;
                    for (int c = 0; c < classes; c++)
                        max = Math.Max(max, scores[row * classes + c]);
                    for (int c = 0; c < classes; c++)
                        sum += Math.Exp(scores[row * classes + c] - max);
                    double p = Math.Exp(scores[{{index}}] - max) / sum;
                    loss -= {{(fires ? "{|SMG1003:Math.Log(p)|}" : "Math.Log(p)")}};
                }
                return loss;
            }
        }
        """);
}
