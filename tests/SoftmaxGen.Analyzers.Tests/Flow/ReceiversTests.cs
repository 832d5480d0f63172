using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.Analyzers.Flow.Facts;
using SoftmaxGen.Analyzers.Flow.Gate;
using SoftmaxGen.Analyzers.Tests.Support;

namespace SoftmaxGen.Analyzers.Tests.Flow;

/// <summary>Which types a method can be one of, going by what its receiver is declared as.</summary>
public sealed class ReceiversTests
{
    private const string Declarations =
        """
        using System;
        using Other = Curve;
        interface IRaises { double Raised(double x) => Math.Exp(x); }
        class Root { public virtual double Raised(double x) => Math.Exp(x); }
        class Curve : Root { public Curve Next => this; public static Curve Make() => new(); }
        class Steep : Other, IRaises { public override double Raised(double x) => 2 * Math.Exp(x); }
        sealed class Foreign { public double Raised(double x) => x; }
        class Holder { protected Curve kept = new(); }
        """;

    [Theory]
    [InlineData("static double F(Curve c, double x) => 1 / (1 + c.Raised(x));", "Curve Other Root Steep")]
    [InlineData("static double F(Curve? c, double x) => 1 / (1 + c!.Raised(x));", null)]
    [InlineData("static double F(Steep c, double x) => 1 / (1 + c.Raised(x));", "Curve IRaises Other Root Steep")]
    [InlineData("static double F(Other c, double x) => 1 / (1 + c.Raised(x));", "Curve Other Root Steep")]
    [InlineData("static double F(global::Steep c, double x) => 1 / (1 + c.Raised(x));", "Curve IRaises Other Root Steep")]
    [InlineData("static double F(double x) { Curve c = Curve.Make(); return 1 / (1 + c.Raised(x)); }", "Curve Other Root Steep")]
    [InlineData("static double F(double x) { var c = new Foreign(); return c.Raised(x) / x; }", "Foreign")]
    [InlineData("static double F(double x) { var c = Curve.Make(); return 1 / (1 + c.Raised(x)); }", null)]
    [InlineData("static double F(object o, double x) => o is Foreign c ? c.Raised(x) / x : 0;", "Foreign")]
    [InlineData("static double F(object o, double x) => ((Foreign)o).Raised(x) / x;", "Foreign")]
    [InlineData("static double F(object o, double x) => (o as Foreign)!.Raised(x) / x;", null)]
    [InlineData("static double F(double x) => new Foreign().Raised(x) / x;", "Foreign")]
    [InlineData("static double F(Curve c, double x) => 1 / (1 + c.Next.Raised(x));", null)]
    [InlineData("static double F(Curve[] all, double x) { double s = 0; foreach (Curve c in all) s += 1 / c.Raised(x); return s; }", "Curve Other Root Steep")]
    [InlineData("static double F(Curve[] all, double x) { double s = 0; foreach (var c in all) s += 1 / c.Raised(x); return s; }", null)]
    [InlineData("static double F<Foreign>(Foreign c, double x) where Foreign : Curve => 1 / (1 + c.Raised(x));", null)]
    [InlineData("static double F(Func<Func<Curve, double>, double> all, Foreign d, double x) => all(c => 1 / (1 + c.Raised(x)));", null)]
    [InlineData("static Foreign c = new(); static double F(double x) => c.Raised(x) / x;", "Foreign")]
    [InlineData("Foreign C { get; } = new(); double F(double x) => this.C.Raised(x) / x;", "Foreign")]
    [InlineData("static double F(double x) { double a; { Foreign c = new(); a = c.Raised(x) / x; } { Curve c = new(); a += 1 / c.Raised(x); } return a; }", null)]
    public void TellsTheTypesOfADeclaredReceiver(string member, string? types) => Assert.Equal(types, TypesIn($"class M {{ {member} }}"));

    [Theory]
    [InlineData("class M { static Foreign kept = new(); class N : Holder { double F(double x) => 1 / (1 + kept.Raised(x)); } }")]
    [InlineData("class M { static Foreign kept = new(); partial class N { double F(double x) => 1 / (1 + kept.Raised(x)); } partial class N { Curve kept = new(); } }")]
    [InlineData("class M(Curve c) { double F(double x) => 1 / (1 + c.Raised(x)); }")]
    public void KnowsNothingOfAMemberThatABaseOrAnotherPartMayDeclare(string type) => Assert.Null(TypesIn(type));

    // However many other methods share the name, a call that can reach the helper is followed.
    [Theory]
    [InlineData("static double F(Curve c, double x) => 1 / (1 + c.Raised(x));", true)]
    [InlineData("static double F(Steep c, double x) => 1 / (1 + c.Raised(x));", true)]
    [InlineData("static double F(IRaises c, double x) => 1 / (1 + c.Raised(x));", true)]
    [InlineData("static double F<T>(T c, double x) where T : Root => 1 / (1 + c.Raised(x));", true)]
    [InlineData("static double F(Foreign c, double x) => 1 / (1 + c.Raised(x));", false)]
    [InlineData("static double F(double x) { var c = new Foreign(); return 1 / (1 + c.Raised(x)); }", false)]
    public void TheGateFollowsWhatMayReachAHelper(string member, bool follows)
    {
        Compilation compilation = TestCompilation.Create([Declarations + $"static class M {{ {member} }}"]);
        TestCompilation.AssertCompiles(compilation);
        Gate gate = new(compilation, LibraryFacts.Create(compilation, [], default));
        IEnumerable<string> chosen = compilation.SyntaxTrees.SelectMany(tree => gate.Bodies(compilation.GetSemanticModel(tree), default))
            .OfType<MethodDeclarationSyntax>().Select(method => method.Identifier.ValueText);
        Assert.Equal(follows, chosen.Contains("F"));
    }

    private static string? TypesIn(string type)
    {
        Compilation compilation = TestCompilation.Create([Declarations + type]);
        TestCompilation.AssertCompiles(compilation);
        SyntaxNode body = compilation.SyntaxTrees.SelectMany(tree => tree.GetRoot().DescendantNodes()).OfType<MethodDeclarationSyntax>().Single(m => m.Identifier.ValueText == "F");
        SimpleNameSyntax name = body.DescendantNodes().OfType<SimpleNameSyntax>().First(n => n.Identifier.ValueText == "Raised");
        return new Receivers(new TypeNames(compilation)).Of(name, new CodeOfBody(body)) is { } types ? string.Join(" ", types.Order(StringComparer.Ordinal)) : null;
    }
}
