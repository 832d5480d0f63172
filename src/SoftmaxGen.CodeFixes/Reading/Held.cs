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
/// <param name="Local">The local, which nobody needs once the expression is gone; or null.</param>
internal sealed record Held(MathCall Call, Local? Local)
{
    /// <summary>Reads the exponential, or null.</summary>
    public static Held? Read(ExpressionSyntax exponential, ExpressionSyntax place, SemanticModel model)
    {
        if (MathCall.Read(exponential, "Exp", model) is { } call)
            return Purity.IsPure(call.Argument, model) ? new Held(call, null) : null;
        Local? local = Local.Read(exponential, model);
        return (local?.Value ?? Assigned(exponential, place, model)) is { } value
            && MathCall.Read(value, "Exp", model) is { } held
            && SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(exponential).Type, held.Home.Element)
            && Purity.IsPure(held.Argument, model)
            && Writes.IsUnchanged(held.Argument, value, place, model)
                ? new Held(held, local?.Declaration is { Parent: BlockSyntax } && local.IsUsedOnlyIn(place) ? local : null)
                : null;
    }

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
