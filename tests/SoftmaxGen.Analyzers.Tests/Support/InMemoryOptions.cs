using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SoftmaxGen.Analyzers.Tests.Support;

/// <summary>The options of an <c>.editorconfig</c> that covers every file.</summary>
internal sealed class InMemoryOptions(IReadOnlyDictionary<string, string> options) : AnalyzerConfigOptionsProvider
{
    private readonly Values _values = new(options);

    /// <inheritdoc/>
    public override AnalyzerConfigOptions GlobalOptions => _values;

    /// <inheritdoc/>
    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => _values;

    /// <inheritdoc/>
    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => _values;

    private sealed class Values(IReadOnlyDictionary<string, string> options) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) =>
            options.TryGetValue(key, out value);
    }
}
