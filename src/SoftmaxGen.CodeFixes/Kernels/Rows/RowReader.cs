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
        if (TracedExponential.Read(expression, _model) is { } traced)
            return Quotient(traced) is (var row, { } label) ? new Probability(row, label) : null;
        ExpressionSyntax bare = Code.Uncast(expression);
        if (Element(bare) is var (array, index))
            return Given(array) is { } given ? new Probability(given, index) : null;
        return Local.Read(bare, _model) is { } held
            && Read(held.Value) is { } value
            && Writes.IsUnchanged(value.Index, held.Value, bare, _model)
                ? value with { Row = value.Row.At(held.Value) } : null;
    }

    /// <summary>Whether the row is what it was wherever its exponentials were computed, up to a place.</summary>
    public bool IsUnchanged(Row row, SyntaxNode to)
    {
        SyntaxNode first = row.From.OrderBy(place => place.SpanStart).First();
        // What is in the first loop comes after its head.
        SyntaxNode from = first is ForStatementSyntax loop ? loop.Declaration! : first;
        return row.From.All(place => place.SpanStart <= to.SpanStart || to.Span.Contains(place.Span))
            && new[] { row.Logits, row.Shift }.OfType<ExpressionSyntax>().All(each =>
                Writes.IsUnchanged(each, from, to, _model)
                && Names.In(each, _model).All(symbol => !row.Own.Contains(symbol, SymbolEqualityComparer.Default)
                    && !row.From.Any(place => place is ForStatementSyntax or LambdaExpressionSyntax && place.Span.Contains(symbol.Locations[0].SourceSpan))));
    }

    // e / s
    private (Row Row, ExpressionSyntax? Index)? Quotient(TracedExponential traced) =>
        traced.Divisor is { } divisor
        && Numerator(traced) is var (numerator, index)
        && Sum(divisor) is { } sum
        && numerator.With(sum) is { } row
            ? (row, index) : null;

    // exp(x[i] - m)
    private (Row Row, ExpressionSyntax? Index)? Numerator(TracedExponential traced)
    {
        if (Shifted(traced.Call.Argument) is not var (element, shift))
            return null;
        (ExpressionSyntax Logits, ExpressionSyntax? Index) of;
        if (traced.Source is { } source && Names.Is(element, traced.Variable, _model))
            of = (source, traced.Index);
        else if (traced.Source is null && Element(element) is var (logits, index) && (traced.Variable is null || Names.Is(index, traced.Variable, _model)))
            of = (logits, traced.Variable is null ? index : traced.Index);
        else
            return null;
        int?[] counts = traced.Through.OfType<ForStatementSyntax>().Select(loop => Classes(loop)?.Count)
            .Concat(traced.Source is null ? Array.Empty<int?>() : new[] { Count(RowDomain.Length(traced.Source, _model)) }).Distinct().ToArray();
        return counts.Length > 1 || (counts.Length == 1 && counts[0] is null)
            ? null : (new Row(of.Logits, shift, counts.SingleOrDefault(), traced.Through, traced.Own), of.Index);
    }

    // x[i] - m; an m that the loop's turn has a part in is none.
    private (ExpressionSyntax Element, ExpressionSyntax? Shift)? Shifted(ExpressionSyntax argument) => Code.Uncast(argument) switch
    {
        BinaryExpressionSyntax difference when difference.IsKind(SyntaxKind.SubtractExpression) =>
            Purity.IsPure(difference.Right, _model) && Code.Uncast(difference.Right) is IdentifierNameSyntax shift
                ? (Code.Uncast(difference.Left), shift) : null,
        { } element => (element, null),
    };

    private (ExpressionSyntax Array, ExpressionSyntax Index)? Element(ExpressionSyntax expression) =>
        Code.Bare(expression) is ElementAccessExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } element
        && Purity.IsPure(element.Expression, _model)
        && Purity.IsPure(arguments[0].Expression, _model)
        && !Names.In(element.Expression, _model).Any(symbol => Names.Is(arguments[0].Expression, symbol, _model))
            ? (element.Expression, arguments[0].Expression) : null;

    // A length or a number of turns, where it is a constant; in a method that is called, a parameter has the length of what is given.
    private int? Count(string canonical) =>
        RowDomain.Number(canonical)
        ?? (_arguments?.FirstOrDefault(argument => argument.Key + ".Length" == canonical).Value is { } given ? KernelBuffer.LengthOf(given, _model) : null);
}
