using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Reading;
using SoftmaxGen.CodeFixes.Writing;

namespace SoftmaxGen.CodeFixes.Kernels.Rows;

/// <summary>Rows that LINQ, a library, a kernel or a method of the user's own makes.</summary>
internal sealed partial class RowReader
{
    // x.Select(v => exp(v - m)).ToArray()
    private Row? Query(OwnArray own, SyntaxNode place) =>
        own.Local.Declaration!.Span.End <= place.SpanStart && Selected(own.Local.Value) is var (source, lambda)
            ? OfLambda(source, lambda) : null;

    // e.Select(v => v / s).ToArray(); x.Select(v => exp(v - m) / s).ToArray()
    private Row? QueryOfQuotients(OwnArray own, SyntaxNode place)
    {
        if (own.Local.Declaration!.Span.End > place.SpanStart
            || Selected(own.Local.Value) is not var (source, lambda)
            || lambda.ExpressionBody is not { } body
            || Uncast(body) is not BinaryExpressionSyntax ratio
            || !ratio.IsKind(SyntaxKind.DivideExpression))
        {
            return null;
        }

        Row? row = _model.GetDeclaredSymbol(lambda.Parameter) is { } variable && IsVariable(Uncast(ratio.Left), variable)
            ? Exponentials(source, lambda) : OfExponential(source, lambda, ratio.Left);
        return row?.With(Sum(ratio.Right))?.At(own.Local.Value);
    }

    // e.Sum(), x.Sum(v => exp(v - m)), x.Select(v => exp(v - m)).Sum()
    private Row? SumOfQuery(InvocationExpressionSyntax call)
    {
        if (call.Expression is not MemberAccessExpressionSyntax { Name.Identifier.Text: "Sum", Expression: var source }
            || _model.GetSymbolInfo(call).Symbol is not IMethodSymbol { ContainingType: { Name: "Enumerable", ContainingNamespace.Name: "Linq" } })
        {
            return null;
        }

        return (call.ArgumentList.Arguments.Count, source) switch
        {
            (1, _) when call.ArgumentList.Arguments[0].Expression is SimpleLambdaExpressionSyntax lambda => OfLambda(source, lambda)?.At(call),
            (0, InvocationExpressionSyntax select) when Selection(select) is var (inner, lambda) => OfLambda(inner, lambda)?.At(call),
            (0, IdentifierNameSyntax) => Exponentials(source, call)?.At(call),
            _ => null,
        };
    }

    private Row? OfLambda(ExpressionSyntax source, SimpleLambdaExpressionSyntax lambda) =>
        lambda.ExpressionBody is { } body ? OfExponential(source, lambda, body) : null;

    private Row? OfExponential(ExpressionSyntax source, SimpleLambdaExpressionSyntax lambda, ExpressionSyntax body) =>
        Purity.IsIndexable(_model.GetTypeInfo(source).Type)
        && Purity.IsPure(source, _model)
        && _model.GetDeclaredSymbol(lambda.Parameter) is { } variable
        && MathCall.Read(Uncast(body), "Exp", _model) is { } exponential
        && Shifted(exponential.Argument) is var (element, shift)
        && IsVariable(element, variable)
        && (shift is null || !Names(shift).Contains(variable, SymbolEqualityComparer.Default))
        && LengthOf(source) is { } count
            ? new Row(source, shift, count, ImmutableArray.Create<SyntaxNode>(lambda), ImmutableArray<ISymbol>.Empty) : null;

    private (ExpressionSyntax Source, SimpleLambdaExpressionSyntax Lambda)? Selected(ExpressionSyntax value) =>
        Code.Bare(value) is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "ToArray", Expression: InvocationExpressionSyntax select } }
            ? Selection(select) : null;

    private (ExpressionSyntax Source, SimpleLambdaExpressionSyntax Lambda)? Selection(InvocationExpressionSyntax select) =>
        select is { Expression: MemberAccessExpressionSyntax access, ArgumentList.Arguments: { Count: 1 } arguments }
        && _model.GetSymbolInfo(select).Symbol is IMethodSymbol { Name: "Select", ContainingType: { Name: "Enumerable", ContainingNamespace.Name: "Linq" } }
        && arguments[0].Expression is SimpleLambdaExpressionSyntax lambda
            ? (access.Expression, lambda) : null;

    // TensorPrimitives.SoftMax(x, p), or a generated kernel: all of x, which has a constant number of elements.
    private Row? OfCall(InvocationExpressionSyntax call, OwnArray own)
    {
        if (call.ArgumentList.Arguments is not { Count: 2 } arguments
            || arguments.Any(argument => argument.NameColon is not null || argument.RefKindKeyword.RawKind != 0)
            || Code.Bare(arguments[1].Expression) is not IdentifierNameSyntax destination
            || !IsVariable(destination, own.Local.Symbol)
            || _model.GetSymbolInfo(call).Symbol is not IMethodSymbol method
            || !Purity.IsPure(arguments[0].Expression, _model)
            || call.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax } statement
            || own.Local.Uses.Any(use => use != destination && (use.SpanStart < statement.SpanStart || !use.Ancestors().Contains(statement.Parent))))
        {
            return null;
        }

        ExpressionSyntax logits = Code.Bare(arguments[0].Expression);
        int? classes = method is { Name: "SoftMax", ContainingType: { Name: "TensorPrimitives", ContainingNamespace.Name: "Tensors" } }
            ? LengthOf(logits)
            : KernelDeclaration.ClassesOf(method, KernelShape.Softmax) is { } given && LengthOf(logits) == given ? given : null;
        return classes is null
            ? null : new Row(logits, null, classes, ImmutableArray.Create<SyntaxNode>(statement), ImmutableArray<ISymbol>.Empty);
    }

    // double[] p = Softmax(x); where the method makes a softmax of its parameter in a new array, and nothing else.
    private Row? OfMethod(OwnArray own)
    {
        if (_arguments is not null
            || Code.Bare(own.Local.Value) is not InvocationExpressionSyntax { Expression: IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax or ThisExpressionSyntax } } call
            || call.ArgumentList.Arguments is not { Count: 1 } arguments
            || arguments[0] is not { NameColon: null, RefKindKeyword.RawKind: 0, Expression: var logits }
            || !Purity.IsPure(logits, _model)
            || _model.GetSymbolInfo(call).Symbol is not IMethodSymbol { IsVirtual: false, IsOverride: false, IsAbstract: false, Parameters.Length: 1, DeclaringSyntaxReferences: { Length: 1 } references }
            || references[0].GetSyntax() is not MethodDeclarationSyntax { Body: { } body } method
            || method.SyntaxTree != _model.SyntaxTree
            || body.Statements.LastOrDefault() is not ReturnStatementSyntax { Expression: { } result } last
            || !Leftovers.DoNothingElse(body, last, _model))
        {
            return null;
        }

        string parameter = method.ParameterList.Parameters[0].Identifier.Text;
        RowReader inside = new(_model, new Dictionary<string, ExpressionSyntax> { [parameter] = logits });
        return inside.Softmax(result, result) is { Logits: IdentifierNameSyntax read } row
            && read.Identifier.Text == parameter
            && inside.IsUnchanged(row, last)
                ? new Row(logits, null, row.Classes, ImmutableArray.Create<SyntaxNode>(own.Local.Value), ImmutableArray<ISymbol>.Empty) : null;
    }
}
