using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.Analyzers.Flow.Facts;
using SoftmaxGen.Analyzers.Flow.Gate;
using SoftmaxGen.Analyzers.Tests.Support;

namespace SoftmaxGen.Analyzers.Tests.Flow;

/// <summary>Which uses of a helper's name are taken for calls of it before the model is asked.</summary>
public sealed class ReachTests
{
    private const string Declarations =
        """
        using System;
        using Other = Numbers;
        static class Numbers { public static double Raised(double x) => Math.Exp(x); }
        static class Extensions { public static double Raised(this float x) => Math.Exp(x); }
        class Curve { public double Raised(double x) => Math.Exp(x); protected double Lifted(double x) => Math.Exp(x); private double Hidden(double x) => Math.Exp(x); public double Both(double x) => 1 / (1 + Hidden(x)); }
        sealed class Foreign { public double Hidden(double x) => x; public double Raised(double x) => x; public double Lifted(double x) => x; }
        """;

    [Theory]
    [InlineData("static class M { static double F(double x) => 1 / (1 + Numbers.Raised(x)); }")]
    [InlineData("static class M { static double F(double x) => 1 / (1 + Other.Raised(x)); }")]
    [InlineData("static class M { static double F(double x) => 1 / (1 + global::Numbers.Raised(x)); }")]
    [InlineData("static class M { static double F(float x) => 1 / (1 + x.Raised()); }")]
    [InlineData("static class M { static double F(Curve c, double x) => 1 / (1 + c.Raised(x)); }")]
    [InlineData("static class M { static double F(Curve? c, double x) => 1 / (1 + (c?.Raised(x) ?? 0)); }")]
    [InlineData("sealed class M : Curve { double F(double x) => 1 / (1 + Lifted(x)); }")]
    [InlineData("sealed class M : Curve { double F(double x) => 1 / (1 + this.Lifted(x)); }")]
    [InlineData("sealed class M : Curve { double F(double x) => 1 / (1 + base.Lifted(x)); }")]
    [InlineData("sealed partial class M { double F(double x) => 1 / (1 + Lifted(x)); } partial class M : Curve { }")]
    [InlineData("static class M { static double Inner(double x) => Math.Exp(x); static class N { static double F(double x) => 1 / (1 + Inner(x)); } }")]
    [InlineData("static class M { static double Twice(double x) => Math.Exp(x); static double F(double twice) { double Twice2 = 2; return Twice2 / (1 + Twice(twice)); } }")]
    public void FollowsACallOfTheHelper(string type) => Assert.Contains("F", Chosen(Declarations + type));

    [Theory]
    [InlineData("static class M { static double F(Foreign f, double x) => 1 / (1 + f.Raised(x)); }")]
    [InlineData("static class M { static double F(Foreign f, double x) => 1 / (1 + f.Hidden(x)); }")]
    [InlineData("static class M { static double G(double x) => x; static double F(double raised) => G(raised) / raised; static double raised => Math.Exp(1); }")]
    [InlineData("static class M { static double F(double x) { double Raised(double y) => y; return 1 / (1 + Raised(x)); } }")]
    [InlineData("static class M { static double F(Func<double, double> Raised, double x) => 1 / (1 + Raised(x)); }")]
    public void LeavesACallOfAnotherMethodOfTheNameAlone(string type) => Assert.DoesNotContain("F", Chosen(Declarations + type));

    [Fact]
    public void FollowsACallOfAnImportedMember()
    {
        Assert.Contains("F", Chosen("using static Numbers; static class M { static double F(double x) => 1 / (1 + Raised(x)); }", Declarations));
        Assert.Contains("F", Chosen("static class M { static double F(double x) => 1 / (1 + Raised(x)); }", "global using static Numbers;", Declarations));
    }

