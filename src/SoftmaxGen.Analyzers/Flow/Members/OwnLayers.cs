using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SoftmaxGen.Analyzers.Flow.Members;

/// <summary>
/// Finds the layer that comes last in a network that makes its layers itself: where its list is declared, or in its constructor. A list
/// that other methods add to is not known. Each member is looked into once. Safe to use from many threads.
/// </summary>
internal sealed class OwnLayers
{
    private readonly ConcurrentDictionary<ISymbol, ExpressionSyntax?> _last = new(SymbolEqualityComparer.Default);

    /// <summary>The last object of the only list of objects that a network keeps; null where that is not known.</summary>
    public ExpressionSyntax? LastOf(INamedTypeSymbol network, CancellationToken token)
    {
        ISymbol[] lists = network.GetMembers().Where(IsListOfObjects).Take(2).ToArray();
        return lists.Length == 1 ? LastIn(lists[0], token) : null;
    }

    /// <summary>The last object of a list that a network keeps; null where that is not known.</summary>
    public ExpressionSyntax? LastIn(ISymbol list, CancellationToken token) => _last.GetOrAdd(list.OriginalDefinition, member => IsListOfObjects(member) ? Find(member, token) : null);

    private static bool IsListOfObjects(ISymbol member) =>
        member is { IsStatic: false, IsImplicitlyDeclared: false, ContainingType.DeclaringSyntaxReferences.IsEmpty: false } && ((member as IFieldSymbol)?.Type ?? (member as IPropertySymbol)?.Type) switch
        {
            IArrayTypeSymbol { Rank: 1, ElementType: var element } => IsOwnObject(element),
            INamedTypeSymbol { Name: "List" or "IList" or "IReadOnlyList" or "IEnumerable", TypeArguments: { Length: 1 } element } => IsOwnObject(element[0]),
            _ => false,
        };

    private static bool IsOwnObject(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Interface, SpecialType: SpecialType.None, DeclaringSyntaxReferences.IsEmpty: false };

    private static ExpressionSyntax? Find(ISymbol list, CancellationToken token)
    {
        ExpressionSyntax? last = null;
        foreach (ExpressionSyntax value in MemberWriters.Assigned(list, token))
        {
            if (ElementsOf(value) is not { } elements)
                return null;
            last = elements.LastOrDefault() ?? last;
        }
        foreach (SyntaxReference reference in list.ContainingType.DeclaringSyntaxReferences)
            foreach (SyntaxNode node in reference.GetSyntax(token).DescendantNodes())
            {
                if (node is not IdentifierNameSyntax { Identifier.ValueText: var name } identifier || name != list.Name || Put(identifier) is not (var statement, var put))
                    continue;
                // Whoever adds layers later knows more than the constructor.
                if (node.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not ConstructorDeclarationSyntax constructor)
                    return null;
                // What a loop has put there is one of many, and what is put behind that is the last one.
                last = statement.Parent == constructor.Body ? put : null;
            }
        return last is BaseObjectCreationExpressionSyntax ? last : null;
    }

    // layers.Add(new Dense()), layers[n] = new Dense()
    private static (StatementSyntax Statement, ExpressionSyntax? Put)? Put(IdentifierNameSyntax list)
    {
        ExpressionSyntax place = list.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } own ? own : list;
        return place.Parent switch
        {
            MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax { Parent: StatementSyntax statement, ArgumentList.Arguments: var arguments }, Name.Identifier.ValueText: ("Add" or "Insert" or "AddRange" or "Clear" or "RemoveAt" or "Remove") and var method } =>
                (statement, method == "Add" && arguments.Count == 1 ? arguments[0].Expression : null),
            ElementAccessExpressionSyntax { Parent: AssignmentExpressionSyntax { Parent: StatementSyntax statement } assignment } element when assignment.Left == element => (statement, assignment.Right),
            _ => null,
        };
    }

    private static IEnumerable<ExpressionSyntax>? ElementsOf(ExpressionSyntax value) => value switch
    {
        InitializerExpressionSyntax initializer => initializer.Expressions,
        ImplicitObjectCreationExpressionSyntax list => list.Initializer?.Expressions ?? Enumerable.Empty<ExpressionSyntax>(),
        // [new Dense(), new Softmax()] has no type of its own in the oldest compiler that this has to run in.
        { RawKind: CollectionExpression } => value.ChildNodes().Select(static element => element.ChildNodes().FirstOrDefault()).OfType<ExpressionSyntax>(),
        _ => Layers.ElementsOf(value),
    };

    private const int CollectionExpression = 9076;
}
