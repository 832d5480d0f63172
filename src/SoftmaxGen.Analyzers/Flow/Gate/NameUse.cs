using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SoftmaxGen.Analyzers.Flow.Gate;

/// <summary>How a name is used.</summary>
internal enum UseKind
{
    /// <summary>Not in code, or not as a function.</summary>
    None,
    Call,

    /// <summary>Handed on as a delegate.</summary>
    Group,

    /// <summary>Worked on as a number: what a property gives.</summary>
    Read,

    /// <summary><c>new Softmax()</c></summary>
    New,

    /// <summary>Where a method or a local function of that name is declared.</summary>
    Declaration,
}

/// <summary>One use of a name in code, as far as syntax tells.</summary>
/// <param name="Kind">How it is used.</param>
/// <param name="Name">The node that the semantic model is asked about.</param>
/// <param name="Qualifier">The last name before the dot; null where there is none.</param>
/// <param name="Arguments">The arguments of a call.</param>
internal readonly record struct NameUse(UseKind Kind, SyntaxNode? Name, string? Qualifier, SeparatedSyntaxList<ArgumentSyntax> Arguments)
{
    /// <summary>Whether something stands before the dot, a name or not.</summary>
    public bool HasReceiver => Name?.Parent is MemberAccessExpressionSyntax access && access.Name == Name || Name?.Parent is MemberBindingExpressionSyntax;

    public static NameUse At(SyntaxNode root, Hit hit)
    {
        SyntaxToken token = root.FindToken(hit.Position);
        if (token.SpanStart != hit.Position || !token.IsKind(SyntaxKind.IdentifierToken) || token.Parent is not { } parent)
            return default;
        if (parent is MethodDeclarationSyntax or LocalFunctionStatementSyntax)
            return new(UseKind.Declaration, parent, null, default);
        if (parent is not SimpleNameSyntax name)
            return default;
        ExpressionSyntax expression = name;
        string? qualifier = null;
        if (name.Parent is MemberAccessExpressionSyntax access)
        {
            if (access.Name != name)
                return default;
            expression = access;
            qualifier = LastName(access.Expression);
        }
        else if (name.Parent is MemberBindingExpressionSyntax binding)
            expression = binding;
        switch (expression.Parent)
        {
            case InvocationExpressionSyntax invocation when invocation.Expression == expression:
                return new(UseKind.Call, name, qualifier, invocation.ArgumentList.Arguments);
            case ObjectCreationExpressionSyntax creation when creation.Type == expression:
                return new(UseKind.New, name, null, creation.ArgumentList?.Arguments ?? default);
            case QualifiedNameSyntax { Parent: ObjectCreationExpressionSyntax creation } qualified when qualified.Right == name:
                return new(UseKind.New, name, null, creation.ArgumentList?.Arguments ?? default);
            case ArgumentSyntax or EqualsValueClauseSyntax or ArrowExpressionClauseSyntax or ReturnStatementSyntax or CastExpressionSyntax
                or InitializerExpressionSyntax or SwitchExpressionArmSyntax or ConditionalExpressionSyntax:
                return new(UseKind.Group, name, qualifier, default);
            case AssignmentExpressionSyntax assignment when assignment.Right == expression:
                return new(UseKind.Group, name, qualifier, default);
            case BinaryExpressionSyntax or LambdaExpressionSyntax or ParenthesizedExpressionSyntax or PrefixUnaryExpressionSyntax:
                return new(UseKind.Read, name, qualifier, default);
            default:
                return default;
        }
    }

    private static string? LastName(ExpressionSyntax expression) => expression switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        PredefinedTypeSyntax predefined => predefined.Keyword.ValueText,
        _ => null,
    };
}
