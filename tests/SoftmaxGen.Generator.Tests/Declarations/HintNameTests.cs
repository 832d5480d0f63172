namespace SoftmaxGen.Generator.Tests.Declarations;

/// <summary>The names of the generated files.</summary>
public sealed class HintNameTests
{
    private const string Overloads =
        """
        namespace N
        {
            partial class A { [Softmax(Classes = 3)] partial void F(float[] logits, float[] probabilities); }
            partial class a { [Softmax(Classes = 3)] partial void F(float[] logits, float[] probabilities); }
            partial class A<T> { [Softmax(Classes = 3)] partial void F(float[] logits, float[] probabilities); }
            partial class A
            {
                [Softmax(Classes = 3)] partial void F(double[] logits, double[] probabilities);
                [Softmax(Classes = 3)] partial void F(float[] logits, Span<float> probabilities);
                [Softmax(Classes = 3)] partial void f(float[] logits, float[] probabilities);
                partial class A { [Softmax(Classes = 3)] partial void F(float[] logits, float[] probabilities); }
            }
        }
        namespace N.A_
        {
            partial class B { [Softmax(Classes = 3)] partial void F(float[] logits, float[] probabilities); }
        }
        namespace N_
        {
            partial class A_B { [Softmax(Classes = 3)] partial void F(float[] logits, float[] probabilities); }
        }
        """;

    [Fact]
    public void AreUniqueWhereCaseIsIgnored()
    {
        List<string> names = [.. Harness.Read(TestCompilation.Create(TestCompilation.Usings + Overloads))
            .Select(read => read.Model!.Method.HintName)];

        Assert.Equal(9, names.Count);
        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Theory]
    [InlineData("Größe", "Δ")]
    [InlineData("層", "損失")]
    public void AreSafeAndShort(string type, string method)
    {
        string longName = string.Concat(Enumerable.Repeat("VeryLongName", 20));
        string name = Harness.ReadOne(
            $"namespace {longName}; partial class {type}<T> {{ "
            + $"[SoftmaxGen.LogSumExp(Classes = 3)] private static partial float {method}(float[] logits); }}")
            .Method.HintName;

        Assert.Matches("^[A-Za-z0-9_.]+$", name);
        Assert.EndsWith(".g.cs", name, StringComparison.Ordinal);
        Assert.InRange(name.Length, 20, 100);
    }

    [Fact]
    public void AreStable() => Assert.Equal(
        "N.Kernels.LogSumExp.96a9f4830b168f08.g.cs",
        Harness.ReadOne(
            "namespace N; partial class Kernels { "
            + "[SoftmaxGen.LogSumExp(Classes = 3)] private static partial float LogSumExp(float[] logits); }")
            .Method.HintName);
}
