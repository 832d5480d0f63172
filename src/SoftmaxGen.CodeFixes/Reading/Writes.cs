using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace SoftmaxGen.CodeFixes.Reading;

/// <summary>Where values change.</summary>
internal static class Writes
{
    /// <summary>Whether the name, or an element or member reached through it, is written where it stands.</summary>
    public static bool IsWritten(ExpressionSyntax name)
    {
        SyntaxNode node = name;
        while (node.Parent is ElementAccessExpressionSyntax access && access.Expression == node
            || node.Parent is MemberAccessExpressionSyntax member && (member.Expression == node || member.Name == node)
            || node.Parent is ParenthesizedExpressionSyntax)
        {
            node = node.Parent;
        }

        return node.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == node,
            PrefixUnaryExpressionSyntax prefix => prefix.Kind()
                is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression or SyntaxKind.AddressOfExpression,
            PostfixUnaryExpressionSyntax postfix => postfix.Kind()
                is SyntaxKind.PostIncrementExpression or SyntaxKind.PostDecrementExpression,
            ArgumentSyntax argument => argument.RefKindKeyword.RawKind != 0
                || (argument.Parent is TupleExpressionSyntax { Parent: AssignmentExpressionSyntax tuple } && tuple.Left == argument.Parent),
            RefExpressionSyntax => true,
            _ => false,
        };
    }

    /// <summary>
    /// Whether a pure expression has one value from one place to another in the same body: what it names is not written
    /// between them, nor in a loop around the second that the first is not in, and nobody is called who might. Writes to the
    /// elements of new arrays, which go by no other name, change nothing else. A variable that runs may run on.
    /// </summary>
    public static bool IsUnchanged(ExpressionSyntax expression, SyntaxNode from, SyntaxNode to, SemanticModel model, ISymbol? running = null)
    {
        SyntaxNode? body = Body(from);
        if (body is null || Body(to) != body || from.SpanStart > to.SpanStart)
            return false;
        TextSpan between = TextSpan.FromBounds(from.Span.End, EndOf(from, to));
        HashSet<ISymbol> read = new(SymbolEqualityComparer.Default);
        bool exposed = false, computed = expression.DescendantNodesAndSelf().OfType<ElementAccessExpressionSyntax>().Any(element => IsComputed(model.GetSymbolInfo(element).Symbol));
        foreach (IdentifierNameSyntax name in expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>())
        {
            ISymbol? symbol = model.GetSymbolInfo(name).Symbol;
            if (symbol is not (ILocalSymbol or IParameterSymbol or IFieldSymbol or IPropertySymbol) || SymbolEqualityComparer.Default.Equals(symbol, running))
                continue;
            read.Add(symbol);
            computed |= IsComputed(symbol);
            exposed |= symbol is IFieldSymbol { IsReadOnly: false, IsConst: false } or IPropertySymbol
                || (Type(symbol) is { } type && (type.IsReferenceType || Purity.IsIndexable(type)));
        }

        foreach (SyntaxNode node in body.DescendantNodes(between).Where(node => between.OverlapsWith(node.Span)))
        {
            if (node is IdentifierNameSyntax use && IsWritten(use)
                && model.GetSymbolInfo(use).Symbol is { } written && (read.Contains(written) || (computed && written is IFieldSymbol or IPropertySymbol)))
            {
                return false;
            }

            if (exposed && node.SpanStart >= between.Start && node is InvocationExpressionSyntax call
                && !IsHarmless(call, model))
            {
                return false;
            }

            // An element may be reached under another name.
            if (exposed && node is AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax or MemberAccessExpressionSyntax } other
                && other.SpanStart >= between.Start
                && !(other.Left is ElementAccessExpressionSyntax element && OwnArray.Read(element.Expression, model) is { IsNew: true }))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Where the code ends that may run between two places: at the second, or with a loop around it that the first is not in.</summary>
    public static int EndOf(SyntaxNode from, SyntaxNode to) => to.Ancestors()
        .TakeWhile(node => !node.Span.Contains(from.Span))
        .Where(node => node is ForStatementSyntax or ForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax)
        .Select(loop => loop.Span.End)
        .Append(to.SpanStart)
        .Max();

    // What a getter works out changes with the fields that it reads.
    private static bool IsComputed(ISymbol? symbol) => symbol is IPropertySymbol property
        && !property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    // Mathematics; and LINQ over arrays and lists, or ConvertAll, whose lambdas are looked at for themselves.
    private static bool IsHarmless(InvocationExpressionSyntax call, SemanticModel model) =>
        model.GetSymbolInfo(call).Symbol is IMethodSymbol method
        && (MathHome.Of(method, call.Expression) is not null
            || (method is { Name: "ConvertAll", ContainingType.SpecialType: SpecialType.System_Array } && call.ArgumentList.Arguments[1].Expression is LambdaExpressionSyntax)
            || (method.ContainingType is { Name: "Enumerable", ContainingNamespace.Name: "Linq" }
                && call.Expression is MemberAccessExpressionSyntax { Expression: var source }
                && (source is InvocationExpressionSyntax || Purity.IsIndexable(model.GetTypeInfo(source).Type))
                && call.ArgumentList.Arguments.All(argument => argument.Expression is LambdaExpressionSyntax)));

    /// <summary>The function's body that a node runs in: of a member, a lambda or a local function.</summary>
    public static SyntaxNode? Body(SyntaxNode node) => node.Ancestors().FirstOrDefault(
        ancestor => ancestor is MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax
            or AccessorDeclarationSyntax);

    private static ITypeSymbol? Type(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        IFieldSymbol field => field.Type,
        _ => null,
    };
}
