using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Writing;

namespace SoftmaxGen.CodeFixes.Reading;

/// <summary>What is known of a local that gets its value once, where it is declared.</summary>
/// <param name="Symbol">The local.</param>
/// <param name="Value">The value that it is given.</param>
/// <param name="Declaration">The statement, when it declares nothing else; else null.</param>
/// <param name="Uses">Every other place that names it.</param>
internal sealed record Local(
    ILocalSymbol Symbol,
    ExpressionSyntax Value,
    LocalDeclarationStatementSyntax? Declaration,
    IReadOnlyList<IdentifierNameSyntax> Uses)
{
    /// <summary>
    /// Reads the local that an expression names, or null where it is none or is written again; writes to its elements
    /// may or may not count.
    /// </summary>
    public static Local? Read(ExpressionSyntax expression, SemanticModel model, bool elementsToo = true)
    {
        if (Code.Bare(expression) is not IdentifierNameSyntax name
            || model.GetSymbolInfo(name).Symbol is not ILocalSymbol { RefKind: RefKind.None } local
            || local.DeclaringSyntaxReferences is not { Length: 1 } declarations
            || declarations[0].GetSyntax() is not VariableDeclaratorSyntax { Initializer.Value: { } value } declarator
            || declarator.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } member
            // While it is typed, a local may be in its own value (p = new double[p.Length]): who follows it would never arrive.
            || declarator.Span.End > name.SpanStart)
        {
            return null;
        }

        List<IdentifierNameSyntax> uses = new();
        foreach (IdentifierNameSyntax use in Names.Of(local, member, model))
        {
            if ((elementsToo || use.Parent is not ElementAccessExpressionSyntax) && Writes.IsWritten(use))
                return null;
            uses.Add(use);
        }

        return new Local(
            local,
            value,
            declarator.Parent is VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax statement }
                && statement.UsingKeyword.RawKind == 0 ? statement : null,
            uses);
    }

    /// <summary>Whether every use is inside the node.</summary>
    public bool IsUsedOnlyIn(SyntaxNode node) => Uses.All(use => node.Span.Contains(use.Span));
}
