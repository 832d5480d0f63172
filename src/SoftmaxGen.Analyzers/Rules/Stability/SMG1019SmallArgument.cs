using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Rules.Stability;

/// <summary>log(1 + x) and exp(x) - 1 where x may be tiny, and .NET's own LogP1 and ExpM1, which are no better.</summary>
internal sealed class SMG1019SmallArgument() : FlowRule(Describe(
    "SMG1019", Stability, "A small argument is rounded away",
    "{1} is 0 for every |x| below 1e-16, because 1 + x is rounded first{0}",
    DiagnosticSeverity.Info))
{
    public override void Examine(Evaluated operation, RuleContext context)
    {
        // A helper that is right for large arguments is nobody's fault where it is called.
        if (operation.CallSite is null && What(operation) is { } what)
            context.Report(new RuleFinding(this, operation, operation.Operation, ImmutableArray.Create(what), ImmutableArray<IOperation>.Empty)
            {
                CanBeConfirmed = false,
            });
    }

    private static string? What(Evaluated operation)
    {
        switch (operation.Function)
        {
            // What other libraries call so is exact; that of .NET is log(x + 1).
            case FunctionKind.LogP1 when operation.Library is { IsStable: false, IsByName: false } && CanBeTiny(operation.Input) && !IsUnboundedExp(operation.Input):
                return ".NET's LogP1(x)";
            case FunctionKind.ExpM1 when operation.Library is { IsStable: false, IsByName: false } && CanBeTiny(operation.Input):
                return ".NET's ExpM1(x)";
            // Of an x that nobody knows 1 + x may well be what is meant (a count): only one that is known to be small is spoken of.
            case FunctionKind.Log when operation.Input is { Kind: TermKind.Add } sum && sum[0].IsNumber(1) && sum.Operands.Length == 2 &&
                IsSmall(sum[1]) && CanBeTiny(sum[1]) && !IsOthers(sum[1]) && !IsDrawn(sum[1]):
                return "log(1 + x)";
            case FunctionKind.Subtract when operation.Arguments[0].Kind == TermKind.Exp && operation.Arguments[1].IsNumber(1) &&
                IsSmall(operation.Arguments[0][0]) && CanBeTiny(operation.Arguments[0][0]):
                return "exp(x) - 1";
            default:
                return null;
        }
    }

    private static bool IsSmall(Term x) => x.Range is { Low: >= -0.5, High: <= 1 };

    private static bool CanBeTiny(Term x) => !x.IsConstant && x.Range.Low < 0.5 && x.Range.High > -0.5 && x.Any(t => t.Kind is TermKind.Load or TermKind.Root or TermKind.Opaque);

    // What a generator draws from [0, 1) is a multiple of 2^-53: 1 + u is exact, or all but.
    private static bool IsDrawn(Term x) => Algebra.Coefficient(x) is ( >= 0.01, var drawn) && Draws.IsShare(drawn);

    // log(1 + e^x), log(1 - e^x), log(1 - p): SMG1009, SMG1010 and SMG1005 speak of these.
    private static bool IsUnboundedExp(Term x) =>
        Algebra.Coefficient(x) is var (factor, other) && (other.Kind is TermKind.Exp && (factor < 0 || other[0].Range.High > 0) || other.Kind is TermKind.Sigmoid or TermKind.Softmax);

    // e^-|x| behind a softplus: what is lost there is below the last digit of what it is added to.
    private static bool IsOthers(Term x) => Algebra.Coefficient(x).Other.Kind is TermKind.Exp or TermKind.Sigmoid or TermKind.Softmax;
}
