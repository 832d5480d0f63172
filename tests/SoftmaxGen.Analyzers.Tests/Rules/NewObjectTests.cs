namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>Objects that the analysed code makes itself: what they hold is 0 only where nobody has given it a value.</summary>
public sealed class NewObjectTests
{
    private static void Marks(string id, string source) => new RuleRun(id).Marks(source);

    // Training is long and has nothing to do with exponentials: it is not followed.
    private const string Model = """

        class Model
        {
            private readonly float[] _weights = new float[4];
            private float _bias;
            public float Scale { get; set; }

            public void Train(IList<float> xs)
            {
                foreach (float x in xs)
                    for (int i = 0; i < 4; i++)
                    {
                        _weights[i] += 0.1f * x;
                        _bias += 0.1f * x;
                        Scale = _bias;
                    }
                Console.WriteLine("Trained with a method so long that no one would ever follow it to its end: it only ever writes numbers to where they belong, and has nothing else to tell anybody.");
                Console.WriteLine("Trained with a method so long that no one would ever follow it to its end: it only ever writes numbers to where they belong, and has nothing else to tell anybody.");
                Console.WriteLine("Trained with a method so long that no one would ever follow it to its end: it only ever writes numbers to where they belong, and has nothing else to tell anybody.");
                Console.WriteLine("Trained with a method so long that no one would ever follow it to its end: it only ever writes numbers to where they belong, and has nothing else to tell anybody.");
                Console.WriteLine("Trained with a method so long that no one would ever follow it to its end: it only ever writes numbers to where they belong, and has nothing else to tell anybody.");
            }

            public float Logit(int i, float x) => _weights[i] * x + _bias;
        }
        """;

    [Fact]
    public void FiresWhereAMethodThatIsNotFollowedHasTrained() => Marks("SMG1001", """
        static class C
        {
            static void Main(string[] args)
            {
                var model = new Model();
                model.Train(args.Select(float.Parse).ToList());
                var logits = new List<float>();
                for (int i = 0; i < 4; i++)
                    logits.Add(model.Logit(i, 0.5f));
                float sum = 0;
                for (int i = 0; i < logits.Count; i++)
                    sum += MathF.Exp(logits[i]);
                for (int i = 0; i < logits.Count; i++)
                    Console.WriteLine({|SMG1001:MathF.Exp(logits[i])|} / sum);
            }
        }
        """ + Model);

    [Fact]
    public void FiresWhereSomebodyElseHasHadTheObject() => Marks("SMG1009", """
        static class C
        {
            static double M(Action<Model> load)
            {
                var model = new Model();
                load(model);
                return {|SMG1009:Math.Log(1 + Math.Exp(model.Scale))|};
            }
        }
        """ + Model);

    [Theory]
    [InlineData("class P { public double V = Environment.TickCount; }", "new P()")]
    [InlineData("class P { public double V { get; } = Environment.TickCount; }", "new P()")]
    [InlineData("class P { public double V; public P(double v) { V = v; } }", "new P(x)")]
    [InlineData("class P { public double V; public P(double v) => Set(v); void Set(double v) => V = v; }", "new P(x)")]
    [InlineData("class B { public double V; public B(double v) { V = v; } } class P : B { public P(double v) : base(v) { } }", "new P(x)")]
    [InlineData("struct P { public double V; public P(double v) { V = v; } }", "new P(x)")]
    [InlineData("record P(double V);", "new P(x)")]
    [InlineData("class P { public double V { get; set; } }", "new P { V = x }")]
    public void FiresOnWhatAConstructorGives(string type, string made) => Marks("SMG1009", $$"""
        static class C
        {
            static double M(double x)
            {
                var p = {{made}};
                return {|SMG1009:Math.Log(1 + Math.Exp(p.V))|};
            }
        }

        {{type}}
        """);

    // What nobody has written is 0, and a sum in an object begins there.
    [Theory]
    [InlineData("class P { public double V; public int N; }", "new P()", "p.N++;")]
    [InlineData("class P { public double V; public P(int n) { Console.WriteLine(n); } }", "new P(3)", "Console.WriteLine(p);")]
    [InlineData("struct P { public double V; }", "new P()", "")]
    public void IsSilentOnWhatIsStillZero(string type, string made, string between) => Marks("SMG1009", $$"""
        static class C
        {
            static double M()
            {
                var p = {{made}};
                {{between}}
                return Math.Log(1 + Math.Exp(p.V));
            }
        }

        {{type}}
        """);

