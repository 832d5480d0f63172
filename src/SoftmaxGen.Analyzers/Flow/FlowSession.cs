using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SoftmaxGen.Analyzers.Flow.Facts;
using SoftmaxGen.Analyzers.Flow.Members;

namespace SoftmaxGen.Analyzers.Flow;

/// <summary>A control-flow graph with its loops.</summary>
internal sealed record Body(ControlFlowGraph Graph, LoopForest Loops, ISymbol? Owner)
{
    /// <summary>Whether some block can be entered from the middle of another.</summary>
    public bool HasHandlers { get; } = Graph.Root.NestedRegions.Any(IsHandled);

    private static bool IsHandled(ControlFlowRegion region) =>
        region.Kind is ControlFlowRegionKind.TryAndCatch or ControlFlowRegionKind.TryAndFinally || region.NestedRegions.Any(IsHandled);
}

/// <summary>What the analysis of one compilation shares between bodies: the library facts, the graphs, the models.</summary>
internal sealed class FlowSession(Compilation compilation, LibraryFacts facts, Func<IMethodSymbol, bool> isHelper)
{
    private readonly ConcurrentDictionary<SyntaxNode, Body?> _bodies = new();
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();

    // A call in a loop asks for the same again and again, and Roslyn makes its answers anew each time.
    private readonly ConcurrentDictionary<IMethodSymbol, Body?> _methods = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, LibraryFunction?> _known = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, LibraryFunction?> _kernels = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, bool> _helpers = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IPropertySymbol, bool> _autoProperties = new(SymbolEqualityComparer.Default);

    private MemberValues? _members;
    private Dispatch? _dispatch;
    private Layers? _layers;
    private Makers? _makers;
    private Runners? _runners;
    private FreshMembers? _fresh;

    public Compilation Compilation { get; } = compilation;

    /// <summary>What members hold when a method begins.</summary>
    public MemberValues Members => _members ?? Interlocked.CompareExchange(ref _members, new(this), null) ?? _members;

    /// <summary>Where calls of abstract methods lead.</summary>
    public Dispatch Dispatch => _dispatch ?? Interlocked.CompareExchange(ref _dispatch, new(this), null) ?? _dispatch;

    /// <summary>The layers and losses that members hold.</summary>
    public Layers Layers => _layers ?? Interlocked.CompareExchange(ref _layers, new(this), null) ?? _layers;

    /// <summary>Where objects of the user's own types are made.</summary>
    public Makers Makers => _makers ?? Interlocked.CompareExchange(ref _makers, new(this), null) ?? _makers;

    /// <summary>What networks run their layers with.</summary>
    public Runners Runners => _runners ?? Interlocked.CompareExchange(ref _runners, new(this), null) ?? _runners;

    /// <summary>The layers that networks make themselves.</summary>
    public OwnLayers OwnLayers { get; } = new();

    /// <summary>What members hold in a new object.</summary>
    public FreshMembers Fresh => _fresh ?? Interlocked.CompareExchange(ref _fresh, new(this), null) ?? _fresh;

    public LibraryFacts Facts { get; } = facts;

    /// <summary>The fields behind indexers.</summary>
    public BackingStore Stores { get; } = new();

    /// <summary>Whether a method is one of the helpers that the gate has seen to work with exponentials or logarithms.</summary>
    public bool IsHelper(IMethodSymbol method) => _helpers.GetOrAdd(method, isHelper);

    /// <summary>Says of a declaration whether it has to do with exponentials or logarithms itself; null where that makes no difference.</summary>
    public Func<SyntaxNode, bool>? HasOwnWork { get; init; }

    /// <summary>Says of a piece of code whether it may work out exponentials or probabilities; null where nobody has looked.</summary>
    public Func<SyntaxNode, bool>? MayGive { get; init; }

    /// <summary>Says of a type's declaration whether exponentials or probabilities are named in it; null where nobody has looked.</summary>
    public Func<SyntaxNode, bool>? NamesExponentials { get; init; }

