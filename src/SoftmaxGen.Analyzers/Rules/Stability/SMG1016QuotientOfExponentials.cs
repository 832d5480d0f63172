using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Rules.Stability;

/// <summary>exp(a) / exp(b), which overflows where exp(a - b) does not.</summary>
internal sealed class SMG1016QuotientOfExponentials() : FlowRule(Describe(
    "SMG1016", Stability, "A quotient of exponentials",
    "exp(a) / exp(b) overflows where exp(a - b) does not{0}",
    DiagnosticSeverity.Warning))
{
    public override RuleProbes? Probes => RuleProbes.Usual;

    public override bool IsOfNumbers => true;

    public override void Examine(Evaluated operation, RuleContext context)
    {
        if (operation.Function != FunctionKind.Divide)
            return;
        // e^(k log r) is a power of r, written so: no logit stands in it. What comes out as one exponential over itself, x / (u - 1) with
        // u = 1 + x, is left to the rule on what it stands in, unless both sides say exp.
        if (Factor(operation.Arguments[0]) is not { } above || Factor(operation.Arguments[1]) is not { } below || above.Equals(below) && !AreCalls(operation.Operation) ||
            Exponents.IsLogarithm(above[0]) || Exponents.IsLogarithm(below[0]))
            return;
        bool overflows = Exponents.CanOverflow(above[0], ImmutableArray<Term>.Empty, operation.Operation, context.Options) ||
            Exponents.CanOverflow(below[0], ImmutableArray<Term>.Empty, operation.Operation, context.Options);
        if (overflows)
            context.Report(this, operation);
    }

    private static bool AreCalls(IOperation quotient) =>
        quotient.Syntax is BinaryExpressionSyntax { Left: InvocationExpressionSyntax, Right: InvocationExpressionSyntax };

    private static Term? Factor(Term term) =>
        term.Kind == TermKind.Exp ? term : term.Kind == TermKind.Multiply ? term.Operands.FirstOrDefault(o => o.Kind == TermKind.Exp) : null;
}