    [Theory]
    [InlineData("Numbers.Raised(1)", "Numbers", true)]
    [InlineData("new Curve().Raised(1)", "Numbers", false)]
    [InlineData("Foreign.Raised(1)", "Numbers", false)]
    [InlineData("c.Hidden(1)", "Curve", false)]
    [InlineData("c.Raised(1)", "Curve", true)]
    [InlineData("Raised(1)", "Curve", false)]
    public void NothingIsAskedOfTheModelWhereTheNameCannotMeanTheHelper(string use, string type, bool may)
    {
        SyntaxNode root = TestCompilation.Create([Declarations + $"static class M {{ static object F(Curve c) => {use}; }}"]).SyntaxTrees.First().GetRoot();
        SimpleNameSyntax name = root.DescendantNodes().OfType<SimpleNameSyntax>().Last(n => use.Contains(n.Identifier.ValueText + "(1)"));
        MethodDeclarationSyntax helper = root.DescendantNodes().OfType<TypeDeclarationSyntax>().Single(t => t.Identifier.ValueText == type)
            .Members.OfType<MethodDeclarationSyntax>().Single(m => m.Identifier.ValueText == name.Identifier.ValueText);
        Assert.Equal(may, new Reach(helper).Includes(name, anyImported: false));
    }

    [Fact]
    public void AMethodIsNoHelperForItsNameAlone()
    {
        Compilation compilation = Compile(Declarations);
        Gate gate = GateOf(compilation);
        Assert.True(gate.IsHelper(Method(compilation, "Numbers", "Raised")));
        Assert.True(gate.IsHelper(Method(compilation, "Curve", "Hidden")));
        Assert.False(gate.IsHelper(Method(compilation, "Foreign", "Hidden")));
        Assert.False(gate.IsHelper(Method(compilation, "Foreign", "Raised")));
    }

    [Fact]
    public void AVirtualMethodIsAHelperByItsName()
    {
        Compilation compilation = Compile(
            """
            using System;
            abstract class Layer { public abstract double Run1(double x); public virtual double Run2(double x) => x; }
            sealed class Exponential : Layer { public override double Run1(double x) => Math.Exp(x); public override double Run2(double x) => Math.Exp(x); }
            """);
        Assert.True(GateOf(compilation).IsHelper(Method(compilation, "Layer", "Run1")));
        Assert.True(GateOf(compilation).IsHelper(Method(compilation, "Layer", "Run2")));
    }

    [Fact]
    public void WhatNamesNoExponentialGivesNone()
    {
        Compilation compilation = Compile(Declarations + "sealed class M { double[] _p = []; void A(double[] z) { _p = z; } void B(Curve c) { _p = [c.Raised(1)]; } void C() { _p = [Math.Exp(1)]; } }");
        Gate gate = GateOf(compilation);
        SyntaxNode Body(string name) => compilation.SyntaxTrees.First().GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Single(m => m.Identifier.ValueText == name);
        Assert.False(gate.MayGive(Body("A")));
        Assert.True(gate.MayGive(Body("B")));
        Assert.True(gate.MayGive(Body("C")));
        Assert.True(gate.NamesExponentials(Body("C")));
        Assert.False(gate.NamesExponentials(Body("B")));
        Assert.False(gate.NamesExponentials(Body("A")));
    }

    private static IMethodSymbol Method(Compilation compilation, string type, string name) =>
        compilation.GetTypeByMetadataName(type)!.GetMembers(name).OfType<IMethodSymbol>().Single();

    private static IEnumerable<string> Chosen(params string[] sources)
    {
        Compilation compilation = Compile(sources);
        Gate gate = GateOf(compilation);
        return [.. compilation.SyntaxTrees.SelectMany(tree => gate.Bodies(compilation.GetSemanticModel(tree), default)).OfType<MethodDeclarationSyntax>().Select(m => m.Identifier.ValueText)];
    }

    private static Compilation Compile(params string[] sources)
    {
        Compilation compilation = TestCompilation.Create(sources);
        TestCompilation.AssertCompiles(compilation);
        return compilation;
    }

    private static Gate GateOf(Compilation compilation) => new(compilation, LibraryFacts.Create(compilation, [], default));
}
