using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Flow.Gate;

/// <summary>Decides whether a name's use is a call that makes its body worth analysing.</summary>
internal sealed class Triggers
{
    private readonly LibraryFacts _facts;
    private readonly ConcurrentDictionary<SyntaxTree, List<Hit>> _hits = new();
    private readonly Dictionary<string, HelperRoles> _roles = new(StringComparer.Ordinal);

    public Triggers(LibraryFacts facts)
    {
        _facts = facts;
        Names = new(facts.TriggerNames.Concat(KernelFacts.TellingNames));
        foreach ((string name, FunctionKind kind) in facts.NamedKinds)
        {
            _roles.TryGetValue(name, out HelperRoles roles);
            _roles[name] = roles | RolesOf(kind);
        }
    }

    /// <summary>What a function of that name may do.</summary>
    public HelperRoles RolesOf(string name) =>
        _roles.TryGetValue(name, out HelperRoles roles) ? roles : name switch
        {
            "forward" or "call" => HelperRoles.Gives | HelperRoles.Takes,
            // Where the largest probability stands.
            "IndexOf" => HelperRoles.Takes,
            _ => HelperRoles.None,
        };

    private static HelperRoles RolesOf(FunctionKind kind) => kind switch
    {
        FunctionKind.Log or FunctionKind.Log2 or FunctionKind.Log10 or FunctionKind.LogP1 or FunctionKind.Divide or FunctionKind.ArgMax or
            (>= FunctionKind.NllLoss and <= FunctionKind.KlDivergence) => HelperRoles.Takes,
        FunctionKind.Softmax or FunctionKind.LogSoftmax or FunctionKind.LogSumExp or FunctionKind.Chain => HelperRoles.Gives | HelperRoles.Takes,
        FunctionKind.Exp or FunctionKind.Exp2 or FunctionKind.Exp10 or FunctionKind.ExpM1 or FunctionKind.Pow or FunctionKind.Sigmoid or
            FunctionKind.Softplus or FunctionKind.LogSigmoid or FunctionKind.Cosh or FunctionKind.Sinh or FunctionKind.Tanh => HelperRoles.Gives,
        _ => HelperRoles.None,
    };

    /// <summary>The names whose uses are looked at.</summary>
    public NameTable Names { get; }

    /// <summary>Where they stand in a tree: scanned once.</summary>
    public List<Hit> HitsIn(SyntaxTree tree, CancellationToken cancellation)
    {
        if (!_hits.TryGetValue(tree, out List<Hit>? hits))
            _hits[tree] = hits = Names.Scan(tree.GetText(cancellation));
        return hits;
    }

    /// <summary>What syntax says: yes, no, or that the semantic model has to be asked (null).</summary>
    public bool? BySyntax(in NameUse use, string name)
    {
        if (use.Kind is UseKind.None or UseKind.Read)
            return false;
        if (use.Kind == UseKind.Declaration)
            return FunctionNames.IsContract(name);
        if (use.Kind == UseKind.Call)
        {
            // Loggers are called Log, too, and they are everywhere.
            foreach (ArgumentSyntax argument in use.Arguments)
                if (IsText(argument.Expression))
                    return false;
            if (use.Arguments.Count > 8)
                return false;
        }
        if (name is "Pow" or "pow" or "Power" or "power")
            return use.Kind == UseKind.Call && IsPossibleE(use) ? null : false;
        if (use.Qualifier is { } qualifier && _facts.FindQualified(qualifier, name) is { } function)
            return function.IsWorthAnalysing;
        return null;
    }

