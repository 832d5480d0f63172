using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Shift;
using SoftmaxGen.CodeFixes.Writing;

namespace SoftmaxGen.CodeFixes.Reading;

/// <summary>
/// An element of a local array that holds a softmax: <c>p[i] = exp(a(i))</c> and then <c>p[j] /= s</c> for all of the array, or both
/// at once, or the same by LINQ; and nothing else.
/// </summary>
/// <param name="Exponent">What the exponential was of, for this element, as text.</param>
/// <param name="Sum">What it was divided by.</param>
/// <param name="Home">Where the exponential lives.</param>
internal sealed record StoredSoftmax(string Exponent, ExpressionSyntax Sum, MathHome Home)
{
    /// <summary>Reads what an element holds where it is read, or null.</summary>
    public static StoredSoftmax? Read(ExpressionSyntax expression, SemanticModel model)
    {
        if (Code.Bare(expression) is not ElementAccessExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } element
            || !Purity.IsPure(arguments[0].Expression, model)
            || model.GetSymbolInfo(element.Expression).Symbol is not ILocalSymbol { Type: IArrayTypeSymbol { Rank: 1 } } array
            || Local.Read(element.Expression, model, elementsToo: false) is not { } local)
        {
            return null;
        }

        string index = Code.Text(arguments[0].Expression);
        return local.Value is ArrayCreationExpressionSyntax { Initializer: null }
            ? OfLoops(local, array, element, index, model)
            : OfQuery(local, element, index, model);
    }

    private static StoredSoftmax? OfLoops(Local local, ILocalSymbol array, SyntaxNode place, string index, SemanticModel model)
    {
        List<AssignmentExpressionSyntax> writes = new();
        foreach (IdentifierNameSyntax use in local.Uses)
        {
            if (use.Parent is ElementAccessExpressionSyntax access && access.Expression == use)
            {
                if (access.Parent is AssignmentExpressionSyntax write && write.Left == access)
                    writes.Add(write);
                else if (Writes.IsWritten(use))
                    return null;
            }
            else if (use.Parent is not (ReturnStatementSyntax or MemberAccessExpressionSyntax { Name.Identifier.Text: "Length" or "Sum" or "Max" }))
            {
                // Whoever is given the array may write to it.
                return null;
            }
        }

        if (writes.Count is not (1 or 2) || writes.Any(write => Loop(write, local, model) is null || write.Span.End > place.SpanStart))
            return null;
        ForStatementSyntax loop = Loop(writes[0], local, model)!;
        ExpressionSyntax value = Code.Bare(writes[0].Right);
        ExpressionSyntax? sum = writes.Count == 2 ? Divisor(writes[1], model) : (value as BinaryExpressionSyntax)?.Right;
        if (writes.Count == 1)
            value = value is BinaryExpressionSyntax ratio && ratio.IsKind(SyntaxKind.DivideExpression) ? ratio.Left : value;
        else if (Loop(writes[1], local, model) == loop)
            return null;
        if (sum is null
            || !writes[0].IsKind(SyntaxKind.SimpleAssignmentExpression)
            || MathCall.Read(value, "Exp", model) is not { } exponential
            || RowDomain.OfFor(loop, model) is not { } domain
            || !IsUsable(exponential.Argument, domain.Variable, loop, model)
            || !Writes.IsUnchanged(exponential.Argument, loop, place, model, array)
            || !Purity.IsPure(sum, model)
            || !Writes.IsUnchanged(sum, Loop(writes[writes.Count - 1], local, model)!, place, model, array))
        {
            return null;
        }

        return new StoredSoftmax(With(exponential.Argument, domain.Variable, index, model), sum, exponential.Home);
    }

    // The loop over all of the array that a write to the element of its own turn is right in.
    private static ForStatementSyntax? Loop(AssignmentExpressionSyntax write, Local local, SemanticModel model)
    {
        StatementSyntax? statement = write.FirstAncestorOrSelf<StatementSyntax>();
        SyntaxNode? around = statement?.Parent is BlockSyntax ? statement.Parent.Parent : statement?.Parent;
        return around is ForStatementSyntax loop
            && RowDomain.OfFor(loop, model) is { } domain
            && domain.Key == RowDomain.Whole(((ElementAccessExpressionSyntax)write.Left).Expression, model)
            && ((ElementAccessExpressionSyntax)write.Left).ArgumentList.Arguments is { Count: 1 } arguments
            && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(arguments[0].Expression).Symbol, domain.Variable)
            && !loop.DescendantNodes().Any(node => node is BreakStatementSyntax or ContinueStatementSyntax or ReturnStatementSyntax)
            && local.Declaration is not null
                ? loop : null;
    }

    // p[j] /= s, p[j] = p[j] / s
    private static ExpressionSyntax? Divisor(AssignmentExpressionSyntax write, SemanticModel model) =>
        write.IsKind(SyntaxKind.DivideAssignmentExpression) ? write.Right
        : write.IsKind(SyntaxKind.SimpleAssignmentExpression) && Code.Bare(write.Right) is BinaryExpressionSyntax ratio
            && ratio.IsKind(SyntaxKind.DivideExpression) && SyntaxFactory.AreEquivalent(Code.Bare(ratio.Left), write.Left) ? ratio.Right : null;

    // e.Select(v => v / s).ToArray(), where e is x.Select(v => exp(a(v))).ToArray(); or x.Select(v => exp(a(v)) / s).ToArray()
    private static StoredSoftmax? OfQuery(Local local, SyntaxNode place, string index, SemanticModel model)
    {
        if (Selected(local.Value, model) is not var (source, variable, body)
            || !local.Uses.All(use => !Writes.IsWritten(use))
            || Code.Bare(body) is not BinaryExpressionSyntax ratio
            || !ratio.IsKind(SyntaxKind.DivideExpression)
            || !Purity.IsPure(ratio.Right, model))
        {
            return null;
        }

        ExpressionSyntax value = ratio.Left;
        if (SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(Code.Bare(value)).Symbol, variable))
        {
            if (Local.Read(source, model) is not { } numerators || Selected(numerators.Value, model) is not var (inner, element, exponentials))
                return null;
            (source, variable, value) = (inner, element, exponentials);
        }

        return MathCall.Read(value, "Exp", model) is { } exponential
            && Purity.IsIndexable(model.GetTypeInfo(source).Type)
            && Purity.IsPure(source, model)
            && Purity.IsPure(exponential.Argument, model)
            && Writes.IsUnchanged(exponential.Argument, exponential.Node.FirstAncestorOrSelf<StatementSyntax>()!, place, model)
            && Writes.IsUnchanged(source, exponential.Node.FirstAncestorOrSelf<StatementSyntax>()!, place, model)
            && Writes.IsUnchanged(ratio.Right, local.Value, place, model)
                ? new StoredSoftmax(With(exponential.Argument, variable, $"{Code.Tight(source)}[{index}]", model), ratio.Right, exponential.Home)
                : null;
    }

    private static (ExpressionSyntax Source, ISymbol Variable, ExpressionSyntax Body)? Selected(ExpressionSyntax value, SemanticModel model) =>
        Code.Bare(value) is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "ToArray" or "ToList", Expression: InvocationExpressionSyntax select } }
        && select is { Expression: MemberAccessExpressionSyntax access, ArgumentList.Arguments: { Count: 1 } arguments }
        && model.GetSymbolInfo(select).Symbol is IMethodSymbol { Name: "Select", ContainingType.Name: "Enumerable" }
        && arguments[0].Expression is SimpleLambdaExpressionSyntax { ExpressionBody: { } body } lambda
        && model.GetDeclaredSymbol(lambda.Parameter) is { } variable
            ? (access.Expression, variable, body) : null;

    // It names nothing that only the loop knows, but its own variable.
    private static bool IsUsable(ExpressionSyntax argument, ISymbol variable, SyntaxNode loop, SemanticModel model) =>
        Purity.IsPure(argument, model)
        && argument.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()
            .Select(name => model.GetSymbolInfo(name).Symbol)
            .All(symbol => symbol is not ILocalSymbol || SymbolEqualityComparer.Default.Equals(symbol, variable)
                || !loop.Span.Contains(symbol.Locations[0].SourceSpan));

    private static string With(ExpressionSyntax argument, ISymbol variable, string replacement, SemanticModel model)
    {
        ExpressionSyntax bare = Code.Bare(argument);
        ExpressionSyntax placed = SyntaxFactory.ParseExpression(replacement);
        return Code.Left(bare.ReplaceNodes(
            bare.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()
                .Where(name => SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name).Symbol, variable)),
            (name, _) => Code.FitFor(name, placed).WithTriviaFrom(name)));
    }
}
