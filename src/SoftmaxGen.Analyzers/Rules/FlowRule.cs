using Microsoft.CodeAnalysis;
using SoftmaxGen.Analyzers.Flow;

namespace SoftmaxGen.Analyzers.Rules;

/// <summary>
/// One SMGnnnn: its descriptor, and what it says of an operation that the engine has evaluated. A rule keeps no state: one
/// instance serves every body at once. It is found by reflection; its page stands beside it.
/// </summary>
internal abstract class FlowRule(DiagnosticDescriptor descriptor)
{
    protected const string Stability = "SoftmaxGen.Stability";
    protected const string LossUse = "SoftmaxGen.LossUse";
    protected const string NeedlessWork = "SoftmaxGen.NeedlessWork";

    private const string Pages = "https://github.com/softmaxgen/softmaxgen/blob/main/src/SoftmaxGen.Analyzers/Rules/";

    public DiagnosticDescriptor Descriptor { get; } = descriptor;

    /// <summary>What shows a finding of this rule to be true when it is run; null where a run shows nothing.</summary>
    public virtual RuleProbes? Probes => null;

    /// <summary>
    /// Whether it is about a formula of numbers: then two helpers make it up together only if each of them gives a number, and not
    /// where one fills an array whose elements the other one is tried on.
    /// </summary>
    public virtual bool IsOfNumbers => false;

    /// <summary>Reports what is wrong with one operation, if anything is.</summary>
    public virtual void Examine(Evaluated operation, RuleContext context)
    {
    }

    /// <summary>Reports what only a body as a whole shows.</summary>
    public virtual void ExamineBody(RuleContext context)
    {
    }

    protected static DiagnosticDescriptor Describe(
        string id, string category, string title, string message, DiagnosticSeverity severity, bool isEnabled = true) =>
        new(id, title, message, category, severity, isEnabled,
            helpLinkUri: Pages + category.Substring("SoftmaxGen.".Length) + "/" + id + ".md");
}
