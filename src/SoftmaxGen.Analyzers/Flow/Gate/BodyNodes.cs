using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SoftmaxGen.Analyzers.Flow.Gate;

/// <summary>Finds the declaration that a piece of code is analysed with.</summary>
internal static class BodyNodes
{
    /// <summary>
    /// The member around a node: a method, a constructor, an operator, an accessor (or the property whose body is an expression),
    /// the variable of an initialiser, the type of a base constructor's call, or the compilation unit of top-level statements.
    /// Lambdas and local functions belong to their member. Null for attributes and the like.
    /// </summary>
    public static SyntaxNode? Around(SyntaxNode node)
    {
        SyntaxNode? inner = null;
        for (SyntaxNode? current = node; current is not null; inner = current, current = current.Parent)
        {
            switch (current)
            {
                case AttributeSyntax:
                    return null;
                case BaseMethodDeclarationSyntax method:
                    return method;
                case AccessorDeclarationSyntax accessor:
                    return accessor;
                case PropertyDeclarationSyntax property:
                    return property;
                case IndexerDeclarationSyntax indexer:
                    return indexer;
                case VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax } variable:
                    return variable;
                case TypeDeclarationSyntax type:
                    // A call among the arguments that a primary constructor hands to its base.
                    return inner is BaseListSyntax && type.IsKind(SyntaxKind.ClassDeclaration) ? type : null;
                case EnumMemberDeclarationSyntax:
                    return null;
                case CompilationUnitSyntax unit:
                    return inner is GlobalStatementSyntax ? unit : null;
            }
        }
        return null;
    }
}
