using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SoftmaxGen.CodeFixes.Reading;

/// <summary>Whether an expression may be evaluated twice, or not at all, without anyone seeing it.</summary>
internal static class Purity
{
    /// <summary>Whether nothing but a value comes of evaluating the expression.</summary>
    public static bool IsPure(ExpressionSyntax expression, SemanticModel model) => IsPure(expression, model, 0);

    /// <summary>The same within so many getters.</summary>
    public static bool IsPure(ExpressionSyntax expression, SemanticModel model, int depth) => expression switch
    {
        LiteralExpressionSyntax or ThisExpressionSyntax or PredefinedTypeSyntax => true,
        NameSyntax name => IsPureName(name, model, depth),
        ParenthesizedExpressionSyntax inner => IsPure(inner.Expression, model, depth),
        PrefixUnaryExpressionSyntax unary => unary.Kind() is SyntaxKind.UnaryMinusExpression or SyntaxKind.UnaryPlusExpression
            or SyntaxKind.IndexExpression && IsPure(unary.Operand, model, depth),
        BinaryExpressionSyntax binary => IsPure(binary.Left, model, depth) && IsPure(binary.Right, model, depth) && IsBuiltIn(binary, model),
        CastExpressionSyntax cast => IsNumber(model.GetTypeInfo(cast).Type) && IsPure(cast.Expression, model, depth),
        ConditionalExpressionSyntax conditional => IsPure(conditional.Condition, model, depth)
            && IsPure(conditional.WhenTrue, model, depth) && IsPure(conditional.WhenFalse, model, depth),
        MemberAccessExpressionSyntax access => IsPureName(access.Name, model, depth)
            && (model.GetSymbolInfo(access.Expression).Symbol is INamespaceOrTypeSymbol || IsPure(access.Expression, model, depth)),
        ElementAccessExpressionSyntax element => IsPure(element.Expression, model, depth)
            && (IsIndexable(model.GetTypeInfo(element.Expression).Type)
                || (model.GetSymbolInfo(element).Symbol is IPropertySymbol indexer && Getters.OnlyRead(indexer, model, depth)))
            && element.ArgumentList.Arguments.All(argument => IsPure(argument.Expression, model, depth)),
        InvocationExpressionSyntax call => model.GetSymbolInfo(call).Symbol is IMethodSymbol { IsStatic: true } method
            && MathHome.Of(method, call.Expression) is not null
            && call.ArgumentList.Arguments.All(argument => argument.RefKindKeyword.RawKind == 0 && IsPure(argument.Expression, model, depth)),
        _ => false,
    } || IsView(expression, model, depth);

    // x.AsSpan(), x.Slice(0, 4): the same elements.
    private static bool IsView(ExpressionSyntax expression, SemanticModel model, int depth) =>
        expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access, ArgumentList.Arguments: var arguments }
        && model.GetSymbolInfo(access).Symbol is IMethodSymbol { Name: "AsSpan", ContainingType.Name: "MemoryExtensions" }
            or IMethodSymbol { Name: "Slice", ContainingType.Name: "Span" or "ReadOnlySpan" }
        && arguments.All(argument => IsPure(argument.Expression, model, depth))
        && IsPure(access.Expression, model, depth);

    /// <summary>Whether the type is an array, a span or a list: its indexer only reads.</summary>
    public static bool IsIndexable(ITypeSymbol? type) => type is IArrayTypeSymbol
        || (type?.OriginalDefinition.ToDisplayString() is "System.Span<T>" or "System.ReadOnlySpan<T>"
            or "System.Collections.Generic.List<T>" or "System.Collections.Immutable.ImmutableArray<T>");

    /// <summary>Whether the type is one of numbers, or a type parameter.</summary>
    public static bool IsNumber(ITypeSymbol? type) => type is ITypeParameterSymbol
        || (type?.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_Double)
        || type?.ToDisplayString() == "System.Half";

    private static bool IsPureName(NameSyntax name, SemanticModel model, int depth) => model.GetSymbolInfo(name).Symbol switch
    {
        ILocalSymbol or IParameterSymbol or IRangeVariableSymbol => true,
        IFieldSymbol field => !field.IsVolatile,
        // A property of the user's own that only gives out a value, and the lengths of the runtime's collections.
        IPropertySymbol property => property.Name is "Length" or "Count" or "One" or "Zero" || Getters.OnlyRead(property, model, depth),
        _ => false,
    };

    private static bool IsBuiltIn(BinaryExpressionSyntax binary, SemanticModel model) =>
        model.GetSymbolInfo(binary).Symbol is not IMethodSymbol { MethodKind: MethodKind.UserDefinedOperator } method
        || method.ContainingNamespace.ToDisplayString() is "System" or "System.Numerics";
}
