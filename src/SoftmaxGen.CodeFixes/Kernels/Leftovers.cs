using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Reading;
using SoftmaxGen.CodeFixes.Writing;

namespace SoftmaxGen.CodeFixes.Kernels;

/// <summary>Locals, and the statements that compute them, which nobody needs once a kernel computes the same.</summary>
internal sealed class Leftovers
{
    private readonly SemanticModel _model;
    private readonly bool _callsToo;
    private readonly HashSet<ISymbol> _dead = new(SymbolEqualityComparer.Default);
    private ISymbol? _overwritten;
    private int _end = int.MaxValue;

    private Leftovers(SemanticModel model, bool callsToo)
    {
        _model = model;
        _callsToo = callsToo;
    }

    /// <summary>
    /// The statements that have no use but for a node that goes; what the kernel's call names is needed. An array that the call
    /// writes all of is needed from there on.
    /// </summary>
    public static IReadOnlyList<StatementSyntax> Of(
        SyntaxNode gone, IEnumerable<ExpressionSyntax> needed, ISymbol? overwritten, SemanticModel model)
    {
        if (gone.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } body)
            return Array.Empty<StatementSyntax>();
        Leftovers leftovers = new(model, callsToo: true) { _overwritten = overwritten, _end = gone.SpanStart };
        HashSet<ISymbol> kept = new(needed.SelectMany(leftovers.Locals).Select(use => use.Symbol), SymbolEqualityComparer.Default);
        ILookup<ISymbol, SyntaxNode> places = leftovers.Locals(body).ToLookup(
            use => use.Symbol, use => (SyntaxNode)use.Name, SymbolEqualityComparer.Default);
        leftovers.Reach(gone, places);
        leftovers._dead.ExceptWith(kept);
        if (overwritten is not null)
            leftovers._dead.Add(overwritten);
        while (leftovers._dead.FirstOrDefault(local => !leftovers.Places(local, places, gone).All(place => leftovers.Outermost(place, gone) is not null)) is { } needy)
            leftovers._dead.Remove(needy);
        return leftovers._dead.SelectMany(local => leftovers.Places(local, places, gone))
            .Select(place => leftovers.Outermost(place, gone)!).Distinct().ToArray();
    }

    /// <summary>Whether a body computes its result, and nothing that anybody else could see.</summary>
    public static bool DoNothingElse(BlockSyntax body, ReturnStatementSyntax last, SemanticModel model)
    {
        Leftovers leftovers = new(model, callsToo: false);
        leftovers._dead.UnionWith(leftovers.Locals(body).Select(use => use.Symbol));
        return body.Statements.All(statement => statement == last || leftovers.IsQuiet(statement));
    }

    private IEnumerable<(IdentifierNameSyntax Name, ISymbol Symbol)> Locals(SyntaxNode node)
    {
        foreach (IdentifierNameSyntax name in node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>())
        {
            if (_model.GetSymbolInfo(name).Symbol is ILocalSymbol local)
                yield return (name, local);
        }
    }

    // What the node names, and what that is computed from.
    private void Reach(SyntaxNode gone, ILookup<ISymbol, SyntaxNode> places)
    {
        Stack<SyntaxNode> open = new();
        open.Push(gone);
        while (open.Count > 0)
        {
            foreach ((_, ISymbol local) in Locals(open.Pop()).ToArray())
            {
                if (!_dead.Add(local))
                    continue;
                foreach (SyntaxNode place in Places(local, places, gone))
                    open.Push(place.AncestorsAndSelf().OfType<StatementSyntax>().FirstOrDefault() ?? place);
            }
        }
    }

    // Where the local is declared and used, outside of what goes.
    private IEnumerable<SyntaxNode> Places(ISymbol local, ILookup<ISymbol, SyntaxNode> places, SyntaxNode gone) =>
        (SymbolEqualityComparer.Default.Equals(local, _overwritten)
            ? places[local].Where(place => place.SpanStart < _end)
            : places[local].Concat(local.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax())))
        .Where(place => !gone.Span.Contains(place.Span));

    // The largest statement around a place that can go.
    private StatementSyntax? Outermost(SyntaxNode place, SyntaxNode gone)
    {
        StatementSyntax? found = null;
        foreach (SyntaxNode node in place.AncestorsAndSelf().TakeWhile(node => node is not MemberDeclarationSyntax && !node.Span.Contains(gone.Span)))
        {
            if (node is StatementSyntax { Parent: BlockSyntax } statement and not BlockSyntax && IsQuiet(statement))
                found = statement;
        }

        return found;
    }

    private bool IsQuiet(StatementSyntax? statement) => statement switch
    {
        null or EmptyStatementSyntax => true,
        BlockSyntax block => block.Statements.All(IsQuiet),
        LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 } local => local.Declaration.Variables.All(variable =>
            _model.GetDeclaredSymbol(variable) is { } symbol && _dead.Contains(symbol) && !SymbolEqualityComparer.Default.Equals(symbol, _overwritten)
            && (variable.Initializer is null || IsQuiet(variable.Initializer.Value))),
        ExpressionStatementSyntax { Expression: var expression } => IsQuiet(expression),
        IfStatementSyntax branch => IsQuiet(branch.Condition) && IsQuiet(branch.Statement) && IsQuiet(branch.Else?.Statement),
        ForStatementSyntax { Declaration: { } declaration, Condition: { } condition } loop =>
            declaration.Variables.All(variable => variable.Initializer is { } start && IsQuiet(start.Value))
            && IsQuiet(condition) && loop.Incrementors.All(step => IsStep(step, declaration)) && IsQuiet(loop.Statement),
        ForEachStatementSyntax { Type: not RefTypeSyntax } loop => Purity.IsPure(loop.Expression, _model)
            && Purity.IsIndexable(_model.GetTypeInfo(loop.Expression).Type) && IsQuiet(loop.Statement),
        _ => false,
    };

    private static bool IsStep(ExpressionSyntax step, VariableDeclarationSyntax declaration) => step switch
    {
        PostfixUnaryExpressionSyntax { Operand: IdentifierNameSyntax name } => declaration.Variables.Any(variable => variable.Identifier.Text == name.Identifier.Text),
        PrefixUnaryExpressionSyntax { Operand: IdentifierNameSyntax name } => declaration.Variables.Any(variable => variable.Identifier.Text == name.Identifier.Text),
        _ => false,
    };

    // Nothing but a value comes of it, and writes to what nobody reads.
    private bool IsQuiet(ExpressionSyntax expression) => Code.Bare(expression) switch
    {
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax } write => IsDead(write.Left) && IsQuiet(write.Right),
        AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax element } write => IsDead(element.Expression) && IsNew(element.Expression)
            && element.ArgumentList.Arguments.All(argument => Purity.IsPure(argument.Expression, _model)) && IsQuiet(write.Right),
        ArrayCreationExpressionSyntax { Initializer: null, Type.RankSpecifiers: { Count: 1 } ranks } => ranks[0].Sizes.All(size => Purity.IsPure(size, _model)),
        StackAllocArrayCreationExpressionSyntax { Initializer: null } => true,
        CastExpressionSyntax { Type: PredefinedTypeSyntax } cast => IsQuiet(cast.Expression),
        InvocationExpressionSyntax call => Purity.IsPure(call, _model) || IsQuiet(call),
        { } bare => Purity.IsPure(bare, _model),
    };

    private bool IsQuiet(InvocationExpressionSyntax call)
    {
        if (_model.GetSymbolInfo(call).Symbol is not IMethodSymbol method)
            return false;
        SeparatedSyntaxList<ArgumentSyntax> arguments = call.ArgumentList.Arguments;
        switch (method.ContainingType)
        {
            case { Name: "Math", ContainingNamespace.Name: "System" }:
                return arguments.All(argument => IsQuiet(argument.Expression));
            case { Name: "Enumerable", ContainingNamespace.Name: "Linq" }:
                return call.Expression is MemberAccessExpressionSyntax { Expression: var source } && IsQuiet(source)
                    && (source is InvocationExpressionSyntax || Purity.IsIndexable(_model.GetTypeInfo(source).Type))
                    && arguments.All(argument => argument.Expression is SimpleLambdaExpressionSyntax { ExpressionBody: { } body } && Purity.IsPure(body, _model));
            case { Name: "TensorPrimitives", ContainingNamespace.Name: "Tensors" }:
            case not null when KernelDeclaration.ClassesOf(method, KernelShape.Softmax) is not null:
                return arguments.All(argument => Purity.IsPure(argument.Expression, _model))
                    && (!method.ReturnsVoid || IsDead(arguments[arguments.Count - 1].Expression));
            default:
                return _callsToo
                    && method is { IsVirtual: false, IsOverride: false, IsAbstract: false, DeclaringSyntaxReferences: { Length: 1 } references }
                    && references[0].GetSyntax() is MethodDeclarationSyntax { Body: { } body } declaration
                    && declaration.SyntaxTree == _model.SyntaxTree
                    && body.Statements.LastOrDefault() is ReturnStatementSyntax last
                    && DoNothingElse(body, last, _model)
                    && arguments.All(argument => argument.RefKindKeyword.RawKind == 0 && Purity.IsPure(argument.Expression, _model));
        }
    }

    private bool IsDead(ExpressionSyntax expression) =>
        _model.GetSymbolInfo(Code.Bare(expression)).Symbol is ILocalSymbol local && _dead.Contains(local)
        && (expression.SpanStart < _end || !SymbolEqualityComparer.Default.Equals(local, _overwritten));

    private bool IsNew(ExpressionSyntax expression) =>
        _model.GetSymbolInfo(Code.Bare(expression)).Symbol is ILocalSymbol { DeclaringSyntaxReferences: { Length: 1 } references }
        && references[0].GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } value }
        && Code.Bare(value) is ArrayCreationExpressionSyntax or StackAllocArrayCreationExpressionSyntax or InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "ToArray" } };
}
