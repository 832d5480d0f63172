using Microsoft.CodeAnalysis;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Declarations.Checks;

/// <summary>A span lives on the stack of its thread: a batch in spans cannot be split over others.</summary>
internal sealed class SMG0029SpanCannotBeSplit() : DeclarationCheck(Rule)
{
    private static readonly DiagnosticDescriptor Rule = new(
        "SMG0029",
        "A span cannot go to other threads",
        "The parameter '{0}' is a span, which other threads cannot reach: for Parallel it must be an array, Memory or ReadOnlyMemory",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SMG0029.md");

    public override IEnumerable<Finding> Find(Declaration declaration)
    {
        if (!declaration.Options.Flag(OptionContracts.Parallel))
            yield break;

        foreach (DeclaredParameter parameter in declaration.Parameters)
        {
            if (parameter.Contract is not null && parameter.Carrier is Carrier.Span or Carrier.ReadOnlySpan)
                yield return At(parameter.Type, parameter.Symbol.Name);
        }
    }
}