    /// <summary>What the semantic model says where syntax did not.</summary>
    public bool ByMeaning(in NameUse use, string name, SemanticModel model, CancellationToken cancellation)
    {
        if (name is "Pow" or "pow" or "Power" or "power")
            return IsE(use.Arguments, model, cancellation);
        if (name is "forward" or "call")
            return use.Name!.Parent is MemberAccessExpressionSyntax layer &&
                model.GetTypeInfo(layer.Expression, cancellation).Type is INamedTypeSymbol of && IsLayer(of);
        SymbolInfo info = model.GetSymbolInfo(use.Name!, cancellation);
        ISymbol? symbol = info.Symbol ?? (info.CandidateSymbols.Length > 0 ? info.CandidateSymbols[0] : null);
        switch (symbol)
        {
            case IMethodSymbol method:
                LibraryFunction? function = _facts.Find(method);
                if (function is null && method.DeclaringSyntaxReferences.Length > 0 && !method.IsAbstract)
                    return method.ReturnsVoid ? FunctionNames.IsContract(name) : ValueShapes.Of(method.ReturnType) != ValueShape.Other;
                function ??= _facts.FindByName(method);
                return function is { IsWorthAnalysing: true };
            case INamedTypeSymbol type:
                return _facts.FindConstruction(type) is { IsWorthAnalysing: true } ||
                    use.Kind == UseKind.New && type.InstanceConstructors.Any(static c => OwnNodes.FunctionOf(c, out _) is { IsWorthAnalysing: true });
            case ILocalSymbol or IFieldSymbol or IParameterSymbol or IPropertySymbol:
                return use.Kind == UseKind.Call && DelegateResult(symbol) is { } result && ValueShapes.Of(result) != ValueShape.Other;
            case null:
                return use.Kind == UseKind.New
                    ? _facts.FindQualified(name, ".ctor") is { IsWorthAnalysing: true }
                    : Unresolved(use, name, model, cancellation) is { IsWorthAnalysing: true };
            default:
                return false;
        }
    }

    private LibraryFunction? Unresolved(in NameUse use, string name, SemanticModel model, CancellationToken cancellation)
    {
        if (use.Kind != UseKind.Call || use.Name!.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call)
            return _facts.FindUnresolved(use.Qualifier, name, use.Kind == UseKind.Call ? use.Arguments.Count : 1);
        ITypeSymbol? receiver = call.Expression is MemberAccessExpressionSyntax access ? model.GetTypeInfo(access.Expression, cancellation).Type : null;
        return _facts.FindUnresolved(call.Expression, receiver, use.Arguments.Count);
    }

    /// <summary>Where there is no model to ask: whether the name is clear enough by itself. A plain <c>Log</c> is not.</summary>
    public bool IsTelling(in NameUse use, string name) =>
        use.Kind == UseKind.Call && name is not ("Log" or "log" or "Pow" or "pow" or "Power" or "power") &&
        _facts.FindByName(name, use.Arguments.Count, use.HasReceiver) is { IsWorthAnalysing: true };

    // A module may be anything, and there is little code that runs one.
    private bool IsLayer(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? at = type; at is not null; at = at.BaseType)
            if (at.Name == "Module")
                return true;
        return _facts.FindConstruction(type) is { IsWorthAnalysing: true };
    }

    private static ITypeSymbol? DelegateResult(ISymbol symbol)
    {
        ITypeSymbol type = symbol switch
        {
            ILocalSymbol local => local.Type,
            IFieldSymbol field => field.Type,
            IParameterSymbol parameter => parameter.Type,
            _ => ((IPropertySymbol)symbol).Type,
        };
        return (type as INamedTypeSymbol)?.DelegateInvokeMethod?.ReturnType;
    }

    private static bool IsText(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax literal => literal.IsKind(SyntaxKind.StringLiteralExpression),
        InterpolatedStringExpressionSyntax => true,
        BinaryExpressionSyntax binary => binary.IsKind(SyntaxKind.AddExpression) && (IsText(binary.Left) || IsText(binary.Right)),
        _ => false,
    };

    // A base that is a literal must look like e; one that is a name may be a constant, which only the model knows.
    private static bool IsPossibleE(in NameUse use) =>
        use.Arguments.Count == 2 && use.Arguments[1].Expression is not LiteralExpressionSyntax && Unwrap(use.Arguments[0].Expression) switch
        {
            LiteralExpressionSyntax literal => literal.Token.ValueText.StartsWith("2.7", StringComparison.Ordinal),
            SimpleNameSyntax or MemberAccessExpressionSyntax => true,
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Exp" } } => true,
            _ => false,
        };

    private static bool IsE(SeparatedSyntaxList<ArgumentSyntax> arguments, SemanticModel model, CancellationToken cancellation)
    {
        ExpressionSyntax expression = Unwrap(arguments[0].Expression);
        if (expression is InvocationExpressionSyntax)
            return true;
        if (model.GetConstantValue(expression, cancellation) is { HasValue: true, Value: { } value })
            return value is double or float && Math.Abs(Convert.ToDouble(value, null) - Math.E) < 0.01;
        // A variable that is called e holds what it says often enough; the engine looks at its value.
        return expression is IdentifierNameSyntax { Identifier.ValueText: "e" or "E" or "_e" or "euler" or "Euler" or "EULER" };
    }

    private static ExpressionSyntax Unwrap(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax inner => Unwrap(inner.Expression),
        CastExpressionSyntax cast => Unwrap(cast.Expression),
        _ => expression,
    };
}
