using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SoftmaxGen.Analyzers.Rules.Stability;

/// <summary>Arrays whose elements are written out a few statements before they are gone through.</summary>
internal static class ListedArrays
{
    /// <summary>How many elements the array has whose length an expression is; null where they have not been listed.</summary>
    public static int? LengthOf(IOperation length)
    {
        if (length is not IPropertyReferenceOperation { Property.Name: "Length" or "Count", Instance.Syntax: { } array })
            return null;
        string name = array.ToString();
        for (StatementSyntax? at = array.FirstAncestorOrSelf<StatementSyntax>(); at is not null; at = at.Parent as StatementSyntax)
            if (at.Parent is BlockSyntax block)
                for (int i = block.Statements.IndexOf(at) - 1; i >= 0; i--)
                    if (Assigned(block.Statements[i], name, out int? count))
                        return count;
        return null;
    }

    // Whether a statement gives the variable another value: the elements are known where it does nothing else.
    private static bool Assigned(StatementSyntax statement, string name, out int? count)
    {
        count = null;
        foreach (SyntaxNode node in statement.DescendantNodesAndSelf())
        {
            ExpressionSyntax? value = node switch
            {
                AssignmentExpressionSyntax assignment when assignment.Left.ToString() == name => assignment.Right,
                VariableDeclaratorSyntax { Initializer: { } initializer } variable when variable.Identifier.ValueText == name => initializer.Value,
                _ => null,
            };
            if (value is null)
                continue;
            count = statement is ExpressionStatementSyntax or LocalDeclarationStatementSyntax ? CountOf(value) : null;
            return true;
        }
        return false;
    }

    private static int? CountOf(ExpressionSyntax value) => value switch
    {
        ArrayCreationExpressionSyntax { Initializer: { } listed } => listed.Expressions.Count,
        ImplicitArrayCreationExpressionSyntax listed => listed.Initializer.Expressions.Count,
        InitializerExpressionSyntax listed => listed.Expressions.Count,
        _ => null,
    };
}
