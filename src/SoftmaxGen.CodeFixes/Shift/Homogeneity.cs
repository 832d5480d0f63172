using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SoftmaxGen.CodeFixes.Reading;

namespace SoftmaxGen.CodeFixes.Shift;

/// <summary>
/// Proves that a function may shift the exponentials of a row: it follows the <see cref="Degree"/> of every value in the
/// order of the code, and fails unless all that leaves the function has degree 0, save for logarithms of a row's sum,
/// which it lists, as the maximum is added back there. What it does not know must not see a scaled value.
/// </summary>
internal sealed partial class Homogeneity
{
    private readonly SemanticModel _model;
    private readonly HashSet<SyntaxNode> _shifted;
    private readonly SyntaxNode _anchor;
    private readonly Dictionary<SyntaxNode, int> _logarithms = new();
    private readonly HashSet<SyntaxNode> _balanced = new();
    private readonly List<RowLoop> _loops = new();
    private Dictionary<ISymbol, Content> _state = new(SymbolEqualityComparer.Default);
    private bool _failed;

    private Homogeneity(SemanticModel model, IEnumerable<SyntaxNode> shifted, SyntaxNode anchor)
    {
        _model = model;
        _shifted = new HashSet<SyntaxNode>(shifted);
        _anchor = anchor;
    }

    /// <summary>Logarithms that lose a multiple of the shift: how often it is to be added.</summary>
    public IReadOnlyDictionary<SyntaxNode, int> Logarithms => _logarithms;

    /// <summary>Quotients, logarithms and comparisons where the scale cancels: what the shift mends.</summary>
    public IReadOnlyCollection<SyntaxNode> Balanced => _balanced;

    /// <summary>
    /// Follows a function's body where some exponentials are shifted by a number that is computed before the
    /// <paramref name="anchor"/>; null where something scaled would be seen.
    /// </summary>
    public static Homogeneity? Prove(IOperation body, SemanticModel model, IEnumerable<SyntaxNode> shifted, SyntaxNode anchor)
    {
        Homogeneity proof = new(model, shifted, anchor);
        proof.Expect(proof.Value(body));
        proof.Leave();
        return proof._failed ? null : proof;
    }

    private Degree Value(IOperation? operation)
    {
        if (operation is null || _failed)
            return Degree.None;
        if (operation.Syntax == _anchor)
            Forget();
        if (operation.ConstantValue is { HasValue: true, Value: { } constant })
            return constant is 0 or 0.0 or 0f or 0L or 0u or 0ul ? Degree.Any : Degree.None;
        switch (operation)
        {
            case IParenthesizedOperation inner:
                return Value(inner.Operand);
            case IConversionOperation conversion:
                return Converted(conversion);
            case ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation:
                return Read(operation);
            case IArrayElementReferenceOperation or IPropertyReferenceOperation { Arguments.Length: > 0 }:
                return Element(operation);
            case IPropertyReferenceOperation property:
                return Property(property);
            case IUnaryOperation unary:
                return Unary(unary);
            case IBinaryOperation binary:
                return Binary(binary, binary.OperatorKind, Value(binary.LeftOperand), Value(binary.RightOperand));
            case IConditionalOperation conditional:
                return Conditional(conditional);
            case ISimpleAssignmentOperation assignment:
                return Assign(assignment.Target, assignment.Value);
            case ICompoundAssignmentOperation compound:
                return Store(compound.Target, Binary(compound, compound.OperatorKind, Value(compound.Target), Value(compound.Value)));
            case IInvocationOperation call:
                return Call(call);
            case IDelegateCreationOperation or IAnonymousFunctionOperation or ILocalFunctionOperation:
                return Closure(operation);
            case IArrayCreationOperation { Initializer: null } created:
                created.DimensionSizes.ToList().ForEach(size => Expect(Value(size)));
                return Degree.Any;
            case IObjectCreationOperation { Arguments.Length: 0, Initializer: null, Type: { } made } when Purity.IsIndexable(made):
                return Degree.Any;
            case IExpressionStatementOperation statement:
                // What nobody takes may be scaled.
                Value(statement.Operation);
                return Degree.None;
            case IVariableDeclaratorOperation declarator:
                return Declare(declarator);
            case IReturnOperation returned:
                Expect(Value(returned.ReturnedValue));
                Leave();
                return Degree.None;
            case IForLoopOperation or IForEachLoopOperation or IWhileLoopOperation:
                return Loop((ILoopOperation)operation);
            case ISwitchOperation or ITryOperation or ISwitchExpressionOperation when operation.Syntax.DescendantNodes().Any(_shifted.Contains):
                _failed = true;
                return Degree.None;
            default:
                foreach (IOperation child in operation.ChildOperations)
                    Expect(Value(child));
                return Degree.None;
        }
    }

