using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Rules.Stability;

/// <summary>log Π p: the product underflows long before its logarithm is large.</summary>
internal sealed class SMG1017LogOfProduct() : FlowRule(Describe(
    "SMG1017", Stability, "The logarithm of a long product",
    "The product underflows or overflows long before the sum of the logarithms does{0}",
    DiagnosticSeverity.Warning))
{
    // So many factors of any reasonable size still have a product.
    private const int ShortProduct = 16;

    public override void Examine(Evaluated operation, RuleContext context)
    {
        if (operation.Function is not (FunctionKind.Log or FunctionKind.Log2 or FunctionKind.Log10))
            return;
        foreach (Term alternative in Terms.Alternatives(operation.Input))
        {
            if (IsDensity(alternative))
            {
                context.Report(this, operation);
                return;
            }
            if (Algebra.Coefficient(alternative).Other is { Kind: TermKind.Product, Bound.IsEmpty: false } product && DependsOnData(product) &&
                !product.Bound.All(IsShort))
            {
                context.Report(this, operation);
                return;
            }
        }
    }

    // c · e^(-q²): a few deviations from the mean it is 0, where its logarithm is log c - q².
    private static bool IsDensity(Term term)
    {
        Term product = term.Kind == TermKind.Divide ? term[0] : term;
        ImmutableArray<Term> factors = product.Kind == TermKind.Multiply ? product.Operands : ImmutableArray.Create(product);
        return (term.Kind == TermKind.Divide || factors.Length > 1) && factors.FirstOrDefault(f => f.Kind == TermKind.Exp) is { } exp &&
            exp[0].Range is { High: <= 0, Low: double.NegativeInfinity } && exp[0].Any(IsSquare);
    }

    private static bool IsSquare(Term term) =>
        term.Kind == TermKind.Multiply && term.Operands.Where((o, i) => i > 0 && o.Equals(term[i - 1])).Any(o => !o.IsConstant) ||
        term.Kind == TermKind.Power && term[1] is { IsConstant: true } power && power.Constant % 2 == 0;

    private static bool DependsOnData(Term product) =>
        product[1].Any(t => t.Kind is TermKind.Load or TermKind.Opaque or TermKind.Softmax or TermKind.Sigmoid) && product.Bound.Any(product[1].Mentions);

    // for (i = 0; i < 3; i++): the loop's own condition has a constant, or the length of an array whose elements have just been listed.
    private static bool IsShort(Term index) =>
        index.Tag is LoopIndex { Loop: BasicBlock { BranchValue: IBinaryOperation { RightOperand: { } end } } } &&
        (end.ConstantValue is { HasValue: true, Value: int count } ? count : ListedArrays.LengthOf(end)) <= ShortProduct;
}
