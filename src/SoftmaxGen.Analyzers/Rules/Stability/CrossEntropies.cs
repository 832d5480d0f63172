using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SoftmaxGen.Analyzers.Flow;

namespace SoftmaxGen.Analyzers.Rules.Stability;

/// <summary>
/// Finds cross-entropies that are written out, of probabilities that come from outside: t · log p of two inputs, element by element,
/// and t · log p + (1 - t) · log(1 - p).
/// </summary>
internal static class CrossEntropies
{
    /// <summary>
    /// The logarithm that a term is, a factor aside: log2 is a logarithm with a factor, and one to a base that is a setting, or over a
    /// constant of the user's own (Ln2), has a divisor.
    /// </summary>
    public static Term? LogarithmIn(Term term) => Algebra.Coefficient(term).Other switch
    {
        { Kind: TermKind.Log } log => log,
        { Kind: TermKind.Divide } quotient when (quotient[1].Kind == TermKind.Log || IsOwnConstant(quotient[1])) && Terms.IsSetting(quotient[1]) => LogarithmIn(quotient[0]),
        _ => null,
    };

    private static bool IsOwnConstant(Term term) => term.Kind == TermKind.Load && term[0] is { Kind: TermKind.Root, Tag: "static" };

    /// <summary>Whether a product is t · log p, where t and p are two inputs, or the same element of two of them.</summary>
    public static bool IsElement(Evaluated product) => Parts(product) is { } parts && (AreElements(parts.T, parts.P) || AreNumbers(parts.T, parts.P));

    /// <summary>
    /// Whether the two are plain numbers that somebody else goes over: the member of a family of losses. A function of two numbers
    /// that nobody knows more of (scale · log u, a quantile) is none.
    /// </summary>
    public static bool IsLossOfOne(Evaluated product) =>
        Parts(product) is { } parts && AreNumbers(parts.T, parts.P) && IsWholeResult(product, isNegative: true) &&
        product.Method is IMethodSymbol method && HasTwoNumbers(method) && (method.Parameters.Length == 2 && IsOneOfAFamily(method) || HasDerivative(method));

