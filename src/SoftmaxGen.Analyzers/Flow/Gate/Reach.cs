using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SoftmaxGen.Analyzers.Flow.Gate;

/// <summary>
/// From where a method can be meant by its name, as far as syntax tells. Many methods share a name, and asking the model which of them
/// a call means has the whole statement bound: what cannot be meant is ruled out before that. Where it is in doubt it says yes.
/// </summary>
internal sealed class Reach
{
    private readonly string? _type;
    private readonly bool _isStatic;
    private readonly bool _isPrivate;
    private readonly bool _isExtension;

    public Reach(SyntaxNode declaration)
    {
        if (declaration is not MethodDeclarationSyntax { Parent: TypeDeclarationSyntax type } method)
            return;
        _type = type.Identifier.ValueText;
        _isExtension = method.ParameterList.Parameters.Count > 0 && method.ParameterList.Parameters[0].Modifiers.Any(SyntaxKind.ThisKeyword);
        _isStatic = method.Modifiers.Any(SyntaxKind.StaticKeyword) && !_isExtension;
        _isPrivate = type is not InterfaceDeclarationSyntax && method.ExplicitInterfaceSpecifier is null && !method.Modifiers.Any(SyntaxKind.PartialKeyword) &&
            !method.Modifiers.Any(static m => m.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword or SyntaxKind.ProtectedKeyword);
    }

    /// <summary>Whether a name can mean the method.</summary>
    /// <param name="name">The name, where it is used.</param>
    /// <param name="anyImported">Whether the compilation imports members of types into all of its files.</param>
    public bool Includes(SimpleNameSyntax name, bool anyImported)
    {
        if (_type is null)
            return true;
        switch (name.Parent)
        {
            case MemberAccessExpressionSyntax { Expression: not (ThisExpressionSyntax or BaseExpressionSyntax) } access when access.Name == name:
                return (!_isPrivate || IsInType(name)) && (!_isStatic || IsType(access.Expression));
            case MemberBindingExpressionSyntax:
                return !_isStatic && (!_isPrivate || IsInType(name));
            default:
                return IsInType(name) || !_isPrivate && (MayInherit(name) || _isStatic && (anyImported || Imports(name.SyntaxTree)));
        }
    }

    /// <summary>Whether the method is one of the types that something is called on; null stands for all types.</summary>
    public bool IsIn(IReadOnlyCollection<string>? types) => types is null || _type is null || _isExtension || types.Contains(_type);

    /// <summary>Whether a file makes the static members of a type known without its name.</summary>
    /// <param name="tree">The file.</param>
    /// <param name="everywhere">Whether in all other files, too.</param>
    public static bool Imports(SyntaxTree tree, bool everywhere = false)
    {
        if (tree.GetRoot() is not CompilationUnitSyntax unit)
            return false;
        foreach (UsingDirectiveSyntax import in unit.Usings)
            if (import.StaticKeyword.RawKind != 0 && (!everywhere || import.GlobalKeyword.RawKind != 0))
                return true;
        return !everywhere && unit.Members.OfType<BaseNamespaceDeclarationSyntax>().Any(space => space.Usings.Any(static import => import.StaticKeyword.RawKind != 0));
    }

    private bool IsInType(SyntaxNode node)
    {
        for (SyntaxNode? at = node.Parent; at is not null; at = at.Parent)
            if (at is TypeDeclarationSyntax type && type.Identifier.ValueText == _type)
                return true;
        return false;
    }

    // Another part of a partial type may say what it derives from.
    private static bool MayInherit(SyntaxNode node)
    {
        for (SyntaxNode? at = node.Parent; at is not null; at = at.Parent)
            if (at is TypeDeclarationSyntax type && (type.BaseList is not null || type.Modifiers.Any(SyntaxKind.PartialKeyword)))
                return true;
        return false;
    }

    // The type's own name, or one that the file gives it.
    private bool IsType(ExpressionSyntax receiver)
    {
        SimpleNameSyntax? name = receiver as SimpleNameSyntax ?? (receiver as MemberAccessExpressionSyntax)?.Name ?? (receiver as AliasQualifiedNameSyntax)?.Name;
        return name?.Identifier.ValueText is { } text && (text == _type || IsAlias(text, receiver.SyntaxTree));
    }

    private static bool IsAlias(string name, SyntaxTree tree) => tree.GetRoot() is CompilationUnitSyntax unit &&
        (IsAlias(name, unit.Usings) || unit.Members.Any(member => member is BaseNamespaceDeclarationSyntax space && IsAlias(name, space.Usings)));

    private static bool IsAlias(string name, SyntaxList<UsingDirectiveSyntax> usings)
    {
        foreach (UsingDirectiveSyntax import in usings)
            if (import.Alias?.Name.Identifier.ValueText == name)
                return true;
        return false;
    }
}
