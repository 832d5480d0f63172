using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.Analyzers.Flow.Gate;

namespace SoftmaxGen.Analyzers.Flow.Members;

/// <summary>Finds the code of a type, and of its bases down to the one that declares a member, that may write that member.</summary>
internal static class MemberWriters
{
    /// <summary>The bodies in question; none where the types have nothing to do with exponentials.</summary>
    /// <param name="member">The member.</param>
    /// <param name="holder">The type through which it is reached.</param>
    /// <param name="codeOf">What a type's declaration holds: asked for each of its members, so it is kept.</param>
    /// <param name="token">Ends the work.</param>
    public static IEnumerable<SyntaxNode> Of(ISymbol member, INamedTypeSymbol holder, Func<SyntaxNode, TypeCode> codeOf, CancellationToken token)
    {
        var types = new List<TypeCode>();
        for (INamedTypeSymbol? type = holder; type is not null; type = type.BaseType)
        {
            foreach (SyntaxReference reference in type.DeclaringSyntaxReferences)
                types.Add(codeOf(reference.GetSyntax(token)));
            if (SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, member.ContainingType))
                break;
        }
        return types.Any(type => type.IsTelling) ? types.SelectMany(type => type.WritersOf(member.Name)).Distinct().Where(writer => !IsOverridden(writer, holder)) : [];
    }

    // What a base does in a method that the type has another one for is done by that one, if it calls the base's at all.
    private static bool IsOverridden(SyntaxNode writer, INamedTypeSymbol holder)
    {
        if (writer is not MethodDeclarationSyntax method || !method.Modifiers.Any(static m => m.Kind() is SyntaxKind.VirtualKeyword or SyntaxKind.OverrideKeyword) ||
            writer.Parent is not TypeDeclarationSyntax home)
            return false;
        for (INamedTypeSymbol? type = holder; type is not null && type.Name != home.Identifier.ValueText; type = type.BaseType)
            if (type.GetMembers(method.Identifier.ValueText).OfType<IMethodSymbol>().Any(m => m.IsOverride && m.Parameters.Length == method.ParameterList.Parameters.Count))
                return true;
        return false;
    }

    /// <summary>One declaration of a type: whether it has to do with exponentials, and which of its bodies may write what. Safe to use from many threads.</summary>
    internal sealed class TypeCode(SyntaxNode type, bool isTelling)
    {
        private readonly Lazy<ILookup<string, SyntaxNode>> _writers = new(() => In(type));

        public bool IsTelling { get; } = isTelling;

        public IEnumerable<SyntaxNode> WritersOf(string member) => _writers.Value[member];
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
        foreach (ExpressionSyntax value in AssignedBy(member.ContainingType, member.Name, token))
            yield return value;
    }

    /// <summary>The values that a type's code assigns to a member of that name.</summary>
    public static IEnumerable<ExpressionSyntax> AssignedBy(ITypeSymbol type, string member, CancellationToken token) =>
        type.DeclaringSyntaxReferences.SelectMany(reference => s_assigned.GetValue(reference.GetSyntax(token), AssignedIn)[member]);

    // A type is asked for one of its members after the other, and may be a long one: it is read once.
    private static readonly ConditionalWeakTable<SyntaxNode, ILookup<string, ExpressionSyntax>> s_assigned = new();

    private static ILookup<string, ExpressionSyntax> AssignedIn(SyntaxNode type) => type.DescendantNodes().OfType<AssignmentExpressionSyntax>()
        .Select(assignment => (Name: NameOf(assignment.Left)?.Identifier.ValueText, Value: assignment.Right))
        .Where(assignment => assignment.Name is not null)
        .ToLookup(assignment => assignment.Name!, assignment => assignment.Value, StringComparer.Ordinal);

    private static ILookup<string, SyntaxNode> In(SyntaxNode type) => type.DescendantNodes().OfType<IdentifierNameSyntax>()
        .Where(MayWrite)
        .Select(identifier => (Name: identifier.Identifier.ValueText, Body: BodyNodes.Around(identifier)))
        .Where(write => write.Body is not null)
        .ToLookup(write => write.Name, write => write.Body!, StringComparer.Ordinal);

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
