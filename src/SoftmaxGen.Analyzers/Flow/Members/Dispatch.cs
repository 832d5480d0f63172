using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SoftmaxGen.Analyzers.Flow.Members;

/// <summary>Finds the method that a call of an abstract one reaches, where only one can be meant. Safe to use from many threads.</summary>
internal sealed class Dispatch(FlowSession session)
{
    private const int MostTargets = 4;

    private readonly ConcurrentDictionary<IMethodSymbol, IMethodSymbol?> _only = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, ImmutableArray<IMethodSymbol>> _all = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, Term?> _functions = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, INamedTypeSymbol?> _held = new(SymbolEqualityComparer.Default);

    // By what they derive from, and by the interfaces that they name themselves: who inherits one inherits how it is implemented, and
    // there may be hundreds of those.
    private readonly Lazy<ILookup<ISymbol, INamedTypeSymbol>> _types = new(() => AllTypes(session.Compilation.Assembly.GlobalNamespace)
        .SelectMany(type => BasesOf(type).Select(@base => (Base: @base, Type: type)))
        .ToLookup(pair => pair.Base, pair => pair.Type, SymbolEqualityComparer.Default));

    /// <summary>The method that is run; null where it can be one of several.</summary>
    /// <param name="method">The abstract method.</param>
    /// <param name="receiver">What it is called on.</param>
    /// <param name="self">The type of <c>this</c> in the analysed body.</param>
    /// <param name="token">Ends the work.</param>
    public IMethodSymbol? TargetOf(IMethodSymbol method, Term? receiver, ITypeSymbol? self, CancellationToken token)
    {
        if (receiver is null)
            return null;
        if (TypeOf(receiver, self, token) is { } type && Implementation(type, method) is { } implementation)
            return implementation;
        return _only.GetOrAdd(method.OriginalDefinition, Only);
    }

    /// <summary>
    /// All methods that a call of an abstract one may reach, where they are few; those that only throw are reached by nobody who goes on.
    /// </summary>
    public ImmutableArray<IMethodSymbol> AllTargetsOf(IMethodSymbol method) => _all.GetOrAdd(method.OriginalDefinition, All);

    /// <summary>The function that a member holds, if it is only ever given one; null where that is not so.</summary>
    public Term? FunctionIn(Term held, ITypeSymbol? self, CancellationToken token) =>
        MemberPath.Resolve(Place.Of(held), self) is { Rest: "" } path ? _functions.GetOrAdd(path.Member, member => Function(member, token)) : null;

