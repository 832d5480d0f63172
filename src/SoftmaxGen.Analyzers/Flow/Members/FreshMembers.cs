using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SoftmaxGen.Analyzers.Flow.Members;

/// <summary>
/// Says whether a member of an object that has just been made is still 0: neither its declaration nor a constructor gives it a value.
/// Safe to use from many threads.
/// </summary>
internal sealed class FreshMembers(FlowSession session)
{
    private readonly ConcurrentDictionary<(INamedTypeSymbol Type, string Member), bool> _zeros = new();

    /// <summary>Whether the first member on a path is 0 in a new object of the type; a type without source is not known.</summary>
    public bool IsZero(INamedTypeSymbol type, string path, CancellationToken token)
    {
        int end = path.IndexOfAny(['.', '['], 1);
        string member = path.Substring(1, (end < 0 ? path.Length : end) - 1);
        if (!_zeros.TryGetValue((type, member), out bool zero))
            _zeros[(type, member)] = zero = !GivesValue(type, member, token);
        return zero;
    }

    private bool GivesValue(INamedTypeSymbol type, string member, CancellationToken token)
    {
        for (INamedTypeSymbol? at = type; at is { SpecialType: SpecialType.None }; at = at.BaseType)
        {
            if (at.DeclaringSyntaxReferences.IsEmpty)
                return true;
            foreach (SyntaxReference reference in at.DeclaringSyntaxReferences)
                if (reference.GetSyntax(token) is TypeDeclarationSyntax declaration && (HasParameters(at, declaration, token) || GivesValue(declaration, member)))
                    return true;
        }
        return false;
    }

    // The parameters of a primary constructor are members, or go into some.
    private static bool HasParameters(INamedTypeSymbol type, TypeDeclarationSyntax declaration, CancellationToken token) =>
        type.InstanceConstructors.Any(made => !made.Parameters.IsEmpty && made.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(token) == declaration));

    private bool GivesValue(TypeDeclarationSyntax type, string member)
    {
        SyntaxNode[] writers = session.Members.CodeOf(type).WritersOf(member).ToArray();
        return type.Members.Any(part => IsInitialised(part, member) ||
            part is ConstructorDeclarationSyntax && writers.Length > 0 && (writers.Contains(part) || CallsOwn(part)));
    }

    private static bool IsInitialised(MemberDeclarationSyntax part, string member) => part switch
    {
        FieldDeclarationSyntax field => field.Declaration.Variables.Any(v => v.Initializer is not null && v.Identifier.ValueText == member),
        PropertyDeclarationSyntax property => property.Initializer is not null && property.Identifier.ValueText == member,
        _ => false,
    };

    // A method of the object that a constructor calls may be the one that writes.
    private static bool CallsOwn(MemberDeclarationSyntax constructor) => constructor.DescendantNodes().OfType<InvocationExpressionSyntax>()
        .Any(call => call.Expression is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or BaseExpressionSyntax });
}
