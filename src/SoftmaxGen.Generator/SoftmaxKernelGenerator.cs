using System.Collections.Immutable;
using System.Runtime.CompilerServices;
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

        // What was written for a kernel is kept, and found again where the kernel stands elsewhere in its file or its list.
        Memo<PlannedKernel, EmittedSource> methodTexts = new();
        Memo<KernelPlan, EmittedKernel> kernelTexts = new();
        IncrementalValueProvider<ImmutableArray<PlannedKernel>>? all = null;
        foreach (KernelAttribute attribute in KernelAttributes.All)
        {
            IncrementalValuesProvider<DeclaredMethod> declared = Declared(context, attribute);
            context.RegisterSourceOutput(
                declared
                    .Where(static method => method.Rejected is not null)
                    .Select(static (method, _) => RejectedMethodEmitter.Emit(method.Rejected!))
                    .WithTrackingName(Steps.Rejected),
                static (output, source) => Add(output, source));

            IncrementalValuesProvider<PlannedKernel> kernels = declared
                .Where(static method => method.Kernel is not null)
                .Select(static (method, _) => method.Kernel!)
                .Combine(target)
                .Select(static (pair, _) => PlannedKernel.Of(pair.Left, pair.Right))
                .WithTrackingName(Steps.Plans);
            context.RegisterSourceOutput(
                kernels
                    .Select((kernel, _) => methodTexts.Of(kernel, static one => MethodEmitter.Emit(one.Model, one.Plan)))
                    .WithTrackingName(Steps.Methods),
                static (output, source) => Add(output, source));

            IncrementalValueProvider<ImmutableArray<PlannedKernel>> planned = kernels.Collect();
            all = all is null ? planned : all.Value.Combine(planned).Select(static (pair, _) => pair.Left.AddRange(pair.Right));
        }

        // Methods with equal plans share a kernel, and kernels those that they call.
        IncrementalValuesProvider<EmittedKernel> emitted = all!.Value
            .SelectMany((kernels, _) =>
            {
                KernelPlan[] plans = [.. kernels.SelectMany(kernel => kernel.Plan.WithCalls).Distinct()];
                methodTexts.Keep(kernels);
                kernelTexts.Keep(plans);
                return plans;
            })
            .Select((plan, _) => kernelTexts.Of(plan, KernelEmitter.Emit))
            .WithTrackingName(Steps.Kernels);

        IncrementalValueProvider<EquatableArray<EmittedSource>> shared = emitted
            .Select(static (kernel, _) => kernel.Helpers)
            .Collect()
            .Combine(all.Value)
            .Select(static (pair, _) => SharedNeeds.Of(pair.Left, pair.Right.Select(kernel => kernel.ReadLabels).ToArray()))
            .WithTrackingName(Steps.SharedNeeds)
            .Combine(target)
            .Select(static (pair, _) => SharedSources.Emit(pair.Left, pair.Right))
            .WithTrackingName(Steps.Shared);

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

    /// <summary>What becomes of the methods that carry that attribute.</summary>
    private static IncrementalValuesProvider<DeclaredMethod> Declared(
        IncrementalGeneratorInitializationContext context, KernelAttribute attribute) => context.SyntaxProvider
            .ForAttributeWithMetadataName(
                attribute.MetadataName,
                static (node, _) => node is MethodDeclarationSyntax,
                (syntax, token) => KernelDeclaration.Read(syntax, attribute.Operator, token))
            .Where(static method => method is not null)
            .Select(static (method, _) => method!)
            .WithTrackingName(Steps.Declarations);

    private static void Add(SourceProductionContext output, EmittedSource source) =>
        output.AddSource(source.HintName, Texts.GetValue(source, ToText));

    // The same object for the same file, so that the compiler has no reason to parse it again.
    private static readonly ConditionalWeakTable<EmittedSource, SourceText> Texts = new();

    private static SourceText ToText(EmittedSource source) =>
        SourceText.From(EmbeddedMark.Adapt(source.Text, EmbeddedMark.IsAllowed), Encoding.UTF8);
}
