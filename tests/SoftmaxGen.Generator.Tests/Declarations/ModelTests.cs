using Microsoft.CodeAnalysis;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Tests.Declarations;

/// <summary>What a right declaration is read as.</summary>
public sealed class ModelTests
{
    private const string Nested =
        "namespace My.@class { public enum Animal { Cat, Dog } public partial record Outer<TIn> { "
        + "internal partial struct @struct { /// <summary>Mine.</summary>\n"
        + "[SoftmaxLoss(Reduction = Reduction.Sum, IgnoreIndex = 1, Batch = 7)] "
        + "internal static partial double @for(ReadOnlyMemory<double> logits, double scale, Animal[]? labels, "
        + "Memory<double> gradient); } } }";

    [Fact]
    public void TheLineThatTheProjectWasBornWith()
    {
        KernelModel model = Harness.ReadOne(
            "using System; using SoftmaxGen; using static SoftmaxGen.Target; static partial class Kernels {\n"
            + "[SoftmaxLoss(Classes = 9, Target = Soft)] public static partial float Loss("
            + "ReadOnlySpan<float> logits, ReadOnlySpan<float> target, Span<float> gradient); }");

        Assert.Equal(
            (KernelOperator.SoftmaxLoss, ElementType.Single, 9, 0, TargetKind.Soft, ReductionKind.Mean),
            (model.Operator, model.Element, model.Classes, model.Batch, model.Target, model.Reduction));
        Assert.Equal(LabelType.None, model.Labels);
        Assert.Equal("public static ", model.Method.Modifiers);
        Assert.True(model.Method.ReturnsValue);
        Assert.False(model.Method.HasDocumentation);
        Assert.Equal("", model.Method.Namespace);
        Assert.Equal([new ContainingType("class", "Kernels")], model.Method.ContainingTypes);
        Assert.Equal(
            [
                Floats("logits", ParameterRole.Logits, Carrier.ReadOnlySpan),
                Floats("target", ParameterRole.Target, Carrier.ReadOnlySpan),
                Floats("gradient", ParameterRole.Gradient, Carrier.Span),
            ],
            model.Method.Parameters);
    }

    [Fact]
    public void NestedGenericTypesKeywordsAndNullableArrays()
    {
        KernelModel model = Harness.ReadOne(TestCompilation.Usings + Nested);
        MethodModel method = model.Method;

        Assert.Equal(
            (2, 7, 1, LabelType.Int32, ReductionKind.Sum),
            (model.Classes, model.Batch, model.IgnoreIndex, model.Labels, model.Reduction));
        Assert.Equal("My.@class", method.Namespace);
        Assert.Equal([new("record", "Outer<TIn>"), new ContainingType("struct", "@struct")], method.ContainingTypes);
        Assert.Equal(("@for", true, "internal static "), (method.Name, method.HasDocumentation, method.Modifiers));
        Assert.Equal(
            new ParameterModel(
                "labels", ParameterRole.Labels, Carrier.Array,
                "global::My.@class.Animal", "global::My.@class.Animal[]?", ""),
            model.Parameter(ParameterRole.Labels));
        Assert.Equal(
            new ParameterModel("scale", ParameterRole.Scale, Carrier.Scalar, "double", "double", ""),
            model.Parameter(ParameterRole.Scale));
    }

    [Theory]
    [InlineData("sbyte")]
    [InlineData("byte")]
    [InlineData("short")]
    [InlineData("ushort")]
    [InlineData("int")]
    [InlineData("uint")]
    [InlineData("long")]
    [InlineData("ulong")]
    public void CountsTheValuesOfAnyEnum(string type)
    {
        KernelModel model = ReadMember(
            $"private enum E : {type} {{ A, B, C, Last = C }} "
            + "[ArgMax] static partial void F(float[] logits, Span<E> labels);");

        LabelType expected = type switch
        {
            "sbyte" => LabelType.SByte,
            "byte" => LabelType.Byte,
            "short" => LabelType.Int16,
            "ushort" => LabelType.UInt16,
            "int" => LabelType.Int32,
            "uint" => LabelType.UInt32,
            "long" => LabelType.Int64,
            _ => LabelType.UInt64,
        };
        Assert.Equal((3, expected), (model.Classes, model.Labels));
        Assert.Equal((TargetKind.Index, ReductionKind.None, -100), (model.Target, model.Reduction, model.IgnoreIndex));
    }

    [Theory]
    [InlineData("this float[] logits", "this ")]
    [InlineData("params float[] logits", "params ")]
    [InlineData("this scoped Span<float> logits", "this scoped ")]
    [InlineData("params ReadOnlySpan<float> logits", "params ")]
    public void RepeatsTheModifiersOfParameters(string parameter, string modifiers)
    {
        KernelModel model = ReadMember($"[LogSumExp(Classes = 3)] internal static partial float F({parameter});");

        Assert.Equal(modifiers, Assert.Single(model.Method.Parameters).Modifiers);
    }

    [Theory]
    [InlineData("/// <summary>Mine.</summary>\n", true)]
    [InlineData("/** <summary>Mine.</summary> */", true)]
    [InlineData("// Mine.\n", false)]
    [InlineData("/* Mine. */", false)]
    public void SeesDocumentation(string comment, bool expected) => Assert.Equal(
        expected,
        ReadMember(comment + "[LogSumExp(Classes = 3)] private static partial float F(float[] logits);")
            .Method.HasDocumentation);

    [Fact]
    public void ModelsOfTwoCompilationsAreEqualAndHoldNothingOfThem()
    {
        KernelModel first = Harness.ReadOne(TestCompilation.Usings + Nested);
        KernelModel second = Harness.ReadOne(TestCompilation.Usings + "// An edit elsewhere.\n" + Nested);
        KernelModel other = Harness.ReadOne(TestCompilation.Usings + Nested.Replace("Batch = 7", "Batch = 8"));

        Assert.Equal(first, second);
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
        Assert.NotEqual(first, other);
        Assert.All(ObjectGraph.Reachable(first), value => Assert.False(
            value is ISymbol or SyntaxNode or SyntaxTree or Location or Compilation or SemanticModel or SyntaxReference,
            value.GetType().FullName));
        Assert.Contains(ObjectGraph.Reachable(first), value => value is ParameterModel);
    }

    private static ParameterModel Floats(string name, ParameterRole role, Carrier carrier) =>
        new(name, role, carrier, "float", $"global::System.{carrier}<float>", "");

    private static KernelModel ReadMember(string member) =>
        Harness.ReadOne(TestCompilation.Usings + CheckCase.InClass(member));
}
