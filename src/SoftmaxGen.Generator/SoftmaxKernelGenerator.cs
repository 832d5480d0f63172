using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;
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
        // What is missing stays in its place as null. With Where() in its stead a driver was seen to lose the file of one method
        // for good, after another had turned from right to wrong and a body elsewhere was edited (FreshRunTests; Roslyn 4.14).
        IncrementalValuesProvider<DeclaredMethod?> declared = new KernelMethods().In(context.SyntaxProvider)
            .WithTrackingName(Steps.Declarations);
        context.RegisterSourceOutput(
            declared
                .Select(static (method, _) => method?.Rejected is { } rejected ? RejectedMethodEmitter.Emit(rejected) : null)
                .WithTrackingName(Steps.Rejected),
            static (output, source) => Add(output, source));

        IncrementalValuesProvider<PlannedKernel?> kernels = declared
            .Combine(target)
            .Select(static (pair, _) => pair.Left?.Kernel is { } kernel ? PlannedKernel.Of(kernel, pair.Right) : null)
            .WithTrackingName(Steps.Plans);
        context.RegisterSourceOutput(
            kernels
                .Select((kernel, _) =>
                    kernel is null ? null : methodTexts.Of(kernel, static one => MethodEmitter.Emit(one.Model, one.Plan)))
                .WithTrackingName(Steps.Methods),
            static (output, source) => Add(output, source));
        IncrementalValueProvider<ImmutableArray<PlannedKernel>> all = kernels.Collect()
            .Select(static (some, _) => some.Where(kernel => kernel is not null).Select(kernel => kernel!).ToImmutableArray());

        // Methods with equal plans share a kernel, and kernels those that they call.
        IncrementalValuesProvider<EmittedKernel> emitted = all
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
            .Combine(all)
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

    private static void Add(SourceProductionContext output, EmittedSource? source)
    {
        if (source is not null)
        {
            output.AddSource(source.HintName, Texts.GetValue(source, ToText));
        }
    }

    // The same object for the same file, so that the compiler has no reason to parse it again.
    private static readonly ConditionalWeakTable<EmittedSource, SourceText> Texts = new();

    private static SourceText ToText(EmittedSource source) =>
        SourceText.From(EmbeddedMark.Adapt(source.Text, EmbeddedMark.IsAllowed), Encoding.UTF8);
}
