using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.Analyzers.Flow.Gate;

namespace SoftmaxGen.Analyzers.Flow.Members;

/// <summary>Finds the code of a type, and of its bases down to the one that declares a member, that may write that member.</summary>
internal static class MemberWriters
{
    /// <summary>The bodies in question; none where the types have nothing to do with exponentials.</summary>
    public static IEnumerable<SyntaxNode> Of(ISymbol member, INamedTypeSymbol holder, CancellationToken token)
    {
        var types = new List<SyntaxNode>();
        for (INamedTypeSymbol? type = holder; type is not null; type = type.BaseType)
        {
            foreach (SyntaxReference reference in type.DeclaringSyntaxReferences)
                types.Add(reference.GetSyntax(token));
            if (SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, member.ContainingType))
                break;
        }
        return types.Any(IsTelling) ? types.SelectMany(type => In(type, member.Name)).Distinct() : [];
    }

    /// <summary>The values that a type's code assigns to a member as a whole.</summary>
    public static IEnumerable<ExpressionSyntax> Assigned(ISymbol member, CancellationToken token)
    {
        foreach (SyntaxReference reference in member.DeclaringSyntaxReferences)
            switch (reference.GetSyntax(token))
            {
                case VariableDeclaratorSyntax { Initializer.Value: { } value }:
                    yield return value;
                    break;
                case PropertyDeclarationSyntax { Initializer.Value: { } value }:
                    yield return value;
                    break;
            }
        foreach (SyntaxReference reference in member.ContainingType.DeclaringSyntaxReferences)
            foreach (SyntaxNode node in reference.GetSyntax(token).DescendantNodes())
                if (node is AssignmentExpressionSyntax { Left: var left } assignment && NameOf(left)?.Identifier.ValueText == member.Name)
                    yield return assignment.Right;
    }

    private static bool IsTelling(SyntaxNode type)
    {
        string text = type.ToString();
        return text.Contains("xp") || text.Contains("oftmax") || text.Contains("oftMax") || text.Contains("igmoid") || text.Contains("ogistic");
    }

    private static IEnumerable<SyntaxNode> In(SyntaxNode type, string name)
    {
        foreach (SyntaxNode node in type.DescendantNodes())
            if (node is IdentifierNameSyntax identifier && identifier.Identifier.ValueText == name && MayWrite(identifier) && BodyNodes.Around(identifier) is { } body)
                yield return body;
    }

    // Left of an assignment, given to somebody, or given another name; reading an element is nothing of that.
    private static bool MayWrite(IdentifierNameSyntax identifier)
    {
        ExpressionSyntax place = identifier.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or BaseExpressionSyntax } own && own.Name == identifier ? own : identifier;
        if (identifier.Parent is MemberAccessExpressionSyntax foreign && foreign.Name == identifier && place == identifier)
            return false;
        bool isElement = false;
        while (place.Parent is ElementAccessExpressionSyntax element && element.Expression == place)
        {
            place = element;
            isElement = true;
        }
        return place.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == place || !isElement,
            PostfixUnaryExpressionSyntax or PrefixUnaryExpressionSyntax => isElement,
            ArgumentSyntax argument => !isElement || !argument.RefKindKeyword.IsKind(SyntaxKind.None),
            EqualsValueClauseSyntax => !isElement,
            MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access when call.Expression == access => !isElement && Changes(access.Name.Identifier.ValueText),
            _ => false,
        };
    }

    // list.Add(v), vector.SetValue(i, v)
    private static bool Changes(string method) => ChangingVerbs.Any(verb => method.StartsWith(verb, StringComparison.Ordinal));

    private static readonly string[] ChangingVerbs = ["Add", "Insert", "Set", "Fill", "Copy", "Push", "Clear", "Remove", "Append", "Map", "Apply"];

    private static SimpleNameSyntax? NameOf(ExpressionSyntax target) => target switch
    {
        SimpleNameSyntax name => name,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } own => own.Name,
        _ => null,
    };
}
