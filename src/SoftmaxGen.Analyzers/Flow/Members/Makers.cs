using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SoftmaxGen.Analyzers.Flow.Members;

/// <summary>An object of a type of the user's own, as it is made.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Creation">Where it is made.</param>
/// <param name="Parts">The objects that it is given when it is made, and those that are added to it later, in this order.</param>
internal sealed record MadeObject(INamedTypeSymbol Type, ExpressionSyntax Creation, ImmutableArray<ExpressionSyntax> Parts);

/// <summary>
/// Finds where the object is made that something is called on: a layer, or a network of layers. Each place and each variable is looked
/// into once, since a loop around a call asks again and again. Safe to use from many threads.
/// </summary>
internal sealed class Makers(FlowSession session)
{
    private const int Depth = 6;

    private readonly ConcurrentDictionary<ExpressionSyntax, MadeObject?> _made = new();
    private readonly ConcurrentDictionary<ISymbol, ExpressionSyntax?> _sources = new(SymbolEqualityComparer.Default);

    /// <summary>The object that an operation gives; null where it may be one of several, or comes from elsewhere.</summary>
    public MadeObject? Of(IOperation value, CancellationToken token)
    {
        while (value is IConversionOperation conversion)
            value = conversion.Operand;
        return value.Syntax is ExpressionSyntax expression && !value.IsImplicit ? Of(expression, token) : null;
    }

    /// <summary>The same for one of the parts of another.</summary>
    public MadeObject? Of(ExpressionSyntax part, CancellationToken token) => _made.GetOrAdd(part, p => Of(p, Depth, token));

    private MadeObject? Of(ExpressionSyntax expression, int depth, CancellationToken token)
    {
        if (depth == 0 || !session.Compilation.ContainsSyntaxTree(expression.SyntaxTree))
            return null;
        SemanticModel model = session.ModelOf(expression.SyntaxTree);
        switch (expression)
        {
            case ParenthesizedExpressionSyntax inner:
                return Of(inner.Expression, depth, token);
            case CastExpressionSyntax cast:
                return Of(cast.Expression, depth, token);
            case BaseObjectCreationExpressionSyntax creation:
                return model.GetTypeInfo(creation, token).Type is INamedTypeSymbol { DeclaringSyntaxReferences.IsEmpty: false } type
                    ? new MadeObject(type, creation, Parts(creation, model, token)) : null;
            // net.Layers[2], net[2]
            case ElementAccessExpressionSyntax { ArgumentList.Arguments: { Count: 1 } at } element when model.GetConstantValue(at[0].Expression, token) is { HasValue: true, Value: int k }:
                ExpressionSyntax whole = element.Expression is MemberAccessExpressionSyntax list ? list.Expression : element.Expression;
                return Of(whole, depth - 1, token) is { } made && k >= 0 && k < made.Parts.Length ? Of(made.Parts[k], depth - 1, token) : null;
            case IdentifierNameSyntax or MemberAccessExpressionSyntax:
                return model.GetSymbolInfo(expression, token).Symbol is { } symbol && _sources.GetOrAdd(symbol, s => Source(s, token)) is { } source
                    ? Of(source, depth - 1, token) : null;
            default:
                return null;
        }
    }

    // What a variable is given, where that is one thing only.
    private static ExpressionSyntax? Source(ISymbol symbol, CancellationToken token)
    {
        switch (symbol)
        {
            case ILocalSymbol local:
                return Layers.InitializerOf(local, token);
            case IParameterSymbol { ContainingSymbol: IMethodSymbol { DeclaredAccessibility: Accessibility.Private, MethodKind: MethodKind.Ordinary } method } parameter:
                return Given(parameter, method, token);
            case { Kind: SymbolKind.Field or SymbolKind.Property } member when Layers.IsOwn(member):
                ExpressionSyntax[] values = MemberWriters.Assigned(member, token).Take(2).ToArray();
                return values.Length == 1 ? values[0] : null;
            default:
                return null;
        }
    }

    // A private method that is called at one place only.
    private static ExpressionSyntax? Given(IParameterSymbol parameter, IMethodSymbol method, CancellationToken token)
    {
        ExpressionSyntax? given = null;
        foreach (SyntaxReference reference in method.ContainingType.DeclaringSyntaxReferences)
            foreach (SyntaxNode node in reference.GetSyntax(token).DescendantNodes())
            {
                if (node is not IdentifierNameSyntax { Identifier.ValueText: var text } name || text != method.Name)
                    continue;
                SyntaxNode called = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
                if (called.Parent is not InvocationExpressionSyntax { ArgumentList.Arguments: var arguments } call || call.Expression != called ||
                    given is not null || parameter.Ordinal >= arguments.Count || arguments.Any(a => a.NameColon is not null))
                    return null;
                given = arguments[parameter.Ordinal].Expression;
            }
        return given;
    }

    private static ImmutableArray<ExpressionSyntax> Parts(BaseObjectCreationExpressionSyntax creation, SemanticModel model, CancellationToken token)
    {
        var parts = ImmutableArray.CreateBuilder<ExpressionSyntax>();
        foreach (ArgumentSyntax argument in creation.ArgumentList?.Arguments ?? default)
            Collect(argument.Expression);
        foreach (ExpressionSyntax element in creation.Initializer?.Expressions ?? default)
            Collect(element);
        parts.AddRange(Layers.Added(creation));
        return parts.ToImmutable();

        void Collect(ExpressionSyntax given)
        {
            if (Layers.ElementsOf(given) is { } elements)
                parts.AddRange(elements);
            else if (model.GetTypeInfo(given, token).Type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Interface, SpecialType: SpecialType.None, DeclaringSyntaxReferences.IsEmpty: false })
                parts.Add(given);
        }
    }
}
