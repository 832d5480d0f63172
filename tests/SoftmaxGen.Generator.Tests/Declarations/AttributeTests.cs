using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SoftmaxGen.Generator.Declarations;

namespace SoftmaxGen.Generator.Tests.Declarations;

/// <summary>The attributes and enums as they arrive in a consumer's compilation.</summary>
public sealed class AttributeTests
{
    private static readonly Lazy<Assembly> Compiled = new(() => Assembly.Load(Emit(TestCompilation.Create(""))));

    public static TheoryData<LanguageVersion, NullableContextOptions> Consumers => new()
    {
        { LanguageVersion.CSharp7_3, NullableContextOptions.Disable },
        { LanguageVersion.CSharp9, NullableContextOptions.Disable },
        { LanguageVersion.CSharp9, NullableContextOptions.Enable },
        { LanguageVersion.CSharp13, NullableContextOptions.Enable },
        { LanguageVersion.Preview, NullableContextOptions.Enable },
    };

    [Theory]
    [MemberData(nameof(Consumers))]
    public void CompileWithoutAWarning(LanguageVersion version, NullableContextOptions nullable)
    {
        CSharpCompilation compilation = TestCompilation.Create("", version, nullable);
        CSharpCompilationOptions strict = compilation.Options
            .WithWarningLevel(9999)
            .WithGeneralDiagnosticOption(ReportDiagnostic.Error);

        Assert.Empty(compilation.WithOptions(strict).GetDiagnostics().Select(found => found.ToString()));
    }

    [Fact]
    public void ThereIsOneForEveryRowOfTheContract()
    {
        IEnumerable<string> written = Compiled.Value.GetTypes()
            .Where(type => type.Namespace == "SoftmaxGen" && type.IsSubclassOf(typeof(Attribute)) && !type.IsAbstract)
            .Select(type => type.FullName!);

        Assert.Equal(KernelContracts.All.Select(MetadataNameOf).Order(), written.Order());
        Assert.Equal(12, KernelContracts.All.Length);
    }

    [Fact]
    public void EveryPropertyIsKnownWithItsDefault()
    {
        HashSet<string> seen = [];
        foreach (KernelContract contract in KernelContracts.All)
        {
            Type type = Compiled.Value.GetType(MetadataNameOf(contract))!;
            object instance = Activator.CreateInstance(type)!;
            foreach (PropertyInfo property in type.GetProperties().Where(p => p.DeclaringType != typeof(Attribute)))
            {
                OptionContract option = OptionContracts.All.Single(option => option.Name == property.Name);
                object value = property.GetValue(instance)!;
                Assert.Equal(option.Default, value is Enum ? Convert.ToInt32(value) : value);
                if (property.PropertyType.IsEnum)
                    Assert.Equal(option.Members, Enum.GetNames(property.PropertyType));

                seen.Add(property.Name);
            }
        }

        Assert.Equal(OptionContracts.All.Select(option => option.Name).Order(), seen.Order());
    }

    [Fact]
    public void EveryTypeIsInternalAndEmbedded() => Assert.All(
        Compiled.Value.GetTypes().Where(type => type.Namespace == "SoftmaxGen"),
        type =>
        {
            Assert.False(type.IsVisible);
            Assert.Contains(
                "Microsoft.CodeAnalysis.EmbeddedAttribute",
                type.CustomAttributes.Select(attribute => attribute.AttributeType.FullName));
        });

    [Fact]
    public void LeaveNoTraceAndDoNotMeetAcrossInternalsVisibleTo()
    {
        const string Signature = "public static partial void F(float[] logits, float[] probabilities)";
        const string Members = "[Softmax(Classes = 3)] " + Signature + "; " + Signature + " { }";
        string library = TestCompilation.Usings
            + "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Consumer\")]"
            + "public static partial class A { " + Members + " }";
        byte[] image = Emit(TestCompilation.Create(library).WithAssemblyName("Library"));
        CSharpCompilation consumer = TestCompilation
            .Create(TestCompilation.Usings + "static partial class B { " + Members + " }")
            .AddReferences(MetadataReference.CreateFromImage(image));

        Assert.Empty(Harness.ComplaintsOf(consumer));
        Assert.DoesNotContain(
            Assembly.Load(image).GetType("A")!.GetMethod("F")!.CustomAttributes,
            attribute => attribute.AttributeType.Namespace == "SoftmaxGen");
    }

    private static string MetadataNameOf(KernelContract contract) => KernelContracts.Namespace + "." + contract.AttributeName;

    private static byte[] Emit(CSharpCompilation compilation)
    {
        using MemoryStream image = new();
        ImmutableArray<Diagnostic> diagnostics = compilation.Emit(image).Diagnostics;
        Assert.Empty(diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error));
        return image.ToArray();
    }
}