    // What is not known here must get nothing that is scaled.
    private void Expect(Degree degree) => _failed |= !degree.IsUnscaled;

    // What others see of the function once it is left.
    private void Leave()
    {
        foreach (KeyValuePair<ISymbol, Content> entry in _state)
        {
            if (entry.Key is IFieldSymbol or IPropertySymbol or IParameterSymbol)
                Expect(entry.Value.Degree);
        }
    }

    // From here on the shift is another number: what was scaled by the one before must not meet it.
    private void Forget()
    {
        foreach (ISymbol symbol in _state.Keys.ToArray())
        {
            if (!_state[symbol].Degree.IsUnscaled)
                _state[symbol] = new Content(Degree.Mixed, _state[symbol].Place);
        }
    }

    private Degree Converted(IConversionOperation conversion)
    {
        Degree degree = Value(conversion.Operand);
        if (!degree.IsUnscaled && conversion.Type?.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_UInt64)
            Expect(degree);
        return degree;
    }

    private Degree Unary(IUnaryOperation unary)
    {
        Degree degree = Value(unary.Operand);
        if (unary.OperatorKind is not (UnaryOperatorKind.Minus or UnaryOperatorKind.Plus))
            Expect(degree);
        return degree;
    }

    private Degree Binary(IOperation operation, BinaryOperatorKind kind, Degree left, Degree right)
    {
        // A quotient; or a comparison, which a draw is decided by: a random share of the sum, and what is used up of it.
        if (kind == BinaryOperatorKind.Divide ? right.Power is not (null or 0) : IsComparison(kind) && (left.Power ?? right.Power) is not (null or 0))
            _balanced.Add(operation.Syntax);
        return Combine(kind, left, right);
    }

    private Degree Combine(BinaryOperatorKind kind, Degree left, Degree right)
    {
        switch (kind)
        {
            case BinaryOperatorKind.Add or BinaryOperatorKind.Subtract:
                return Degree.Join(left, right);
            case BinaryOperatorKind.Multiply:
                return Degree.Times(left, right, 1);
            case BinaryOperatorKind.Divide:
                return Degree.Times(left, right, -1);
            case var comparison when IsComparison(comparison):
                // A positive factor on both sides, or against zero, changes no order.
                _failed |= !Degree.Join(left, right).IsKnown;
                return Degree.None;
            default:
                Expect(left);
                Expect(right);
                return Degree.None;
        }
    }

    private static bool IsComparison(BinaryOperatorKind kind) => kind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals
        or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual;

    private Degree Conditional(IConditionalOperation conditional)
    {
        Expect(Value(conditional.Condition));
        Dictionary<ISymbol, Content> before = Copy();
        _loops.ForEach(loop => loop.Conditions++);
        Degree whenTrue = Value(conditional.WhenTrue);
        Dictionary<ISymbol, Content> afterTrue = _state;
        _state = before;
        Degree whenFalse = Value(conditional.WhenFalse);
        _loops.ForEach(loop => loop.Conditions--);
        _state = Join(afterTrue, _state);
        return conditional.Type is null || conditional.WhenFalse is null ? Degree.None : Degree.Join(whenTrue, whenFalse);
    }

    // A function inside the function: nobody knows when it runs, so it must not name what is scaled.
    private Degree Closure(IOperation operation)
    {
        foreach (SyntaxNode node in operation.Syntax.DescendantNodesAndSelf())
        {
            _failed |= _shifted.Contains(node);
            if (node is IdentifierNameSyntax name && _model.GetSymbolInfo(name).Symbol is { } symbol)
                _closed.Add(symbol);
        }

        _failed |= _closed.Any(_scaled.Contains);
        return Degree.None;
    }
}
