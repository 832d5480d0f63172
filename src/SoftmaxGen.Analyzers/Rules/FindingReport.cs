using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Rules;

/// <summary>Turns a finding into what the user sees.</summary>
internal static class FindingReport
{
    // The exponential in another method is not what the user is to look at first; one in a lambda beside it is.
    private static bool PointsAtPart(RuleFinding finding)
    {
        if (!finding.PointsAtPart || finding.Parts.IsEmpty)
            return false;
        SyntaxNode part = finding.Parts[0].Syntax;
        ISymbol? member = finding.Event.Method;
        while (member is { ContainingSymbol: IMethodSymbol outer })
            member = outer;
        return member is not null && member.DeclaringSyntaxReferences.Any(r => r.SyntaxTree == part.SyntaxTree && r.Span.Contains(part.Span));
    }

    /// <summary>What is pointed at. What only shows through a call is pointed at there; the operation itself is named beside it.</summary>
    public static IOperation PlaceOf(RuleFinding finding) =>
        finding.Event.CallSite ?? (PointsAtPart(finding) ? finding.Parts[0] : finding.Operation);

    public static Diagnostic Create(RuleFinding finding)
    {
        IOperation at = PlaceOf(finding);
        var others = finding.Parts.Add(finding.Operation).Where(p => p != at).Select(p => p.Syntax.GetLocation()).ToList();
        object[] arguments = new object[finding.Arguments.Length + 1];
        arguments[0] = finding.Witness;
        for (int i = 0; i < finding.Arguments.Length; i++)
            arguments[i + 1] = finding.Arguments[i];
        return Diagnostic.Create(finding.Rule.Descriptor, finding.Place ?? at.Syntax.GetLocation(), others, finding.Properties, arguments);
    }
}