    private Term? Function(ISymbol member, CancellationToken token)
    {
        // What others can set may be anything.
        bool isOwn = member is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null } || member.DeclaredAccessibility == Accessibility.Private;
        if (!isOwn)
            return null;
        ExpressionSyntax[] values = MemberWriters.Assigned(member, token).Take(2).ToArray();
        if (values.Length != 1 || !session.Compilation.ContainsSyntaxTree(values[0].SyntaxTree))
            return null;
        if (values[0] is not AnonymousFunctionExpressionSyntax)
            return session.ModelOf(values[0].SyntaxTree).GetSymbolInfo(values[0], token).Symbol is IMethodSymbol { IsStatic: true } method ? Terms.Function(method) : null;
        // A lambda in the initialiser; one that a constructor makes may depend on what that was given.
        if (values[0].Parent is not EqualsValueClauseSyntax { Parent: { } declaration } || session.BodyOf(declaration, token) is not { } body)
            return null;
        foreach (IOperation operation in body.Graph.Blocks.SelectMany(block => block.Operations).SelectMany(operation => operation.DescendantsAndSelf()))
            if (operation is IFlowAnonymousFunctionOperation lambda && lambda.Syntax == values[0])
                return Terms.Function(new Closure(lambda, body.Graph, null));
        return null;
    }

    // The only implementation in the whole compilation.
    private IMethodSymbol? Only(IMethodSymbol method)
    {
        IMethodSymbol? found = null;
        foreach (INamedTypeSymbol type in TypesOf(method))
        {
            if (Implementation(type, method) is not { IsAbstract: false } implementation || SymbolEqualityComparer.Default.Equals(found, implementation.OriginalDefinition))
                continue;
            if (found is not null)
                return null;
            found = implementation.OriginalDefinition;
        }
        return found;
    }

    private ImmutableArray<IMethodSymbol> All(IMethodSymbol method)
    {
        var found = ImmutableArray.CreateBuilder<IMethodSymbol>();
        foreach (INamedTypeSymbol type in TypesOf(method))
            if (Implementation(type, method) is { IsAbstract: false } implementation && !OnlyThrows(implementation.OriginalDefinition) &&
                !found.Any(other => SymbolEqualityComparer.Default.Equals(other, implementation.OriginalDefinition)))
            {
                if (found.Count == MostTargets)
                    return ImmutableArray<IMethodSymbol>.Empty;
                found.Add(implementation.OriginalDefinition);
            }
        return found.ToImmutable();
    }

    // The types that there are objects of and that may have a body for an abstract method.
    private IEnumerable<INamedTypeSymbol> TypesOf(IMethodSymbol method)
    {
        bool isOfInterface = method.ContainingType.TypeKind == TypeKind.Interface;
        return _types.Value[method.ContainingType].Where(type => !type.IsAbstract || isOfInterface && _types.Value[type].Any(static derived => !derived.IsAbstract));
    }

    private static bool OnlyThrows(IMethodSymbol method) => method.DeclaringSyntaxReferences.Any(r => r.GetSyntax() switch
    {
        MethodDeclarationSyntax { Body.Statements: { Count: 1 } statements } => statements[0] is ThrowStatementSyntax,
        MethodDeclarationSyntax { ExpressionBody.Expression: ThrowExpressionSyntax } => true,
        _ => false,
    });

    // What was made here, or all that a member is ever given.
    private INamedTypeSymbol? TypeOf(Term receiver, ITypeSymbol? self, CancellationToken token)
    {
        if (receiver is { Kind: TermKind.Root, Tag: Allocation { Site: BaseObjectCreationExpressionSyntax creation } })
            return Created(creation, token);
        return receiver.Kind == TermKind.Load && MemberPath.Resolve(Place.Of(receiver), self) is { Rest: "" } path
            ? _held.GetOrAdd(path.Member, member => Held(member, token)) : null;
    }

    private INamedTypeSymbol? Held(ISymbol member, CancellationToken token)
    {
        INamedTypeSymbol? type = null;
        foreach (ExpressionSyntax value in MemberWriters.Assigned(member, token))
        {
            if (value is not BaseObjectCreationExpressionSyntax creation || Created(creation, token) is not { } made ||
                type is not null && !SymbolEqualityComparer.Default.Equals(type, made))
                return null;
            type = made;
        }
        return type;
    }

    private INamedTypeSymbol? Created(BaseObjectCreationExpressionSyntax creation, CancellationToken token) =>
        session.Compilation.ContainsSyntaxTree(creation.SyntaxTree) ? session.ModelOf(creation.SyntaxTree).GetTypeInfo(creation, token).Type as INamedTypeSymbol : null;

    /// <summary>The method of a type that implements or overrides another.</summary>
    public static IMethodSymbol? Implementation(INamedTypeSymbol type, IMethodSymbol method)
    {
        if (method.ContainingType.TypeKind == TypeKind.Interface)
        {
            foreach (INamedTypeSymbol implemented in type.AllInterfaces)
                if (SymbolEqualityComparer.Default.Equals(implemented.OriginalDefinition, method.ContainingType.OriginalDefinition))
                    foreach (ISymbol member in implemented.GetMembers(method.Name))
                        if (SymbolEqualityComparer.Default.Equals(member.OriginalDefinition, method.OriginalDefinition))
                            return type.FindImplementationForInterfaceMember(member) as IMethodSymbol;
            return null;
        }
        for (INamedTypeSymbol? at = type; at is not null; at = at.BaseType)
            foreach (ISymbol member in at.GetMembers(method.Name))
                for (IMethodSymbol? over = member as IMethodSymbol; over is not null; over = over.OverriddenMethod)
                    if (!SymbolEqualityComparer.Default.Equals(over, member) && SymbolEqualityComparer.Default.Equals(over.OriginalDefinition, method.OriginalDefinition))
                        return (IMethodSymbol)member;
        return null;
    }

    private static IEnumerable<ISymbol> BasesOf(INamedTypeSymbol type)
    {
        var bases = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        for (INamedTypeSymbol? at = type.BaseType; at is not null; at = at.BaseType)
            bases.Add(at.OriginalDefinition);
        foreach (INamedTypeSymbol named in type.Interfaces)
        {
            bases.Add(named.OriginalDefinition);
            foreach (INamedTypeSymbol inherited in named.AllInterfaces)
                bases.Add(inherited.OriginalDefinition);
        }
        return bases;
    }

    private static IEnumerable<INamedTypeSymbol> AllTypes(INamespaceSymbol space)
    {
        foreach (INamespaceOrTypeSymbol member in space.GetMembers())
        {
            if (member is INamespaceSymbol inner)
                foreach (INamedTypeSymbol type in AllTypes(inner))
                    yield return type;
            else if (member is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } type)
            {
                yield return type;
                foreach (INamedTypeSymbol nested in type.GetTypeMembers())
                    if (nested.TypeKind is TypeKind.Class or TypeKind.Struct)
                        yield return nested;
            }
        }
    }
}
