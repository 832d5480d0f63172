using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SoftmaxGen.Generator.Declarations.Checks;
using SoftmaxGen.Generator.Emission.Methods;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Tests.Declarations;

/// <summary>
/// A method without a kernel gets a body that throws wherever it can: a build stops at a missing body (CS8795) before
/// it runs an analyzer, and would never show our error.
/// </summary>
public sealed class RejectedMethodTests
{
    private const string GeneratedPath = "SoftmaxGen.Generator/SoftmaxGen.Generator.SoftmaxKernelGenerator/";

    public static TheoryData<CheckCase> AllCases => CheckTests.AllCases;

    [Theory]
    [MemberData(nameof(AllCases), DisableDiscoveryEnumeration = true)]
    public void TheErrorIsOursAndNotTheMissingBody(CheckCase check)
    {
        Markup markup = Markup.Parse(TestCompilation.Usings + check.Fires);
        CSharpCompilation compilation = TestCompilation.Create(markup.Source, check.FiringVersion);
        HashSet<string> roomless = [.. DeclarationChecks.All
            .Where(one => one.LeavesNoRoom).Select(one => one.Descriptor.Id)];

        ImmutableArray<RejectedMethod> rejected = Harness.ReadRejected(compilation);
        CSharpCompilation whole = compilation.AddSyntaxTrees(rejected.Select(method => TestCompilation.Parse(
            RejectedMethodEmitter.Emit(method).Text, check.FiringVersion, GeneratedPath + method.HintName)));

        Assert.Equal(!markup.Expected.Any(mark => roomless.Contains(mark.Id)), rejected.Length > 0);
        Assert.Equal(
            markup.Expected,
            Harness.Analyze(whole).Select(Marked.Of).OrderBy(mark => mark.Start).ThenBy(mark => mark.Id));
        Assert.Empty(Harness.ComplaintsOf(whole).Except(Harness.ComplaintsOf(compilation)));
        if (rejected.Length > 0)
            Assert.DoesNotContain(whole.GetDiagnostics(), found => found.Id == "CS8795");
    }

    [Theory]
    [MemberData(nameof(AllCases), DisableDiscoveryEnumeration = true)]
    public void ARightMethodIsNotRejected(CheckCase check) => Assert.Empty(Harness.ReadRejected(
        TestCompilation.Create(TestCompilation.Usings + check.Silent, check.SilentVersion)));

    [Fact]
    public void SignaturesAreRepeatedWhole()
    {
        RejectedMethod method = Assert.Single(Harness.ReadRejected(TestCompilation.Create(
            TestCompilation.Usings + "namespace N.@is { partial class A<@T> { [SoftmaxLoss(Classes = 1)] "
            + "protected internal static partial ref readonly int @do("
            + "in List<float?>? logits, out int @if, params string?[] labels); } }")));

        Assert.Equal(("N.@is", "A<T>"), (method.Namespace, Assert.Single(method.ContainingTypes).Name));
        Assert.Equal(
            "protected internal static partial ref readonly int @do("
            + "in global::System.Collections.Generic.List<float?>? logits, out int @if, params string?[] labels)",
            method.Signature);
    }

    [Theory]
    [InlineData("where T : struct")]
    [InlineData("where T : unmanaged, IComparable<T>")]
    [InlineData("where T : class?, new() where @class : notnull, List<T>")]
    public void ConstraintsAreRepeatedWhole(string constraints)
    {
        CSharpCompilation compilation = TestCompilation.Create(
            TestCompilation.Usings + "static partial class A { [Softmax(Classes = 3)] public static partial void M<T, @class>("
            + $"float[] logits, float[] probabilities) {constraints}; }}");
        RejectedMethod method = Assert.Single(Harness.ReadRejected(compilation));
        Assert.Empty(compilation
            .AddSyntaxTrees(TestCompilation.Parse(
                RejectedMethodEmitter.Emit(method).Text, LanguageVersion.CSharp13, GeneratedPath + method.HintName))
            .GetDiagnostics()
            .Where(found => found.Severity == DiagnosticSeverity.Error)
            .Select(found => found.ToString()));
    }
}
