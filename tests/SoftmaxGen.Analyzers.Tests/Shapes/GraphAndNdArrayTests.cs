namespace SoftmaxGen.Analyzers.Tests.Shapes;

/// <summary>NumSharp's arrays and TensorFlowSharp's graphs, with the library referenced and without.</summary>
public sealed class GraphAndNdArrayTests
{
    private const string NumSharp = """
        namespace NumSharp
        {
            public class NDArray
            {
                public NDArray max(Type dtype = null!) => throw null!;
                public NDArray max(int axis, bool keepdims = false, Type dtype = null!) => throw null!;
                public NDArray sum() => throw null!;
                public NDArray sum(int axis, bool keepdims) => throw null!;
                public static NDArray operator -(NDArray a, NDArray b) => throw null!;
                public static NDArray operator /(NDArray a, NDArray b) => throw null!;
            }
            public static class np { public static NDArray exp(NDArray a) => throw null!; }
        }
        """;

    private const string TensorFlowSharp = """
        namespace TensorFlow
        {
            public struct TFOutput { }
            public class TFTensor { public static implicit operator TFTensor(float value) => throw null!; }
            public class TFGraph
            {
                public TFOutput Const(TFTensor value, string? operName = null) => throw null!;
                public TFOutput Exp(TFOutput x, string? operName = null) => throw null!;
                public TFOutput Log(TFOutput x, string? operName = null) => throw null!;
                public TFOutput Add(TFOutput x, TFOutput y, string? operName = null) => throw null!;
                public TFOutput Neg(TFOutput x, string? operName = null) => throw null!;
                public TFOutput Div(TFOutput x, TFOutput y, string? operName = null) => throw null!;
            }
        }
        """;

    // The third parameter of max is left out: without the library nothing says that it is there.
    [Theory]
    [InlineData("SMG1001", "static NDArray M(NDArray x) { var e = np.exp(x); return e / e.sum(1, true); }")]
    [InlineData(null, "static NDArray M(NDArray x) { var e = np.exp(x - x.max(1, true)); return e / e.sum(1, true); }")]
    [InlineData(null, "static NDArray M(NDArray x) { var e = np.exp(x - x.max()); return e / e.sum(); }")]
    public void OfNumSharp(string? id, string body) => Says(id, $"using NumSharp; class C {{ {body} }}", ("NumSharp", NumSharp));

    [Theory]
    [InlineData("SMG1009", "static TFOutput M(TFGraph g, TFOutput z) => g.Log(g.Add(g.Const(1f), g.Exp(z)));")]
    [InlineData("SMG1008", "static TFOutput M(TFGraph g, TFOutput z) { var e = g.Exp(z); return g.Div(e, g.Add(g.Const(1f), e)); }")]
    [InlineData(null, "static TFOutput M(TFGraph g, TFOutput z) => g.Div(g.Const(1f), g.Add(g.Const(1f), g.Exp(g.Neg(z))));")]
    public void OfTensorFlowSharp(string? id, string body) => Says(id, $"using TensorFlow; class C {{ {body} }}", ("TensorFlowSharp", TensorFlowSharp));

    private static void Says(string? id, string source, (string, string) library)
    {
        string[] expected = id is null ? [] : [id];
        Assert.Equal(expected, ShapeCheck.Ids(source, library));
        Assert.Equal(expected, ShapeCheck.Ids(source, null));
    }
}