    [Fact]
    public void FiresOnASumInAnObject() => Marks("SMG1004", """
        static class C
        {
            static double M(double[] xs)
            {
                var sum = new Sum();
                foreach (double x in xs)
                    sum.Value += Math.Exp(x);
                return {|SMG1004:Math.Log(sum.Value)|};
            }
        }

        class Sum
        {
            private readonly List<string> _names = new List<string>();
            public double Value;
            public Sum() => _names.Add("sum");
        }
        """);

    [Fact]
    public void FiresOnWhatAMemberOfAnObjectHolds() => Marks("SMG1003", """
        static class C
        {
            static double M(double[] z, int label)
            {
                var net = new Net();
                net.Run(z);
                return -{|SMG1003:Math.Log(net.Output[label])|};
            }
        }

        class Net
        {
            public double[] Output = new double[0];
            public void Run(double[] z)
            {
                double max = z.Max();
                double[] e = z.Select(v => Math.Exp(v - max)).ToArray();
                double sum = e.Sum();
                Output = e.Select(v => v / sum).ToArray();
            }
        }
        """);

    // An array is 0 only until somebody else has had it, or the object that holds it.
    [Theory]
    [InlineData("", "var a = new double[n];", "source.Read(a);")]
    [InlineData("class Buffer { public double[] Cells; public Buffer(int n) { Cells = new double[n]; } }", "var held = new Buffer(n);", "source.Fill(held); var a = held.Cells;")]
    [InlineData("class Buffer { public double[] Cells; public Buffer(int n) { Cells = new double[n]; } public void Load(string path) { foreach (string line in System.IO.File.ReadLines(path)) Take(line); } public extern void Take(string line); }",
        "var held = new Buffer(n);", "held.Load(path); var a = held.Cells;")]
    public void FiresOnWhatSomebodyElseHasFilled(string type, string made, string filled) => Marks("SMG1001", $$"""
        interface ISource { void Read(double[] into); void Fill(object buffer); }

        static class C
        {
            static double[] M(ISource source, string path, int n)
            {
                {{made}}
                {{filled}}
                double sum = 0;
                for (int i = 0; i < n; i++)
                {
                    a[i] = {|SMG1001:Math.Exp(a[i])|};
                    sum += a[i];
                }
                for (int i = 0; i < n; i++)
                    a[i] /= sum;
                return a;
            }
        }

        {{type}}
        """);

    [Theory]
    [InlineData("")]
    [InlineData("Console.WriteLine(a.GetLength(0));")]
    [InlineData("source.Look(a);")]
    public void IsSilentOnAnArrayThatNobodyHasFilled(string between) => Marks("SMG1001", $$"""
        interface ISource { void Look(ReadOnlySpan<double> at); }

        static class C
        {
            static double[] M(ISource source, int n)
            {
                var a = new double[n];
                {{between}}
                double sum = 0;
                for (int i = 0; i < n; i++)
                {
                    a[i] = Math.Exp(a[i]);
                    sum += a[i];
                }
                for (int i = 0; i < n; i++)
                    a[i] /= sum;
                return a;
            }
        }
        """);

    // What Set does with a score is not followed, what it does with exponentials is: the rows below hold scores, and no softmax.
    [Fact]
    public void TakesNoRowThatIsStillToComeForTheOnesBefore() => Marks("SMG2001", """
        static class C
        {
            static void M(Grid keys, Grid queries, int n)
            {
                var scores = new Grid(n, n);
                for (int i = 0; i < n; i++)
                    for (int j = 0; j < n; j++)
                        scores.Set(i, j, keys.Get(i, 0) * queries.Get(j, 0));
                for (int i = 0; i < n; i++)
                {
                    float most = float.MinValue;
                    for (int j = 0; j < n; j++)
                        most = Math.Max(most, scores.Get(i, j));
                    float sum = 0;
                    for (int j = 0; j < n; j++)
                    {
                        float e = MathF.Exp(scores.Get(i, j) - most);
                        scores.Set(i, j, e);
                        sum += e;
                    }
                    for (int j = 0; j < n; j++)
                        scores.Set(i, j, scores.Get(i, j) / sum);
                }
            }
        }

        class Grid
        {
            public int Columns { get; }
            public float[] Cells { get; }
            public Grid(int rows, int columns) { Columns = columns; Cells = new float[rows * columns]; }
            public float Get(int row, int column) => Cells[row * Columns + column];
            public void Set(int row, int column, float value) => Cells[row * Columns + column] = value;
        }
        """);
}
