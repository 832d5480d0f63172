using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Flow.Members;

/// <summary>
/// Layers one after the other. <paramref name="Last"/> is a <see cref="LibraryFunction"/>, another stack, or the type of a layer of
/// the user's own.
/// </summary>
internal sealed record LayerStack(object Last, SyntaxNode Site);

/// <summary>
/// What the layers and losses are that members and locals hold, as the expression says that makes them. Safe to use from many threads.
/// </summary>
internal sealed class Layers(FlowSession session)
{
    private const int Depth = 6;

    private readonly ConcurrentDictionary<ISymbol, object?> _held = new(SymbolEqualityComparer.Default);

    // What derived types can set is what the one that is looked at, or the nearest of its bases, has set.
    private readonly ConcurrentDictionary<(ISymbol Member, ITypeSymbol Holder), object?> _heldInDerived = new();

    /// <summary>Whether a method of that name runs the object that it is called on.</summary>
    public static bool IsRun(string name) => name is "forward" or "call" or "Call" or "Apply";

    /// <summary>The method that a module of the user's own does its work in.</summary>
    public static IMethodSymbol? ForwardOf(INamedTypeSymbol type, int arguments)
    {
        for (INamedTypeSymbol? at = type; at is { DeclaringSyntaxReferences.IsEmpty: false }; at = at.BaseType)
            foreach (ISymbol member in at.GetMembers("forward"))
                if (member is IMethodSymbol { IsStatic: false } method && method.Parameters.Length == arguments)
                    return method;
        return null;
    }

    /// <summary>What a field or a property holds, where it is only ever given one thing; null where that is not known.</summary>
    /// <param name="member">The member.</param>
    /// <param name="self">The type of <c>this</c> where the member is asked for.</param>
    /// <param name="token">Ends the work.</param>
    public object? HeldBy(ISymbol member, ITypeSymbol? self, CancellationToken token) =>
        _held.GetOrAdd(member.OriginalDefinition, m => Held(m, Depth, token)) ??
        (self is not null && IsSetByDerived(member) && !SymbolEqualityComparer.Default.Equals(self.OriginalDefinition, member.ContainingType.OriginalDefinition)
            ? _heldInDerived.GetOrAdd((member.OriginalDefinition, self.OriginalDefinition), key => HeldIn(key.Holder, key.Member, token)) : null);

    /// <summary>The layer or loss that an expression makes: a <see cref="LibraryFunction"/>, a <see cref="LayerStack"/>, or a type.</summary>
    public object? MadeBy(ExpressionSyntax maker, CancellationToken token) => MadeBy(maker, Depth, token);

    /// <summary>The constant that a flag is given, or has by default; null where it is not known.</summary>
    public static bool? FlagOf(LibraryFunction function, IOperation at)
    {
        if (function.FlagValue is not null || function.Flag == LibraryFunction.Absent)
            return function.FlagValue;
        ImmutableArray<IArgumentOperation> arguments = at switch
        {
            IInvocationOperation call => call.Arguments,
            IObjectCreationOperation creation => creation.Arguments,
            _ => ImmutableArray<IArgumentOperation>.Empty,
        };
        foreach (IArgumentOperation argument in arguments)
            if (argument.Parameter?.Ordinal == function.Flag)
                return argument.Value.ConstantValue is { HasValue: true, Value: bool flag } ? flag : null;
        return at is IInvalidOperation ? FlagIn(function, at.Syntax) : null;
    }

    // Of a call that did not bind: what stands at the flag's place, or has a name that is a flag's. Without it nothing is known.
    private static bool? FlagIn(LibraryFunction function, SyntaxNode call)
    {
        SeparatedSyntaxList<ArgumentSyntax> arguments = call switch
        {
            InvocationExpressionSyntax invocation => invocation.ArgumentList.Arguments,
            BaseObjectCreationExpressionSyntax { ArgumentList: { } list } => list.Arguments,
            _ => default,
        };
        for (int i = 0; i < arguments.Count; i++)
            if (arguments[i].NameColon is { Name.Identifier.ValueText: var name } ? name is "from_logits" or "log_target" : i == function.Flag)
                return arguments[i].Expression.Kind() switch
                {
                    SyntaxKind.TrueLiteralExpression => true,
                    SyntaxKind.FalseLiteralExpression => false,
                    _ => null,
                };
        return null;
    }

    private object? Held(ISymbol member, int depth, CancellationToken token)
    {
        if (!IsOwn(member))
            return null;
        ExpressionSyntax[] values = MemberWriters.Assigned(member, token).Take(2).ToArray();
        return values.Length == 1 ? MadeBy(values[0], depth, token) : null;
    }

    private static bool IsSetByDerived(ISymbol member) =>
        member is IPropertySymbol { SetMethod.DeclaredAccessibility: Accessibility.Protected, DeclaredAccessibility: Accessibility.Public };

