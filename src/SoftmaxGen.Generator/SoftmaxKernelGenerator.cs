using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SoftmaxGen.Generator.Declarations;
using SoftmaxGen.Generator.Emission;
using SoftmaxGen.Generator.Emission.Methods;
using SoftmaxGen.Generator.Model;
using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator;

/// <summary>
/// Implements every partial method that carries a kernel attribute. Nothing but values flows from step to step, so an
/// edit elsewhere stops at the first one. A wrong declaration gets no kernel, but a body that throws (the compiler would
/// stop at the missing one before it asks any analyzer); <see cref="DeclarationAnalyzer"/>, which asks the same
/// question, reports it.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class SoftmaxKernelGenerator : IIncrementalGenerator
{
    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        context.RegisterPostInitializationOutput(static output =>
        {
            foreach ((string hintName, string text) in AttributeSources.All)
            {
                output.AddSource(hintName, SourceText.From(text, Encoding.UTF8));
            }
        });

        IncrementalValueProvider<TargetFacts> target = context.CompilationProvider
            .Select(TargetFactsReader.Read)
            .WithTrackingName(Steps.Target);

        IncrementalValuesProvider<PlannedKernel> kernels = Declared(context)
            .Combine(target)
            .Select(static (pair, _) => PlannedKernel.Of(pair.Left, pair.Right))
            .WithTrackingName(Steps.Plans);

        IncrementalValuesProvider<EmittedSource> methods = kernels
            .Select(static (kernel, _) => MethodEmitter.Emit(kernel.Model, kernel.Plan))
            .WithTrackingName(Steps.Methods);

        // Methods with equal plans share a kernel, and kernels those that they call.
        IncrementalValuesProvider<EmittedKernel> emitted = kernels
            .Select(static (kernel, _) => kernel.Plan)
            .Collect()
            .SelectMany(static (plans, _) => plans.SelectMany(plan => plan.WithCalls).Distinct())
            .Select(static (plan, _) => KernelEmitter.Emit(plan))
            .WithTrackingName(Steps.Kernels);

        IncrementalValueProvider<EquatableArray<EmittedSource>> shared = emitted
            .Select(static (kernel, _) => kernel.Helpers)
            .Collect()
            .Combine(kernels.Select(static (kernel, _) => kernel.ReadLabels).Collect())
            .Select(static (pair, _) => SharedNeeds.Of(pair.Left, pair.Right))
            .WithTrackingName(Steps.SharedNeeds)
            .Combine(target)
            .Select(static (pair, _) => SharedSources.Emit(pair.Left, pair.Right))
            .WithTrackingName(Steps.Shared);

        foreach (IncrementalValuesProvider<EmittedSource> rejected in Rejected(context))
        {
            context.RegisterSourceOutput(rejected, static (output, source) => Add(output, source));
        }

        context.RegisterSourceOutput(methods, static (output, source) => Add(output, source));
        context.RegisterSourceOutput(emitted, static (output, kernel) => Add(output, kernel.Source));
        context.RegisterSourceOutput(shared, static (output, sources) =>
        {
            foreach (EmittedSource source in sources)
            {
                Add(output, source);
            }
        });
    }

    /// <summary>The names of the steps, as tests of the pipeline know them.</summary>
    internal static class Steps
    {
        public const string Target = "Target";
        public const string Declarations = "Declarations";
        public const string Rejected = "Rejected";
        public const string Plans = "Plans";
        public const string Methods = "Methods";
        public const string Kernels = "Kernels";
        public const string SharedNeeds = "SharedNeeds";
        public const string Shared = "Shared";
    }

    /// <summary>The declarations that pass every check, of all kernel attributes together.</summary>
    private static IncrementalValuesProvider<KernelModel> Declared(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<ImmutableArray<KernelModel>>? all = null;
        foreach (KernelAttribute attribute in KernelAttributes.All)
        {
            IncrementalValueProvider<ImmutableArray<KernelModel>> declared = context.SyntaxProvider
                .ForAttributeWithMetadataName(
                    attribute.MetadataName,
                    static (node, _) => node is MethodDeclarationSyntax,
                    (syntax, token) => KernelDeclaration.Read(syntax, attribute.Operator, token))
                .Where(static model => model is not null)
                .Select(static (model, _) => model!)
                .WithTrackingName(Steps.Declarations)
                .Collect();
            all = all is null
                ? declared
                : all.Value.Combine(declared).Select(static (pair, _) => pair.Left.AddRange(pair.Right));
        }

        return all!.Value.SelectMany(static (models, _) => models);
    }

    /// <summary>A body for every method with a kernel attribute that gets no kernel.</summary>
    private static IEnumerable<IncrementalValuesProvider<EmittedSource>> Rejected(
        IncrementalGeneratorInitializationContext context) => KernelAttributes.All.Select(attribute => context.SyntaxProvider
            .ForAttributeWithMetadataName(
                attribute.MetadataName,
                static (node, _) => node is MethodDeclarationSyntax,
                static (syntax, token) => RejectedMethodReader.Read(syntax, token))
            .Where(static method => method is not null)
            .Select(static (method, _) => RejectedMethodEmitter.Emit(method!))
            .WithTrackingName(Steps.Rejected));

    private static void Add(SourceProductionContext output, EmittedSource source) => output.AddSource(
        source.HintName, SourceText.From(EmbeddedMark.Adapt(source.Text, EmbeddedMark.IsAllowed), Encoding.UTF8));
}
