using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SoftmaxGen.Analyzers.Rules;

/// <summary>The options of <c>.editorconfig</c>.</summary>
/// <param name="AssumedLogitBound"><c>softmaxgen.assumed_logit_bound</c>: logits are taken to stay within ± this; infinite where not set.</param>
/// <param name="TrustedMethods"><c>softmaxgen.trusted_stable_methods</c>: names of methods (<c>Name</c> or <c>Type.Name</c>) in which nothing is reported.</param>
/// <param name="ConfirmedOnly"><c>softmaxgen.confirm</c>: report only what was seen to break when it was run.</param>
internal sealed record AnalysisOptions(double AssumedLogitBound, ImmutableHashSet<string> TrustedMethods, bool ConfirmedOnly)
{
    public static readonly AnalysisOptions Default = new(double.PositiveInfinity, ImmutableHashSet<string>.Empty, false);

    public static AnalysisOptions Read(AnalyzerConfigOptions options)
    {
        double bound = double.PositiveInfinity;
        if (options.TryGetValue("softmaxgen.assumed_logit_bound", out string? text) &&
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double given) && given > 0)
            bound = given;
        ImmutableHashSet<string> trusted = options.TryGetValue("softmaxgen.trusted_stable_methods", out string? names)
            ? names.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries).ToImmutableHashSet(StringComparer.Ordinal)
            : ImmutableHashSet<string>.Empty;
        bool confirmed = options.TryGetValue("softmaxgen.confirm", out string? confirm) && string.Equals(confirm, "true", StringComparison.OrdinalIgnoreCase);
        return new AnalysisOptions(bound, trusted, confirmed);
    }

    public bool Trusts(ISymbol? method) => method is not null && !TrustedMethods.IsEmpty &&
        (TrustedMethods.Contains(method.Name) || TrustedMethods.Contains(method.ContainingType?.Name + "." + method.Name));
}
