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
    // e.Sum(), x.Sum(v => exp(v - m)), x.Select(v => exp(v - m)).Sum()
    private Row? SumOfQuery(InvocationExpressionSyntax call)
    {
        if (call.Expression is not MemberAccessExpressionSyntax { Name.Identifier.Text: "Sum", Expression: var source }
            || _model.GetSymbolInfo(call).Symbol is not IMethodSymbol { ContainingType: { Name: "Enumerable", ContainingNamespace.Name: "Linq" } })
        {
            return null;
        }

        ExpressionSyntax? function = (source is InvocationExpressionSyntax select && call.ArgumentList.Arguments.Count == 0 ? select : call).ArgumentList.Arguments.FirstOrDefault()?.Expression;
        TracedExponential? traced = function is null ? TracedExponential.OfArray(source, call, _model)
            : function is LambdaExpressionSyntax lambda ? TracedExponential.OfLambda(lambda, _model) : null;
        return traced is { Divisor: null } && Numerator(traced) is var (row, _) ? row.At(call) : null;
    }

    // What an array holds that another has filled.
    private Row? Given(ExpressionSyntax array) =>
        OwnArray.Read(array, _model) is { Writes.Count: 0 } own && (own.Filler is { } call ? OfCall(call, own) : OfMethod(own)) is { } row
            ? row.In(own.Local.Symbol) : null;

    // TensorPrimitives.SoftMax(x, p), or a generated kernel: all of x, which has a constant number of elements.
    private Row? OfCall(InvocationExpressionSyntax call, OwnArray own)
    {
        if (call.ArgumentList.Arguments is not { Count: 2 } arguments
            || arguments.Any(argument => argument.NameColon is not null || argument.RefKindKeyword.RawKind != 0)
            || Code.Bare(arguments[1].Expression) is not IdentifierNameSyntax destination
            || !Names.Is(destination, own.Local.Symbol, _model)
            || _model.GetSymbolInfo(call).Symbol is not IMethodSymbol method
            || !Purity.IsPure(arguments[0].Expression, _model)
            || call.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax } statement
            || own.Local.Uses.Any(use => use != destination && (use.SpanStart < statement.SpanStart || !use.Ancestors().Contains(statement.Parent))))
        {
            return null;
        }

        ExpressionSyntax logits = Code.Bare(arguments[0].Expression);
        int? classes = method is { Name: "SoftMax", ContainingType: { Name: "TensorPrimitives", ContainingNamespace.Name: "Tensors" } }
            ? KernelBuffer.LengthOf(logits, _model)
            : KernelDeclaration.ClassesOf(method, KernelShape.Softmax) is { } given && KernelBuffer.LengthOf(logits, _model) == given ? given : null;
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
        Row? made = TracedExponential.OfArray(result, result, _model) is { } traced ? inside.Quotient(traced)?.Row : inside.Given(result);
        return made is { Logits: IdentifierNameSyntax read } row
            && read.Identifier.Text == parameter
            && inside.IsUnchanged(row, last)
                ? new Row(logits, null, row.Classes, ImmutableArray.Create<SyntaxNode>(own.Local.Value), ImmutableArray<ISymbol>.Empty) : null;
    }
}
