using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Reading;
using SoftmaxGen.CodeFixes.Shift;
using SoftmaxGen.CodeFixes.Writing;

namespace SoftmaxGen.CodeFixes.Kernels.Rows;

/// <summary>
/// Reads what softmax a probability belongs to: of which logits, over how many classes. Shifted or not, in loops, by LINQ, by a
/// library, a kernel or a method of the user's own.
/// </summary>
internal sealed partial class RowReader
{
    private readonly SemanticModel _model;

    // In a method that is called: what its parameters are given.
    private readonly IReadOnlyDictionary<string, ExpressionSyntax>? _arguments;

    public RowReader(SemanticModel model)
        : this(model, null)
    {
    }

    private RowReader(SemanticModel model, IReadOnlyDictionary<string, ExpressionSyntax>? arguments)
    {
        _model = model;
        _arguments = arguments;
    }

    /// <summary>Reads the probability that an expression is where it stands, or null.</summary>
    public Probability? Read(ExpressionSyntax expression)
    {
        ExpressionSyntax bare = Uncast(expression);
        if (Element(bare) is var (array, index))
            return Softmax(array, bare) is { } softmax ? new Probability(softmax, index) : null;
        return bare is BinaryExpressionSyntax ? Quotient(bare) : Held(bare, Read);
    }

    /// <summary>Whether the row is what it was wherever its exponentials were computed, up to a place.</summary>
    public bool IsUnchanged(Row row, SyntaxNode to)
    {
        SyntaxNode first = row.From.OrderBy(place => place.SpanStart).First();
        ISymbol[] own = row.Own.Distinct<ISymbol>(SymbolEqualityComparer.Default).ToArray();
        // What is in the first loop comes after its head.
        SyntaxNode from = first is ForStatementSyntax loop ? loop.Declaration! : first;
        return row.From.All(place => place.SpanStart <= to.SpanStart || to.Span.Contains(place.Span))
            && new[] { row.Logits, row.Shift }.OfType<ExpressionSyntax>().All(each =>
                Writes.IsUnchanged(each, from, to, _model, own)
                && Names(each).All(symbol => !own.Contains(symbol, SymbolEqualityComparer.Default)
                    && !row.From.Any(place => place is ForStatementSyntax or LambdaExpressionSyntax && place.Span.Contains(symbol.Locations[0].SourceSpan))));
    }

    /// <summary>The number of elements, where it is a constant.</summary>
    public int? Count(ExpressionSyntax limit) => KernelBuffer.Constant(limit, _model) ?? Code.Bare(limit) switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.Text: "Length" } access => LengthOf(access.Expression),
        IdentifierNameSyntax name when Local.Read(name, _model) is { } local => Count(local.Value),
        _ => null,
    };

    // e / s
    private Probability? Quotient(ExpressionSyntax expression) =>
        Uncast(expression) is BinaryExpressionSyntax ratio
        && ratio.IsKind(SyntaxKind.DivideExpression)
        && Numerator(ratio.Left) is { } numerator
        && Sum(ratio.Right) is { } sum
        && numerator.Row.With(sum) is { } row
            ? numerator with { Row = row } : null;

    // exp(x[i] - m), or an element of an array of them.
    private Probability? Numerator(ExpressionSyntax expression)
    {
        ExpressionSyntax bare = Uncast(expression);
        if (Element(bare) is var (array, index))
            return Exponentials(array, bare) is { } row ? new Probability(row, index) : null;
        return Exponential(bare);
    }

    // exp(x[i] - m)
    private Probability? Exponential(ExpressionSyntax expression)
    {
        ExpressionSyntax bare = Uncast(expression);
        if (MathCall.Read(bare, "Exp", _model) is not { } call)
            return Held(bare, Exponential);
        return Shifted(call.Argument) is var (element, shift) && Element(element) is var (logits, index)
            ? new Probability(new Row(logits, shift, null, ImmutableArray.Create<SyntaxNode>(call.Node), ImmutableArray<ISymbol>.Empty), index) : null;
    }

    // What a local was given, where it means the same still.
    private Probability? Held(ExpressionSyntax expression, Func<ExpressionSyntax, Probability?> read) =>
        Local.Read(expression, _model) is { Declaration.Parent: BlockSyntax } held
        && read(held.Value) is { } value
        && Writes.IsUnchanged(value.Index, held.Value, expression, _model)
            ? value with { Row = value.Row.At(held.Value) } : null;

    // x[i] - m; an m that the loop's turn has a part in is none.
    private (ExpressionSyntax Element, ExpressionSyntax? Shift)? Shifted(ExpressionSyntax argument) => Uncast(argument) switch
    {
        BinaryExpressionSyntax difference when difference.IsKind(SyntaxKind.SubtractExpression) =>
            Purity.IsPure(difference.Right, _model) && Uncast(difference.Right) is IdentifierNameSyntax shift
                ? (Uncast(difference.Left), shift) : null,
        { } element => (element, null),
    };

    private (ExpressionSyntax Array, ExpressionSyntax Index)? Element(ExpressionSyntax expression) =>
        Code.Bare(expression) is ElementAccessExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } element
        && Purity.IsPure(element.Expression, _model)
        && Purity.IsPure(arguments[0].Expression, _model)
        && !Names(element.Expression).Any(symbol => IsVariable(arguments[0].Expression, symbol))
            ? (element.Expression, arguments[0].Expression) : null;

    /// <summary>The locals and parameters that an expression names.</summary>
    public IEnumerable<ISymbol> Names(ExpressionSyntax expression) => expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()
        .Select(name => _model.GetSymbolInfo(name).Symbol).Where(symbol => symbol is ILocalSymbol or IParameterSymbol).OfType<ISymbol>();

    /// <summary>Whether an expression is that variable.</summary>
    public bool IsVariable(ExpressionSyntax index, ISymbol variable) =>
        SymbolEqualityComparer.Default.Equals(_model.GetSymbolInfo(Code.Bare(index)).Symbol, variable);

    private int? LengthOf(ExpressionSyntax array) =>
        _arguments is not null && Code.Bare(array) is IdentifierNameSyntax name && _arguments.TryGetValue(name.Identifier.Text, out ExpressionSyntax? argument)
            ? KernelBuffer.LengthOf(argument, _model)
            : KernelBuffer.LengthOf(array, _model)
                ?? (Local.Read(array, _model, elementsToo: false)?.Value is ArrayCreationExpressionSyntax { Initializer: null, Type.RankSpecifiers: { Count: 1 } ranks }
                    && ranks[0].Sizes.Count == 1 && ranks[0].Sizes[0] is not OmittedArraySizeExpressionSyntax ? Count(ranks[0].Sizes[0]) : null);

    /// <summary>The expression without conversions between numbers, and without parentheses.</summary>
    public static ExpressionSyntax Uncast(ExpressionSyntax expression)
    {
        expression = Code.Bare(expression);
        while (expression is CastExpressionSyntax { Type: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.FloatKeyword or (int)SyntaxKind.DoubleKeyword } } cast)
            expression = Code.Bare(cast.Expression);
        return expression;
    }
}