    /// <summary>Whether all that a body has to do with exponentials is in the helpers that it calls.</summary>
    public bool OnlyCallsHelpers(Body body) => HasOwnWork is { } hasOwn && !hasOwn(body.Graph.OriginalOperation.Syntax);

    /// <summary>Whether a property only gives out a field of its own.</summary>
    public bool IsAutoProperty(IPropertySymbol property) => _autoProperties.GetOrAdd(property, static p => p.ContainingType.GetMembers()
        .Any(member => member is IFieldSymbol { AssociatedSymbol: { } associated } && SymbolEqualityComparer.Default.Equals(associated, p)));

    /// <summary>The model the host made for a tree saves making a second one.</summary>
    public void Offer(SemanticModel model) => _models.TryAdd(model.SyntaxTree, model);

    public SemanticModel ModelOf(SyntaxTree tree) =>
#pragma warning disable RS1030 // A helper's body may stand in any file; the models are kept for the whole session.
        _models.GetOrAdd(tree, t => Compilation.GetSemanticModel(t));
#pragma warning restore RS1030

    /// <summary>The graph of the body that a declaration has; null when it has none that can be read.</summary>
    public Body? BodyOf(SyntaxNode declaration, CancellationToken token)
    {
        if (_bodies.TryGetValue(declaration, out Body? known))
            return known;
        // Of two threads that make it at once both get the same: by its body a call knows that it is running already.
        return _bodies.GetOrAdd(declaration, Make(declaration, token));
    }

    /// <summary>What a library's method computes; null where no table knows it.</summary>
    public LibraryFunction? Known(IMethodSymbol method) => _known.GetOrAdd(method, Facts.Find);

    /// <summary>The kernel of our own that a method is.</summary>
    public LibraryFunction? KernelOf(IMethodSymbol method) => _kernels.GetOrAdd(method, KernelFacts.Find);

    /// <summary>The body of a source method, accessor or operator.</summary>
    public Body? BodyOf(IMethodSymbol method, CancellationToken token) => _methods.GetOrAdd(method, m => Find(m, token));

    private Body? Find(IMethodSymbol method, CancellationToken token)
    {
        if (method.IsAbstract || method.IsExtern)
            return null;
        IMethodSymbol definition = method.OriginalDefinition;
        definition = (definition.PartialImplementationPart ?? definition).ReducedFrom ?? definition;
        foreach (SyntaxReference reference in definition.DeclaringSyntaxReferences)
            if (Compilation.ContainsSyntaxTree(reference.SyntaxTree) && BodyOf(reference.GetSyntax(token), token) is { } body)
                return body;
        return null;
    }

    // What the gate names by its declaration, the model knows by its expression.
    private static SyntaxNode CodeOf(SyntaxNode declaration) => declaration switch
    {
        VariableDeclaratorSyntax { Initializer: { } initializer } => initializer,
        PropertyDeclarationSyntax { ExpressionBody: { } expression } => expression,
        PropertyDeclarationSyntax { Initializer: { } initializer } => initializer,
        IndexerDeclarationSyntax { ExpressionBody: { } expression } => expression,
        _ => declaration,
    };

    private Body? Make(SyntaxNode declaration, CancellationToken token)
    {
        SemanticModel model = ModelOf(declaration.SyntaxTree);
        IOperation? operation = model.GetOperation(CodeOf(declaration), token);
        ControlFlowGraph? graph = operation switch
        {
            { Parent: not null } => null,
            IMethodBodyOperation method => ControlFlowGraph.Create(method, token),
            IConstructorBodyOperation constructor => ControlFlowGraph.Create(constructor, token),
            IBlockOperation block => ControlFlowGraph.Create(block, token),
            IFieldInitializerOperation field => ControlFlowGraph.Create(field, token),
            IPropertyInitializerOperation property => ControlFlowGraph.Create(property, token),
            _ => null,
        };
        return graph is null ? null : new Body(graph, new LoopForest(graph), model.GetDeclaredSymbol(declaration, token) ?? model.GetEnclosingSymbol(declaration.SpanStart, token));
    }
}
