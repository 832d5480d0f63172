using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.Analyzers.Flow;

namespace SoftmaxGen.Analyzers.Rules;

/// <summary>
/// A shift that is made of nothing but the vector it shifts: its maximum, mostly, and now and then that of a part, its minimum, or an
/// element that a search should have found and has not. Which of them it is, a run shows: it depends on nothing else.
/// </summary>
internal static class OwnShift
{
    /// <summary>Whether the exponent of a sum has such a shift, in a method whose inputs a run can choose freely.</summary>
    public static bool Is(Term exponent, Term sum, Evaluated operation)
    {
        if (operation.CallSite is not null || !sum[0].IsNumber(0) || sum.Bound.IsEmpty || !TakesNumbersOnly(operation.Method))
            return false;
        Term whole = Exponents.Unscaled(exponent);
        if (whole.Kind != TermKind.Add)
            return false;
        Term? vector = null;
        var shifts = new List<Term>();
        foreach (Term member in whole.Operands)
            if (!sum.Bound.Any(member.Mentions))
                shifts.Add(member);
            else if (vector is null && member is { Kind: TermKind.Load } && member[0].Tag is IParameterSymbol)
                vector = member[0];
            else
                return false;
        return vector is not null && shifts.Count == 1 && shifts[0].Any(t => t.Kind == TermKind.Load) && IsMadeOf(shifts[0], vector);
    }

    private static bool IsMadeOf(Term term, Term vector) => term.Kind switch
    {
        TermKind.Root => term.Equals(vector) || IsCount(term),
        TermKind.Opaque => IsFixedRange(term, vector),
        // T.NegativeInfinity is no constant but a static property.
        TermKind.Load when term.Path is { } path && (path.EndsWith(".NegativeInfinity", StringComparison.Ordinal) || path.EndsWith(".MinValue", StringComparison.Ordinal)) => true,
        TermKind.Recurrence or TermKind.Function or TermKind.Exp or TermKind.Log or TermKind.LogSumExp => false,
        _ => term.Operands.All(operand => IsMadeOf(operand, vector)),
    };

    // The range in x[1..], and x[1..] itself where x is a span.
    private static bool IsFixedRange(Term term, Term vector) => term.Tag switch
    {
        RangeExpressionSyntax range => IsFixed(range),
        ElementAccessExpressionSyntax { Expression: IdentifierNameSyntax name, ArgumentList.Arguments: { Count: 1 } arguments } =>
            name.Identifier.ValueText == ((IParameterSymbol)vector.Tag!).Name && arguments[0].Expression is RangeExpressionSyntax range && IsFixed(range),
        _ => false,
    };

    private static bool IsFixed(RangeExpressionSyntax range) => !range.DescendantNodes().OfType<SimpleNameSyntax>().Any();

    private static bool IsCount(Term root) =>
        root.Tag is IParameterSymbol { Type: { } type } && IsInteger(type);

    // Masks, lengths and labels in arrays would have to fit each other, and a run does not know how.
    private static bool TakesNumbersOnly(ISymbol? member)
    {
        while (member is { ContainingSymbol: IMethodSymbol outer })
            member = outer;
        return member is IMethodSymbol method && method.Parameters.All(p => IsNumber(p.Type) || ElementOf(p.Type) is { } element && IsNumber(element) && !IsInteger(element));
    }

    private static ITypeSymbol? ElementOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { ElementType: IArrayTypeSymbol inner } => inner.ElementType,
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { TypeArguments.Length: 1 } sequence => sequence.TypeArguments[0],
        _ => null,
    };

    private static bool IsNumber(ITypeSymbol type) =>
        IsInteger(type) || type is ITypeParameterSymbol or { SpecialType: SpecialType.System_Single or SpecialType.System_Double };

    private static bool IsInteger(ITypeSymbol type) => type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64;
}
