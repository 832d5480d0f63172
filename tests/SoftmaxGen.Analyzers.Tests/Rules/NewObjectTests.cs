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
}
