using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Rules;

/// <summary>Turns a finding into what the user sees.</summary>
internal static class FindingReport
{
    public static Diagnostic Create(RuleFinding finding)
    {
        // What only shows through a call is pointed at there; the operation itself is named beside it.
        IOperation at = finding.Event.CallSite ?? finding.Operation;
        var others = finding.Parts.Select(p => p.Syntax.GetLocation()).ToList();
        if (finding.Event.CallSite is not null)
            others.Insert(0, finding.Operation.Syntax.GetLocation());
        object[] arguments = new object[finding.Arguments.Length + 1];
        arguments[0] = "";
        for (int i = 0; i < finding.Arguments.Length; i++)
            arguments[i + 1] = finding.Arguments[i];
        return Diagnostic.Create(finding.Rule.Descriptor, at.Syntax.GetLocation(), others, finding.Properties, arguments);
    }
}
