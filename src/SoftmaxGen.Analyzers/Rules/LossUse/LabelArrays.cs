using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.Analyzers.Flow;

namespace SoftmaxGen.Analyzers.Rules.LossUse;

/// <summary>
/// Reads the labels off an array that is written down, made by <c>Enumerable.Range</c>, or filled by one loop with constant ends.
/// Nothing is read where anything else may write to it.
/// </summary>
internal sealed class LabelArrays(FlowSession session, CancellationToken token)
{
    private const int Most = 4096;

    /// <summary>The labels; none where they are not known.</summary>
    public IEnumerable<long> ValuesOf(SyntaxNode expression, SemanticModel model)
    {
        SyntaxNode array = LocalUses.Unwrapped(expression);
        if (Written(array, model) is { } values)
            return values;
        if (array is InvocationExpressionSyntax call)
            return Range(call, model);
        return model.GetSymbolInfo(array, token).Symbol switch
        {
            ILocalSymbol local when LocalUses.InitializerOf(local, token) is { } creation => OfLocal(local, creation, model),
            IFieldSymbol { IsReadOnly: true, DeclaringSyntaxReferences.Length: 1 } field => OfField(field),
            _ => [],
        };
    }

    private IEnumerable<long> OfField(IFieldSymbol field)
    {
        if (field.DeclaringSyntaxReferences[0].GetSyntax(token) is not VariableDeclaratorSyntax { Initializer.Value: { } value } ||
            field.DeclaredAccessibility != Accessibility.Private || !session.Compilation.ContainsSyntaxTree(value.SyntaxTree))
            return [];
        SemanticModel model = session.ModelOf(value.SyntaxTree);
        // Its elements may be written to all the same.
        bool isWritten = field.ContainingType.DeclaringSyntaxReferences.SelectMany(r => r.GetSyntax(token).DescendantNodes()).OfType<IdentifierNameSyntax>()
            .Any(n => n.Identifier.ValueText == field.Name && LocalUses.ElementWrite(n) is not null);
        return isWritten ? [] : Written(value, model) ?? [];
    }

    private IEnumerable<long> OfLocal(ILocalSymbol local, ExpressionSyntax creation, SemanticModel model)
    {
        AssignmentExpressionSyntax? write = null;
        foreach (IdentifierNameSyntax mention in LocalUses.Of(local, creation, model, token))
        {
            if (LocalUses.ElementWrite(mention) is { } assignment)
            {
                if (write is not null || !assignment.IsKind(SyntaxKind.SimpleAssignmentExpression))
                    return [];
                write = assignment;
            }
            else if (!LocalUses.IsRead(mention) && !(mention.Parent is ArgumentSyntax { RefKindKeyword.RawKind: 0 } argument && IsReadOnly(argument, model)))
                return [];
        }
        if (write is not null)
            return creation is ArrayCreationExpressionSyntax { Initializer: null } ? Filled(write, model) : [];
        return Written(creation, model) ?? (LocalUses.Unwrapped(creation) is InvocationExpressionSyntax call ? Range(call, model) : []);
    }

    // Who takes it as an array may write to it.
    private bool IsReadOnly(ArgumentSyntax argument, SemanticModel model) =>
        model.GetTypeInfo(argument.Expression, token).ConvertedType is { Name: "ReadOnlySpan" or "ReadOnlyMemory" or "IEnumerable" or "IReadOnlyList" };

    private List<long>? Written(SyntaxNode array, SemanticModel model)
    {
        IEnumerable<SyntaxNode>? elements = array switch
        {
            ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions,
            ImplicitArrayCreationExpressionSyntax creation => creation.Initializer.Expressions,
            StackAllocArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions,
            ImplicitStackAllocArrayCreationExpressionSyntax creation => creation.Initializer.Expressions,
            InitializerExpressionSyntax initializer => initializer.Expressions,
            // A collection expression, which is younger than the compiler that this is built against.
            _ when array.GetType().Name == "CollectionExpressionSyntax" => array.ChildNodes().Select(e => e.ChildNodes().FirstOrDefault() ?? e),
            _ => null,
        };
        return elements?.Select(e => Constant(e, model)).OfType<long>().ToList();
    }

    private IEnumerable<long> Range(InvocationExpressionSyntax call, SemanticModel model)
    {
        if (call.ArgumentList.Arguments.Count != 2 || model.GetSymbolInfo(call, token).Symbol is not IMethodSymbol { Name: "Range", ContainingType.Name: "Enumerable" } ||
            Constant(call.ArgumentList.Arguments[0].Expression, model) is not { } first || Constant(call.ArgumentList.Arguments[1].Expression, model) is not ({ } count and > 0))
            return [];
        return [first, first + count - 1];
    }

    // for (int i = a; i < b; i++) labels[…] = f(i);
    private IEnumerable<long> Filled(AssignmentExpressionSyntax write, SemanticModel model)
    {
        if (write.Parent is not ExpressionStatementSyntax statement ||
            (statement.Parent is BlockSyntax { Parent: ForStatementSyntax outer } ? outer : statement.Parent as ForStatementSyntax) is not { } loop ||
            loop is not { Declaration.Variables: { Count: 1 } variables, Condition: BinaryExpressionSyntax condition, Incrementors: { Count: 1 } steps } ||
            steps[0].Kind() is not (SyntaxKind.PostIncrementExpression or SyntaxKind.PreIncrementExpression) ||
            condition.Kind() is not (SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression) ||
            variables[0].Initializer?.Value is not { } start || Constant(start, model) is not { } from || Constant(condition.Right, model) is not { } to ||
            condition.Left.ToString() != variables[0].Identifier.ValueText)
            return [];
        string counter = variables[0].Identifier.ValueText;
        if (condition.IsKind(SyntaxKind.LessThanExpression))
            to--;
        List<long> values = [];
        for (long i = from; i <= to && values.Count < Most; i++)
            if (Value(write.Right, counter, i, model) is { } value)
                values.Add(value);
            else
                return [];
        return values;
    }

    private long? Value(ExpressionSyntax expression, string counter, long at, SemanticModel model)
    {
        if (Constant(expression, model) is { } constant)
            return constant;
        switch (expression)
        {
            case ParenthesizedExpressionSyntax inner:
                return Value(inner.Expression, counter, at, model);
            case IdentifierNameSyntax name when name.Identifier.ValueText == counter:
                return at;
            case BinaryExpressionSyntax binary when Value(binary.Left, counter, at, model) is { } left && Value(binary.Right, counter, at, model) is { } right:
                return binary.Kind() switch
                {
                    SyntaxKind.AddExpression => left + right,
                    SyntaxKind.SubtractExpression => left - right,
                    SyntaxKind.MultiplyExpression => left * right,
                    SyntaxKind.ModuloExpression when right != 0 => left % right,
                    SyntaxKind.DivideExpression when right != 0 => left / right,
                    _ => null,
                };
            default:
                return null;
        }
    }

    private long? Constant(SyntaxNode expression, SemanticModel model) => model.GetConstantValue(expression, token) is { HasValue: true, Value: { } value } ? value switch
    {
        int i => i,
        long l => l,
        short s => s,
        byte b => b,
        sbyte b => b,
        _ => null,
    } : null;
}
