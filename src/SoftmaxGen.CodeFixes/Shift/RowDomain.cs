using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Reading;
using SoftmaxGen.CodeFixes.Writing;

namespace SoftmaxGen.CodeFixes.Shift;

/// <summary>What runs over a row: a <c>for</c> or <c>foreach</c> loop, or LINQ.</summary>
/// <param name="Variable">The variable that runs.</param>
/// <param name="Key">The range, in a spelling that is the same for the same range.</param>
/// <param name="Holder">The loop, or the statement or arrow that the LINQ call is in.</param>
/// <param name="Source">What is run over, unless it is a <c>for</c> loop.</param>
internal sealed record RowDomain(ISymbol Variable, string Key, SyntaxNode Holder, ExpressionSyntax? Source)
{
    /// <summary>The innermost of those around an expression whose variable it uses, or null.</summary>
    public static RowDomain? Around(ExpressionSyntax used, SemanticModel model)
    {
        HashSet<ISymbol> symbols = new(
            used.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()
                .Select(name => model.GetSymbolInfo(name).Symbol).OfType<ISymbol>(),
            SymbolEqualityComparer.Default);
        foreach (SyntaxNode node in used.Ancestors())
        {
            if (node is MemberDeclarationSyntax or LocalFunctionStatementSyntax)
                break;
            RowDomain? domain = node switch
            {
                ForStatementSyntax loop => OfFor(loop, model),
                ForEachStatementSyntax loop => OfForEach(loop, model),
                LambdaExpressionSyntax lambda => OfLambda(lambda, model),
                _ => null,
            };
            if (domain is not null && symbols.Contains(domain.Variable))
                return domain;
            if (node is AnonymousFunctionExpressionSyntax && domain is null)
                break;
        }

        return null;
    }

    /// <summary>The range of a <c>for</c> loop that counts up by one, or null.</summary>
    public static RowDomain? OfFor(ForStatementSyntax loop, SemanticModel model)
    {
        if (loop.Declaration?.Variables is not { Count: 1 } variables
            || variables[0].Initializer?.Value is not { } start
            || model.GetDeclaredSymbol(variables[0]) is not { } variable
            || loop.Condition is not BinaryExpressionSyntax condition
            || condition.Kind() is not (SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression)
            || Code.Text(condition.Left) != variable.Name
            || loop.Incrementors.Count != 1
            || loop.Incrementors[0].ToString().Replace(" ", "") is var step && step != variable.Name + "++"
                && step != "++" + variable.Name && step != variable.Name + "+=1"
            || !Purity.IsPure(condition.Right, model) || !Purity.IsPure(start, model)
            || Names.Of(variable, loop.Statement, model).Any(Writes.IsWritten))
        {
            return null;
        }

        return new RowDomain(
            variable, $"{Canonical(start, model)}..{condition.OperatorToken.Text}{Canonical(condition.Right, model)}", loop, null);
    }

    /// <summary>Whether an expression is the variable that runs.</summary>
    public bool IsVariable(ExpressionSyntax expression, SemanticModel model) => Names.Is(expression, Variable, model);

    /// <summary>The range that covers all of an array, a span or a list.</summary>
    public static string Whole(ExpressionSyntax collection, SemanticModel model) =>
        $"0..<{Length(collection, model)}";

    /// <summary>An expression's text in a spelling that is the same where locals only give names to it.</summary>
    public static string Canonical(ExpressionSyntax expression, SemanticModel model)
    {
        ExpressionSyntax bare = Code.Bare(expression);
        if (model.GetConstantValue(bare) is { HasValue: true, Value: int constant })
            return Text(constant);
        if (bare is MemberAccessExpressionSyntax { Name.Identifier.Text: "Length" or "Count" } access)
            return Length(access.Expression, model);
        return Local.Read(bare, model) is { } local && Purity.IsPure(local.Value, model)
            ? Canonical(local.Value, model) : bare.NormalizeWhitespace().ToString();
    }