    private object? HeldIn(ITypeSymbol holder, ISymbol member, CancellationToken token)
    {
        for (ITypeSymbol? type = holder; type is not null; type = type.BaseType)
        {
            bool isDeclaring = SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, member.ContainingType);
            ExpressionSyntax[] values = (isDeclaring ? MemberWriters.Assigned(member, token) : MemberWriters.AssignedBy(type, member.Name, token)).Take(2).ToArray();
            if (values.Length > 0 || isDeclaring)
                return values.Length == 1 && type.OriginalDefinition is INamedTypeSymbol ? MadeBy(values[0], Depth, token) : null;
        }
        return null;
    }

    /// <summary>Whether nobody else writes a member: what others can set may be anything.</summary>
    public static bool IsOwn(ISymbol member) =>
        member is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null } || member.DeclaredAccessibility != Accessibility.Public;

    private object? MadeBy(ExpressionSyntax maker, int depth, CancellationToken token)
    {
        if (depth == 0 || !session.Compilation.ContainsSyntaxTree(maker.SyntaxTree))
            return null;
        SemanticModel model = session.ModelOf(maker.SyntaxTree);
        switch (maker)
        {
            case ParenthesizedExpressionSyntax inner:
                return MadeBy(inner.Expression, depth, token);
            case CastExpressionSyntax cast:
                return MadeBy(cast.Expression, depth, token);
            case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } sure:
                return MadeBy(sure.Operand, depth, token);
            // ("out", Softmax(1))
            case TupleExpressionSyntax tuple:
                return MadeBy(tuple.Arguments.Last().Expression, depth, token);
            case BaseObjectCreationExpressionSyntax creation when model.GetTypeInfo(creation, token).Type is INamedTypeSymbol type:
                return session.Facts.FindConstruction(type) is { } known ? Made(known, creation, creation.ArgumentList, model, depth, token)
                    : type.DeclaringSyntaxReferences.IsEmpty ? null : type;
            case InvocationExpressionSyntax call:
                // model.to(device) is the same model.
                if (call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "to" or "cuda" or "cpu" } moved)
                    return MadeBy(moved.Expression, depth, token);
                return FunctionOf(call, model, token) is { IsConstruction: true } function ? Made(function, call, call.ArgumentList, model, depth, token) : null;
            case IdentifierNameSyntax or MemberAccessExpressionSyntax:
                return model.GetSymbolInfo(maker, token).Symbol switch
                {
                    ILocalSymbol local when InitializerOf(local, token) is { } value => MadeBy(value, depth - 1, token),
                    ISymbol { Kind: SymbolKind.Field or SymbolKind.Property } member => Held(member, depth - 1, token),
                    _ => null,
                };
            default:
                return null;
        }
    }

    private LibraryFunction? FunctionOf(InvocationExpressionSyntax call, SemanticModel model, CancellationToken token)
    {
        if (model.GetSymbolInfo(call, token).Symbol is IMethodSymbol method)
            return session.Facts.FindConstruction(method);
        ITypeSymbol? receiver = call.Expression is MemberAccessExpressionSyntax access ? model.GetTypeInfo(access.Expression, token).Type : null;
        return session.Facts.FindUnresolved(call.Expression, receiver, call.ArgumentList.Arguments.Count);
    }

    private object? Made(LibraryFunction function, ExpressionSyntax maker, ArgumentListSyntax? arguments, SemanticModel model, int depth, CancellationToken token)
    {
        if (function.Kind != FunctionKind.Chain)
            return model.GetOperation(maker, token) is { } making ? function with { FlagValue = FlagOf(function, making) } : function;
        return LastOf(maker, arguments, token) is { } last && MadeBy(last, depth - 1, token) is { } layer ? new LayerStack(layer, maker) : null;
    }

    // The last of the layers that a chain is made of: an argument, the last element of a collection, or what is added to either later.
    private ExpressionSyntax? LastOf(ExpressionSyntax maker, ArgumentListSyntax? arguments, CancellationToken token)
    {
        if (Added(maker).LastOrDefault() is { } added)
            return added;
        if (arguments is not { Arguments.Count: > 0 })
            return null;
        ExpressionSyntax last = arguments.Arguments.Last().Expression;
        if (last is IdentifierNameSyntax && session.ModelOf(last.SyntaxTree).GetSymbolInfo(last, token).Symbol is ILocalSymbol local && InitializerOf(local, token) is { } made && ElementsOf(made) is { } elements)
            return Added(made).LastOrDefault() ?? elements.LastOrDefault();
        return ElementsOf(last) is { } own ? own.LastOrDefault() : last;
    }

    /// <summary>What a collection is made with; null for what makes none.</summary>
    public static IEnumerable<ExpressionSyntax>? ElementsOf(ExpressionSyntax expression) => expression switch
    {
        ArrayCreationExpressionSyntax array => array.Initializer?.Expressions ?? Enumerable.Empty<ExpressionSyntax>(),
        ImplicitArrayCreationExpressionSyntax array => array.Initializer.Expressions,
        ObjectCreationExpressionSyntax { Type: GenericNameSyntax { Identifier.ValueText: "List" } } list => list.Initializer?.Expressions ?? Enumerable.Empty<ExpressionSyntax>(),
        _ => null,
    };

    /// <summary>What is added to the object that a local is made with: <c>net.append(Softmax(1))</c>.</summary>
    public static IEnumerable<ExpressionSyntax> Added(ExpressionSyntax maker)
    {
        if (maker.Parent is not EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax local } || local.FirstAncestorOrSelf<BlockSyntax>() is not { } block)
            yield break;
        foreach (InvocationExpressionSyntax call in block.DescendantNodes().OfType<InvocationExpressionSyntax>())
            if (call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var method, Expression: IdentifierNameSyntax name } &&
                name.Identifier.ValueText == local.Identifier.ValueText && call.ArgumentList.Arguments.Count > 0 &&
                (method.StartsWith("Add", StringComparison.Ordinal) || method is "add" or "append" or "Append"))
                yield return call.ArgumentList.Arguments.Last().Expression;
    }

    /// <summary>What a local is made with that is never given anything else.</summary>
    public static ExpressionSyntax? InitializerOf(ILocalSymbol local, CancellationToken token)
    {
        if (local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(token) is not VariableDeclaratorSyntax { Initializer.Value: { } value } declarator ||
            declarator.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } member)
            return null;
        foreach (AssignmentExpressionSyntax assignment in member.DescendantNodes().OfType<AssignmentExpressionSyntax>())
            if (assignment.Left is IdentifierNameSyntax name && name.Identifier.ValueText == local.Name)
                return null;
        return value;
    }
}