    /// <summary>Whether -t · log p of the same element of two parameters is kept as it stands: the losses of all classes, one by one.</summary>
    public static bool IsKeptLoss(Evaluated product) =>
        IsElement(product) && Parts(product) is { T.Kind: TermKind.Load } parts && IsOfParameter(parts.T) && IsOfParameter(parts.P) && SignOf(product, out SyntaxNode? kept) < 0 && kept switch
        {
            AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: ElementAccessExpressionSyntax } => true,
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add" }, Parent: ExpressionStatementSyntax } } => true,
            LambdaExpressionSyntax => true,
            _ => false,
        };

    /// <summary>Whether a term is Σ p · t of two inputs: with a one-hot t it is the probability of the true class.</summary>
    public static bool IsPickedByTarget(Term term) =>
        term is { Kind: TermKind.Sum } sum && sum[0].IsNumber(0) && sum[1] is { Kind: TermKind.Multiply, Operands.Length: 2 } product && AreElements(product[0], product[1]) &&
        (sum.Bound.IsEmpty || sum.Bound.Any(i => product[0].Mentions(i) && product[1].Mentions(i))) && IsOfParameter(product[0]) && IsOfParameter(product[1]);

    /// <summary>Whether a product is t · log(t / p) of two plain numbers, likewise: a divergence's share of one class, NaN for every class that is not the true one.</summary>
    public static bool IsDivergenceOfOne(Evaluated product)
    {
        if (Parts(product) is not { } parts || parts.P.Kind != TermKind.Divide || !parts.P[0].Equals(parts.T) || !AreNumbers(parts.T, parts.P[1]))
            return false;
        return IsWholeResult(product, isNegative: false) && product.Method is IMethodSymbol { Parameters.Length: 2 } method && (IsOneOfAFamily(method) || HasDerivative(method));
    }

    private static bool IsOfParameter(Term term) => (term.Kind == TermKind.Load ? term[0] : term) is { Kind: TermKind.Root, Tag: IParameterSymbol };

    // loss(t, p), also with a count or a choice beside them.
    private static bool HasTwoNumbers(IMethodSymbol method) =>
        method.Parameters.Count(p => p.Type.SpecialType is SpecialType.System_Single or SpecialType.System_Double) == 2 &&
        method.Parameters.All(p => p.Type.SpecialType is SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Int32 or SpecialType.System_Boolean);

    /// <summary>Whether a sum has both t · log p and (1 - t) · log(1 - p): then p is a probability, whatever it is called.</summary>
    public static bool IsBinary(Evaluated sum) =>
        HasBothSides(sum.Result) && !sum.Arguments.Any(HasBothSides);

    private static (Term T, Term P)? Parts(Evaluated product)
    {
        for (int i = 0; i < 2 && product.Arguments.Length == 2; i++)
            if (LogarithmIn(product.Arguments[1 - i]) is { } log)
                return (Algebra.Coefficient(product.Arguments[i]).Other, log[0]);
        return null;
    }

    // t[i] and p[i] of two vectors; of tensors the vectors themselves stand for their elements.
    private static bool AreElements(Term t, Term p) => CanBeZero(t) && CanBeZero(p) && !AreSameInput(t, p) && (t.Kind, p.Kind) switch
    {
        (TermKind.Load, TermKind.Load) => t.Operands.Skip(1).Any(i => !i.IsConstant && p.Operands.IndexOf(i) > 0) || IsTensor(t) && IsTensor(p),
        _ => IsTensor(t) && IsTensor(p),
    };

    private static bool AreSameInput(Term t, Term p) => t.Kind == p.Kind && (t.Kind == TermKind.Load ? t[0].Equals(p[0]) && t.Path == p.Path : t.Equals(p));

    private static bool IsTensor(Term term) =>
        term is { Kind: TermKind.Root, Tag: IParameterSymbol { Type: { } type } } && IsMany(type);

    // A type that is missing is a library's: numbers have theirs.
    private static bool IsMany(ITypeSymbol type) => type.SpecialType == SpecialType.None && type.TypeKind is TypeKind.Class or TypeKind.Struct or TypeKind.Interface or TypeKind.Error;

    private static bool AreNumbers(Term t, Term p) => CanBeZero(t) && CanBeZero(p) && IsNumber(t) && IsNumber(p) && !t.Equals(p);

    private static bool IsNumber(Term term) => term is { Kind: TermKind.Root, Tag: IParameterSymbol { Type.SpecialType: SpecialType.System_Single or SpecialType.System_Double } };

    // A range that begins at 0 has been shown by a branch.
    private static bool CanBeZero(Term term) => term.Kind is TermKind.Load or TermKind.Root && term.Range.Low < 0 && !(term.Kind == TermKind.Load && FlowState.IsAllocation(term[0]));

    private static bool HasBothSides(Term sum)
    {
        if (sum.Kind != TermKind.Add)
            return false;
        // A sum may have hundreds of members, and each is asked about with each: only those that may be a side.
        List<Side>? sides = null;
        foreach (Term member in sum.Operands)
            if (SideIn(member) is { } side)
                (sides ??= []).Add(side);
        if (sides is null)
            return false;
        for (int i = 0; i < sides.Count; i++)
            for (int j = 0; j < sides.Count; j++)
                if (i != j && AreSides(sides[i], sides[j]))
                    return true;
        return false;
    }

    /// <summary>A product with one logarithm in it.</summary>
    private readonly record struct Side(double Factor, Term Product, Term Argument);

    private static Side? SideIn(Term member)
    {
        if (member.Kind != TermKind.Multiply)
            return null;
        (double factor, Term product) = Algebra.Coefficient(member);
        return product.Kind == TermKind.Multiply && Logarithm(product) is { } argument ? new Side(factor, product, argument) : null;
    }

    private static bool AreSides(in Side a, in Side b)
    {
        if (a.Factor * b.Factor <= 0 || !b.Argument.Equals(Complement(a.Argument)) || !CanBeZero(a.Argument))
            return false;
        foreach (Term t in a.Product.Operands)
            if (b.Product.Operands.Contains(Complement(t)) && !IsNarrow(t))
                return true;
        return false;
    }

    // The p of the only logarithm in a product.
    private static Term? Logarithm(Term product)
    {
        Term? found = null;
        foreach (Term factor in product.Operands)
            if (factor.Kind == TermKind.Log)
            {
                if (found is not null)
                    return null;
                found = factor[0];
            }
        return found;
    }

    private static Term Complement(Term term) => Algebra.Subtract(Terms.One, term);

    // Away from 0 and from 1, neither side vanishes.
    private static bool IsNarrow(Term t) => t.Range.Low > 0 && t.Range.High < 1;

    private static bool IsWholeResult(Evaluated product, bool isNegative) =>
        SignOf(product, out SyntaxNode? taker) < 0 == isNegative && taker is ReturnStatementSyntax or ArrowExpressionClauseSyntax or LambdaExpressionSyntax
            or EqualsValueClauseSyntax or AssignmentExpressionSyntax { Left: IdentifierNameSyntax };

    // The sign that a product has where something takes it.
    private static int SignOf(Evaluated product, out SyntaxNode? taker)
    {
        int sign = Algebra.Coefficient(product.Result).Factor < 0 ? -1 : 1;
        taker = product.Operation.Syntax.Parent;
        while (taker is ParenthesizedExpressionSyntax or CastExpressionSyntax or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression })
        {
            if (taker is PrefixUnaryExpressionSyntax)
                sign = -sign;
            taker = taker.Parent;
        }
        return sign;
    }

    private static bool IsOneOfAFamily(IMethodSymbol method) =>
        method.MethodKind == MethodKind.AnonymousFunction || method.IsOverride || !method.ExplicitInterfaceImplementations.IsEmpty ||
        method.ContainingType.AllInterfaces.Any(i => i.GetMembers(method.Name).Any(m => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(m), method)));

    // A neighbour that returns t / p of its own two parameters: what -t · log p changes by. Where a parameter chooses, it may be the method itself.
    private static bool HasDerivative(IMethodSymbol method)
    {
        foreach (ISymbol member in method.ContainingType.GetMembers())
            if (member is IMethodSymbol other && other.Parameters.Length == method.Parameters.Length && (method.Parameters.Length > 2 || !SymbolEqualityComparer.Default.Equals(other, method)))
                foreach (SyntaxReference reference in other.DeclaringSyntaxReferences)
                    foreach (SyntaxNode node in reference.GetSyntax().DescendantNodes())
                        if (node is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.DivideExpression } quotient &&
                            NameOf(quotient.Left) is { } t && NameOf(quotient.Right) is { } p && t != p &&
                            other.Parameters.Any(x => x.Name == t) && other.Parameters.Any(x => x.Name == p))
                            return true;
        return false;
    }

    private static string? NameOf(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } minus => NameOf(minus.Operand),
        ParenthesizedExpressionSyntax inner => NameOf(inner.Expression),
        CastExpressionSyntax cast => NameOf(cast.Expression),
        _ => null,
    };
}