    /// <summary>
    /// The length of an array, a span or a list in such a spelling: of what was made with the length of something else it is that, and
    /// of a part the number that was asked for.
    /// </summary>
    public static string Length(ExpressionSyntax collection, SemanticModel model) =>
        Code.Bare(Local.Read(collection, model, elementsToo: false)?.Value ?? collection) switch
        {
            ArrayCreationExpressionSyntax { Initializer: { } initializer, Type.RankSpecifiers: { Count: 1 } ranks } when ranks[0].Rank == 1 =>
                Text(initializer.Expressions.Count),
            ArrayCreationExpressionSyntax { Initializer: null, Type.RankSpecifiers: { Count: 1 } ranks } when ranks[0].Rank == 1 =>
                Canonical(ranks[0].Sizes[0], model),
            ImplicitArrayCreationExpressionSyntax { Initializer: { } initializer } => Text(initializer.Expressions.Count),
            StackAllocArrayCreationExpressionSyntax { Initializer: null, Type: ArrayTypeSyntax { RankSpecifiers: { Count: 1 } ranks } } =>
                Canonical(ranks[0].Sizes[0], model),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "AsSpan" or "Slice" }, ArgumentList.Arguments: { Count: 2 } part } view
                when Purity.IsPure(view, model) => Canonical(part[1].Expression, model),
            _ => Code.Text(collection) + ".Length",
        };

    /// <summary>The number that such a spelling is, or null.</summary>
    public static int? Number(string canonical) =>
        int.TryParse(canonical, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static RowDomain? OfForEach(ForEachStatementSyntax loop, SemanticModel model) =>
        model.GetDeclaredSymbol(loop) is { } variable && IsRepeatable(loop.Expression, model)
            ? new RowDomain(variable, Whole(loop.Expression, model), loop, loop.Expression) : null;

    /// <summary>What LINQ runs a lambda over, or null.</summary>
    public static RowDomain? OfLambda(LambdaExpressionSyntax lambda, SemanticModel model)
    {
        ParameterSyntax? first = lambda switch
        {
            SimpleLambdaExpressionSyntax simple => simple.Parameter,
            ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: { Count: > 0 } parameters } => parameters[0],
            _ => null,
        };
        return first is not null && model.GetDeclaredSymbol(first) is { } variable && RunOver(lambda, model) is { } source
            ? new RowDomain(variable, Whole(source, model), Holding(lambda), source) : null;
    }

    /// <summary>What a lambda or method group given to LINQ's Select or Sum, or to Array.ConvertAll, runs over; or null.</summary>
    public static ExpressionSyntax? RunOver(ExpressionSyntax function, SemanticModel model)
    {
        if (function.Parent is not ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call }
            || model.GetSymbolInfo(call).Symbol is not IMethodSymbol method)
        {
            return null;
        }

        ExpressionSyntax? source = method switch
        {
            { Name: "Select" or "Sum", ContainingType: { Name: "Enumerable", ContainingNamespace.Name: "Linq" } }
                when call.Expression is MemberAccessExpressionSyntax access && method.ReducedFrom is not null => access.Expression,
            { Name: "ConvertAll", ContainingType.SpecialType: SpecialType.System_Array } => call.ArgumentList.Arguments[0].Expression,
            _ => null,
        };
        return source is not null && IsRepeatable(source, model) ? source : null;
    }

    /// <summary>The statement, or the arrow of a member, that an expression is in.</summary>
    public static SyntaxNode Holding(SyntaxNode node) =>
        node.Ancestors().First(ancestor => ancestor is StatementSyntax or ArrowExpressionClauseSyntax or MemberDeclarationSyntax);

    // Run over once more, it gives the same: a collection, and not a query or an iterator.
    private static bool IsRepeatable(ExpressionSyntax source, SemanticModel model) =>
        Purity.IsPure(source, model)
        && model.GetTypeInfo(source).Type is { } type
        && (Purity.IsIndexable(type)
            || type.OriginalDefinition.SpecialType is SpecialType.System_Collections_Generic_IList_T
                or SpecialType.System_Collections_Generic_ICollection_T
                or SpecialType.System_Collections_Generic_IReadOnlyList_T
                or SpecialType.System_Collections_Generic_IReadOnlyCollection_T);
}
