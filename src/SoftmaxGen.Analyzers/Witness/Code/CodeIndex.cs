using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SoftmaxGen.Analyzers.Witness;

/// <summary>What is known of the code of one compilation: bodies, layouts, library calls. Safe to share by threads.</summary>
/// <param name="compilation">The code.</param>
/// <param name="models">Semantic models, where the host has its own cache of them.</param>
internal sealed class CodeIndex(Compilation compilation, Func<SyntaxTree, SemanticModel>? models = null)
{
    private readonly ConcurrentDictionary<IMethodSymbol, MethodCode?> _methods = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, TypeLayout> _layouts = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, LibraryCall?> _library = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();
    private readonly ConcurrentDictionary<IFieldSymbol, IOperation?> _initializers = new(SymbolEqualityComparer.Default);

    /// <summary>The code.</summary>
    public Compilation Compilation { get; } = compilation;

    /// <summary>The body of a method, accessor, constructor or local function; null where there is no source of it.</summary>
    public MethodCode? CodeOf(IMethodSymbol method, CancellationToken token)
    {
        method = method.OriginalDefinition;
        if (_methods.TryGetValue(method, out MethodCode? code)) return code;
        return _methods[method] = FindCode(method.PartialImplementationPart ?? method, token);
    }

    /// <summary>The fields of a type and its bases.</summary>
    public TypeLayout LayoutOf(INamedTypeSymbol type) =>
        _layouts.GetOrAdd(type.OriginalDefinition, definition => TypeLayout.Of(definition));

    /// <summary>The interpreter's own version of a library method; null where it has none.</summary>
    public LibraryCall? LibraryOf(IMethodSymbol method) =>
        _library.GetOrAdd(method.OriginalDefinition, LibraryCatalog.Find);

    /// <summary>The value that a field or auto-property begins with; null for its default.</summary>
    public IOperation? InitializerOf(IFieldSymbol field, CancellationToken token)
    {
        field = field.OriginalDefinition;
        if (_initializers.TryGetValue(field, out IOperation? value)) return value;
        return _initializers[field] = FindInitializer(field, token);
    }

    /// <summary>The operation of a node; null where it has none.</summary>
    public IOperation? OperationOf(SyntaxNode node, CancellationToken token) =>
        ModelOf(node.SyntaxTree).GetOperation(node, token);

    private SemanticModel ModelOf(SyntaxTree tree) => models is not null
        ? models(tree)
        : _models.GetOrAdd(tree, t => Compilation.GetSemanticModel(t));

    private MethodCode? FindCode(IMethodSymbol method, CancellationToken token)
    {
        foreach (SyntaxReference reference in method.DeclaringSyntaxReferences)
        {
            // A tree that a generator added is part of the compilation, but not one of another compilation.
            if (!Compilation.ContainsSyntaxTree(reference.SyntaxTree)) continue;
            SyntaxNode node = reference.GetSyntax(token);
            if (node is not (BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or ArrowExpressionClauseSyntax
                or LocalFunctionStatementSyntax or CompilationUnitSyntax)) continue;
            if (OperationOf(node, token) is { } operation && MethodCode.Of(method, operation, node) is { } code) return code;
        }

        return null;
    }

    private IOperation? FindInitializer(IFieldSymbol field, CancellationToken token)
    {
        ISymbol declared = field.AssociatedSymbol ?? field;
        foreach (SyntaxReference reference in declared.DeclaringSyntaxReferences)
        {
            if (!Compilation.ContainsSyntaxTree(reference.SyntaxTree)) continue;
            EqualsValueClauseSyntax? clause = reference.GetSyntax(token) switch
            {
                VariableDeclaratorSyntax variable => variable.Initializer,
                PropertyDeclarationSyntax property => property.Initializer,
                _ => null,
            };
            if (clause is null) continue;
            return (OperationOf(clause, token) as ISymbolInitializerOperation)?.Value;
        }

        return null;
    }
}
