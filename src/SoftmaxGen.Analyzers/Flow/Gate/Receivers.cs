using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SoftmaxGen.Analyzers.Flow.Gate;

/// <summary>
/// Of which types a method can be that is called by a name, as far as syntax tells: many share a name, and asking the model which of
/// them a call means has its whole statement bound. What a variable is, its declaration tells where it names a type.
/// </summary>
internal sealed class Receivers(TypeNames types)
{
    /// <summary>The names of the types; null where it is in doubt.</summary>
    /// <param name="name">The name of what is called.</param>
    /// <param name="code">The body around it.</param>
    public IReadOnlyCollection<string>? Of(SyntaxNode name, CodeOfBody code)
    {
        if (name.Parent is not MemberAccessExpressionSyntax access || access.Name != name)
            return null;
        SyntaxNode? type = access.Expression switch
        {
            IdentifierNameSyntax variable => code.Declares(variable.Identifier.ValueText) ? InBody(variable.Identifier.ValueText, code) : InType(variable, variable.Identifier.ValueText),
            MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name.Identifier.ValueText: var member } => InType(access, member),
            ExpressionSyntax receiver => Given(receiver),
        };
        return TypeNames.NameOf(type) is { } given && !IsVariable(given, access) ? types.Of(given) : null;
    }

    // Declared once: a lambda's parameter of the same name may be anything.
    private static SyntaxNode? InBody(string name, CodeOfBody code)
    {
        SyntaxNode? type = null;
        foreach (SyntaxNode node in code.Nodes)
        {
            SyntaxNode? found;
            switch (node)
            {
                case VariableDeclaratorSyntax variable when variable.Identifier.ValueText == name:
                    found = (variable.Parent as VariableDeclarationSyntax)?.Type is { IsVar: false } written ? written : Given(variable.Initializer?.Value);
                    break;
                case ParameterSyntax parameter when parameter.Identifier.ValueText == name:
                    found = parameter.Type;
                    break;
                case ForEachStatementSyntax each when each.Identifier.ValueText == name:
                    found = each.Type.IsVar ? null : each.Type;
                    break;
                case SingleVariableDesignationSyntax designation when designation.Identifier.ValueText == name:
                    found = designation.Parent is DeclarationPatternSyntax pattern ? pattern.Type : null;
                    break;
                default:
                    continue;
            }
            if (found is null || type is not null)
                return null;
            type = found;
        }
        return type;
    }

    // A member of the type around it. What a base or another part of the type may declare is not looked for, and hides what lies farther out.
    private static SyntaxNode? InType(SyntaxNode at, string name)
    {
        for (SyntaxNode? outer = at.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is not TypeDeclarationSyntax type)
                continue;
            foreach (MemberDeclarationSyntax member in type.Members)
            {
                if (member is PropertyDeclarationSyntax property && property.Identifier.ValueText == name)
                    return property.Type;
                if (member is FieldDeclarationSyntax field)
                    foreach (VariableDeclaratorSyntax variable in field.Declaration.Variables)
                        if (variable.Identifier.ValueText == name)
                            return field.Declaration.Type;
            }
            if (type.BaseList is not null || type.Modifiers.Any(SyntaxKind.PartialKeyword))
                return null;
        }
        return null;
    }

    private static SyntaxNode? Given(ExpressionSyntax? value) => value switch
    {
        ObjectCreationExpressionSyntax creation => creation.Type,
        CastExpressionSyntax cast => cast.Type,
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AsExpression } cast => cast.Right,
        ParenthesizedExpressionSyntax inner => Given(inner.Expression),
        _ => null,
    };

    // A type parameter may be a type of any name.
    private static bool IsVariable(string name, SyntaxNode at)
    {
        for (SyntaxNode? outer = at.Parent; outer is not null; outer = outer.Parent)
        {
            TypeParameterListSyntax? list = outer switch
            {
                TypeDeclarationSyntax type => type.TypeParameterList,
                MethodDeclarationSyntax method => method.TypeParameterList,
                LocalFunctionStatementSyntax function => function.TypeParameterList,
                _ => null,
            };
            if (list is not null)
                foreach (TypeParameterSyntax parameter in list.Parameters)
                    if (parameter.Identifier.ValueText == name)
                        return true;
        }
        return false;
    }
}
