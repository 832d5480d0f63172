using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Rules.Stability;

/// <summary>A clamp to 1 - ε, where 1 - ε is 1 in the type: log(1 - p) is still -∞.</summary>
internal sealed class SMG1012BoundRoundsAway() : FlowRule(Describe(
    "SMG1012", Stability, "A clamp bound that rounds to 1",
    "This upper bound is exactly 1 in {1}, so what is left below it, 1 - p, can still be 0{0}",
    DiagnosticSeverity.Warning))
{
    public override void ExamineBody(RuleContext context)
    {
        foreach (Evaluated clamp in context.Events)
            if (clamp.Function is FunctionKind.Clamp or FunctionKind.Min && Bound(clamp) is { } type &&
                context.Events.FirstOrDefault(e => UsesComplement(e, clamp.Result)) is { } use)
                context.Report(new RuleFinding(this, clamp, clamp.Operation, ImmutableArray.Create(type), ImmutableArray.Create(use.Operation)));
    }

    // The bound's type, where the bound is an expression that comes to 1 only by rounding.
    private static string? Bound(Evaluated clamp)
    {
        if (clamp.Operation is not IInvocationOperation call)
            return null;
        for (int i = clamp.Function == FunctionKind.Clamp ? 2 : 0; i < clamp.Arguments.Length; i++)
        {
            Term bound = clamp.Arguments[i];
            IOperation? argument = call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == i)?.Value;
            while (argument is IConversionOperation { Type.SpecialType: not SpecialType.System_Single } conversion)
                argument = conversion.Operand;
            if (!bound.IsConstant || argument is null or ILiteralOperation)
                continue;
            bool isSingle = RuleContext.IsSingle(argument);
            if (!(isSingle ? (float)bound.Constant == 1f : bound.Constant == 1) || !IsDifference(argument))
                continue;
            return isSingle ? "float" : "double";
        }
        return null;
    }

    // 1 - ε, as it stands there or in the declaration of the constant or local that stands there.
    private static bool IsDifference(IOperation bound) => bound switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract } => true,
        IFieldReferenceOperation { Field: { } field } => IsDifference(field),
        ILocalReferenceOperation { Local: { } local } => IsDifference(local),
        ILiteralOperation literal => !literal.Syntax.ToString().TrimEnd('f', 'F', 'd', 'D', '0').TrimEnd('.').Equals("1", StringComparison.Ordinal),
        _ => false,
    };

    private static bool IsDifference(ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences.Any(r => r.GetSyntax().DescendantNodes().Any(n =>
            n.RawKind == (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.SubtractExpression));

    private static bool UsesComplement(Evaluated operation, Term clamped)
    {
        Term? input = operation.Function switch
        {
            FunctionKind.Log or FunctionKind.Log2 or FunctionKind.Log10 => operation.Input,
            FunctionKind.LogP1 => Algebra.Add(Terms.One, operation.Input),
            FunctionKind.Divide => operation.Arguments[1],
            _ => null,
        };
        return input is { Kind: TermKind.Add } && input[0].IsNumber(1) && input.Operands.Length == 2 &&
            Algebra.Coefficient(input[1]) is (-1, var other) && IsClamped(other, clamped);
    }

    // The clamped value may have been stored and read at another index, and a floor below it takes nothing from its top.
    private static bool IsClamped(Term value, Term clamped) =>
        value.Kind == clamped.Kind && value.Shape == clamped.Shape ||
        value is { Kind: TermKind.Max, Bound.IsEmpty: true } && value.Operands.Any(o => IsClamped(o, clamped));
}
