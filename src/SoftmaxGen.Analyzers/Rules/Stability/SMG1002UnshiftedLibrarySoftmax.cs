using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Rules.Stability;

/// <summary>A library's softmax that does not subtract the maximum itself, of logits from which nobody has.</summary>
internal sealed class SMG1002UnshiftedLibrarySoftmax() : FlowRule(Describe(
    "SMG1002", Stability, "A library's softmax exponentiates unshifted logits",
    "{1} does not subtract the maximum of its input, so it overflows on large logits{0}",
    DiagnosticSeverity.Warning))
{
    // Below the largest exponent by enough for the sum of a few thousand classes.
    private const double Half = 3, Single = 80, Double = 700;

    public override RuleProbes? Probes => RuleProbes.Usual;

    public override void Examine(Evaluated operation, RuleContext context)
    {
        if (operation.Function != FunctionKind.Softmax || operation.Library is not { IsStable: false, IsByName: false })
            return;
        IMethodSymbol? method = (operation.Operation as IInvocationOperation)?.TargetMethod;
        double limit = LimitOf(method);
        // What does not change along the row is a shift of it.
        ImmutableArray<Term> row = Terms.Indices(operation.Input).RemoveAll(i => operation.Loops.Contains(((LoopIndex)i.Tag!).Loop));
        if (Exponents.CanOverflow(operation.Input, row, limit, context.Options))
            context.Report(this, operation, method is null ? "This softmax" : method.ContainingType.Name + "." + method.Name);
    }

    private static double LimitOf(IMethodSymbol? method)
    {
        ITypeSymbol? element = method is null ? null : !method.TypeArguments.IsEmpty ? method.TypeArguments[0]
            : !method.Parameters.IsEmpty && method.Parameters[0].Type is INamedTypeSymbol { TypeArguments: { Length: 1 } arguments } ? arguments[0] : null;
        return element switch
        {
            { SpecialType: SpecialType.System_Single } => Single,
            { Name: "Half" or "BFloat16" } => Half,
            _ => Double,
        };
    }
}
