using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SoftmaxGen.Generator;

namespace SoftmaxGen.Analyzers.Tests.Support;

/// <summary>Our generator, as a project in a workspace refers to it.</summary>
internal sealed class GeneratorReference : AnalyzerReference
{
    // A compilation's tracker knows a generator by its identity.
    private static readonly ImmutableArray<ISourceGenerator> _generators = [new SoftmaxKernelGenerator().AsSourceGenerator()];

    /// <inheritdoc/>
    public override string? FullPath => null;

    /// <inheritdoc/>
    public override object Id => nameof(GeneratorReference);

    /// <summary>The only one.</summary>
    public static GeneratorReference Instance { get; } = new();

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzers(string language) => [];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzersForAllLanguages() => [];

    /// <inheritdoc/>
    public override ImmutableArray<ISourceGenerator> GetGenerators(string language) => _generators;
}
