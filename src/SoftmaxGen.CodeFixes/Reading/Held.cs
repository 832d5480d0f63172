using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Plans;
using SoftmaxGen.CodeFixes.Writing;

namespace SoftmaxGen.CodeFixes.Reading;

/// <summary>
/// An exponential that is called in an expression, or before it into a local: in both, of something that can be evaluated
/// again where the expression is.
/// </summary>
/// <param name="Call">The exponential.</param>
/// <param name="Cast">The <c>(float)</c> before the call, or nothing.</param>
/// <param name="Local">The local, which nobody needs once the expression is gone; or null.</param>
internal sealed record Held(MathCall Call, string Cast, Local? Local)
{
    /// <summary>Reads the exponential, or null.</summary>
    public static Held? Read(ExpressionSyntax exponential, ExpressionSyntax place, SemanticModel model)
    {
        if (Called(exponential, "Exp", model) is { } called)
            return called;
        Local? local = Local.Read(exponential, model);
        return (local?.Value ?? Assigned(exponential, place, model)) is { } value
            && Called(value, "Exp", model) is { } held
            && SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(exponential).Type, model.GetTypeInfo(value).Type)
            && Writes.IsUnchanged(held.Call.Argument, value, place, model)
                ? held with { Local = local?.Declaration is { Parent: BlockSyntax } && local.IsUsedOnlyIn(place) ? local : null }
                : null;
    }

    /// <summary>Reads the call of a function where it stands, with the cast before it: <c>(float)Math.Exp(x)</c>; or null.</summary>
    public static Held? Called(ExpressionSyntax expression, string function, SemanticModel model)
    {
        CastExpressionSyntax? cast = Code.Bare(expression) as CastExpressionSyntax;
        return MathCall.Read(cast?.Expression ?? expression, function, model) is { } call
            && (cast is null || Product.IsFloating(cast, model))
            && Purity.IsPure(call.Argument, model)
                ? new Held(call, cast is null ? "" : $"({cast.Type})", null)
                : null;
    }

    /// <summary>Whether another is of the same function library, rounded to the same type.</summary>
    public bool IsLike(Held other) => Call.Home.IsSame(other.Call.Home) && Cast == other.Cast;

    /// <summary>The text of a call of another function, from the same library and rounded as this one is.</summary>
    public string Sister(string function, string argument) => Cast + Call.Home.Call(function, argument);

    // What a local was given last, in a statement of the same block.
    private static ExpressionSyntax? Assigned(ExpressionSyntax expression, ExpressionSyntax place, SemanticModel model)
    {
        if (Code.Bare(expression) is not IdentifierNameSyntax name
            || model.GetSymbolInfo(name).Symbol is not ILocalSymbol { RefKind: RefKind.None } local
            || place.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax block } statement
            || place.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } member
            // A lambda that writes it may run at any time.
            || Names.Of(local, member, model).Any(use => Writes.IsWritten(use) && Writes.Body(use) != Writes.Body(place))
            || IsWrittenIn(statement))
        {
            return null;
        }

        for (int i = block.Statements.IndexOf(statement) - 1; i >= 0; i--)
        {
            if (block.Statements[i] is ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment }
                && assignment.Left is IdentifierNameSyntax target && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(target).Symbol, local))
            {
                return assignment.Right;
            }

            if (IsWrittenIn(block.Statements[i]))
                return null;
        }

        return null;

        bool IsWrittenIn(StatementSyntax code) => Names.Of(local, code, model).Any(Writes.IsWritten);
    }

    /// <summary>Takes the local away with the expression.</summary>
    public void RemoveFrom(FixPlan plan)
    {
        if (Local?.Declaration is { } declaration)
            plan.Remove(declaration);
    }
}
