using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Flow;

internal sealed partial class Evaluator
{
    private Term Evaluate(IOperation operation)
    {
        if (++_steps > _stepLimit)
            return Terms.Opaque(operation.Syntax);
        RuntimeHelpers.EnsureSufficientExecutionStack();
        Term term = EvaluateCore(operation);
        return _state.Refined(Terms.Bounded(term));
    }

    private Term EvaluateCore(IOperation operation)
    {
        if (operation.ConstantValue is { HasValue: true, Value: { } constant } && NumberOf(constant) is { } number)
            return Terms.Number(number);
        switch (operation)
        {
            case IExpressionStatementOperation statement:
                return Evaluate(statement.Operation);
            case IParenthesizedOperation parenthesized:
                return Evaluate(parenthesized.Operand);
            case ILocalReferenceOperation or IParameterReferenceOperation or IInstanceReferenceOperation or IFieldReferenceOperation
                or IPropertyReferenceOperation or IArrayElementReferenceOperation or IFlowCaptureReferenceOperation:
                return ReadPlace(operation);
            case IConversionOperation conversion:
                return EvaluateConversion(conversion);
            case IUnaryOperation unary:
                return EvaluateUnary(unary);
            case IBinaryOperation binary:
                return EvaluateBinary(binary);
            case IReturnOperation { Kind: OperationKind.YieldReturn, ReturnedValue: { } element } when IsNumber(element.Type) && !IsInteger(element.Type):
                Frame iterator = _frame;
                iterator.Yielded ??= Terms.Root(new Allocation(iterator.Body.Graph, (iterator.Body.Owner as IMethodSymbol)?.ReturnType, iterator.Path));
                return Append(iterator.Yielded, Evaluate(element), operation);
            case ISimpleAssignmentOperation { IsRef: true, Target: ILocalReferenceOperation reference } alias:
                return Alias(reference.Local, alias.Value);
            case ISimpleAssignmentOperation assignment:
                return Assign(assignment.Target, Evaluate(assignment.Value), assignment);
            case ICompoundAssignmentOperation compound:
                return EvaluateCompound(compound);
            case IIncrementOrDecrementOperation increment:
                return EvaluateIncrement(increment);
            case IDeconstructionAssignmentOperation deconstruction:
                return Deconstruct(deconstruction.Target, Evaluate(deconstruction.Value), deconstruction);
            case IFlowCaptureOperation capture:
                Term captured = Evaluate(capture.Value);
                _state.Variables[(_frame.Body.Graph, capture.Id)] = captured;
                if (IsTarget(capture.Value))
                    _targets[(_frame.Body.Graph, capture.Id)] = capture.Value;
                return captured;
            case IIsPatternOperation pattern:
                return EvaluatePattern(Evaluate(pattern.Value), pattern.Pattern);
            case ITupleOperation tuple:
                return Terms.Tuple(tuple.Elements.Select(Evaluate).ToImmutableArray());
            case IArgumentOperation argument:
                return Evaluate(argument.Value);
            case IInvocationOperation invocation:
                return EvaluateCall(invocation);
            case IInvalidOperation invalid:
                return UnboundConstant(invalid) ?? ReadUntyped(invalid) ?? EvaluateInvalid(invalid);
            case IObjectCreationOperation creation:
                return EvaluateCreation(creation);
            case IArrayCreationOperation array:
                return EvaluateArray(array);
            case IDelegateCreationOperation creation:
                return Evaluate(creation.Target);
            case IFlowAnonymousFunctionOperation lambda:
                return Keep(new Closure(lambda, _frame.Body.Graph, Self));
            case IMethodReferenceOperation reference:
                if (reference.Instance is { } instance)
                    Evaluate(instance);
                return reference.Method.MethodKind == MethodKind.LocalFunction ? LocalFunction(reference.Method) : Terms.Function(reference.Method);
            case IDefaultValueOperation value when IsNumber(value.Type):
                return Terms.Zero;
            case ITranslatedQueryOperation query:
                return Evaluate(query.Operation);
            case IAnonymousObjectCreationOperation anonymous:
                return EvaluateAnonymous(anonymous);
            case IAwaitOperation await:
                return Evaluate(await.Operation);
            case IIsNullOperation isNull:
                Evaluate(isNull.Operand);
                return Terms.Opaque(operation.Syntax);
            default:
                if (operation.Kind != OperationKind.None)
                    return EvaluateOther(operation);
                return UnboundConstant(operation) ?? ReadUntyped(operation) ?? EvaluateOther(operation);
        }
    }

    // new { v, e = f(v) }: what its parts are is known by their names.
    private Term EvaluateAnonymous(IAnonymousObjectCreationOperation anonymous)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        var items = ImmutableArray.CreateBuilder<Term>();
        foreach (IOperation initializer in anonymous.Initializers)
            if (initializer is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation part } given)
            {
                names.Add(part.Property.Name);
                items.Add(Evaluate(given.Value));
            }
        return new Term(TermKind.Tuple, items.ToImmutable(), string.Join(",", names));
    }

    // ops.One, x.Length and Unity's Random.value where the type is missing.
    private Term? UnboundConstant(IOperation operation) => (operation.Syntax as MemberAccessExpressionSyntax)?.Name.Identifier.ValueText switch
    {
        "value" when operation.Syntax is MemberAccessExpressionSyntax { Expression: SimpleNameSyntax { Identifier.ValueText: "Random" } or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Random" } } =>
            Drawn(operation.Syntax),
        "One" => Terms.One,
        "Zero" => Terms.Zero,
        "Length" or "Count" when operation.ChildOperations.Count == 1 => Terms.Length(Evaluate(operation.ChildOperations.First())),
        _ => null,
    };

    // A collection expression ([.. x.Select(f)]) and whatever a newer compiler has: the parts are run for what they do.
    private Term EvaluateOther(IOperation operation)
    {
        Term? first = null;
        foreach (IOperation child in operation.ChildOperations)
        {
            Term term = Evaluate(child);
            first ??= term;
        }
        bool isSpread = operation.Syntax.GetType().Name is "CollectionExpressionSyntax" or "SpreadElementSyntax";
        return isSpread && first is { Kind: TermKind.Sequence } ? first : Terms.Opaque(operation.Syntax, LoopIndices());
    }

    private Term EvaluateConversion(IConversionOperation conversion)
    {
        Term operand = Evaluate(conversion.Operand);
        if (conversion.OperatorMethod is not null && !IsNumber(conversion.Type) && !IsNumber(conversion.Operand.Type))
            return operand;
        // A truncation is another number.
        if (IsInteger(conversion.Type) && IsNumber(conversion.Operand.Type) && !IsInteger(conversion.Operand.Type))
            return operand.IsConstant ? Terms.Number(Math.Truncate(operand.Constant)) : Terms.Opaque(conversion.Syntax, Terms.Indices(operand), operand.Range);
        return operand;
    }

    private Term EvaluateUnary(IUnaryOperation unary)
    {
        Term operand = Evaluate(unary.Operand);
        switch (unary.OperatorKind)
        {
            case UnaryOperatorKind.Minus:
                return OwnOperator(unary.OperatorMethod, ImmutableArray.Create(operand), unary) ?? Lift(unary, operand, unary.Operand.Type, Algebra.Negate);
            case UnaryOperatorKind.Plus:
                return operand;
            case UnaryOperatorKind.Not:
                return new Term(TermKind.Not, ImmutableArray.Create(operand));
            case UnaryOperatorKind.Hat:
                return Algebra.Subtract(Terms.Length(Terms.Root("hat")), operand);
            default:
                return Terms.Opaque(unary.Syntax, Terms.Indices(operand));
        }
    }

    private Term EvaluateBinary(IBinaryOperation binary)
    {
        Term a = Evaluate(binary.LeftOperand), b = Evaluate(binary.RightOperand);
        if (binary.OperatorKind is BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan
            or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals
            or BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr)
            return Comparison(binary.OperatorKind switch
            {
                BinaryOperatorKind.ConditionalAnd => BinaryOperatorKind.And,
                BinaryOperatorKind.ConditionalOr => BinaryOperatorKind.Or,
                _ => binary.OperatorKind,
            }, a, b);
        if (IsInteger(binary.Type) && binary.OperatorKind is BinaryOperatorKind.Divide)
            return Terms.Opaque(binary.Syntax, Terms.Indices(a).AddRange(Terms.Indices(b)),
                a.Range.IsNonNegative && b.Range.IsNonNegative ? Interval.NonNegative : null);
        return OwnOperator(binary.OperatorMethod, ImmutableArray.Create(a, b), binary) ??
            Arithmetic(binary, binary.OperatorKind, a, binary.LeftOperand.Type, b, binary.RightOperand.Type);
    }

    // A matrix's own operator says by its body what it does: a product of matrices is none of their elements.
    private Term? OwnOperator(IMethodSymbol? method, ImmutableArray<Term> operands, IOperation at)
    {
        if (method is null || method.DeclaringSyntaxReferences.IsEmpty)
            return null;
        (int mark, FlowState before) = (_events.Count, _state);
        _state = before.Clone();
        if (Inline(method, null, operands, at) is { } result && !IsUnread(result))
            return result;
        _state = before;
        _events.RemoveRange(mark, _events.Count - mark);
        return null;
    }

    // On numbers, and element by element on collections and tensors.
    private Term Arithmetic(IOperation operation, BinaryOperatorKind kind, Term a, ITypeSymbol? typeA, Term b, ITypeSymbol? typeB)
    {
        (FunctionKind function, Func<Term, Term, Term>? apply) = kind switch
        {
            BinaryOperatorKind.Add => (FunctionKind.Add, (Func<Term, Term, Term>)Algebra.Add),
            BinaryOperatorKind.Subtract => (FunctionKind.Subtract, Algebra.Subtract),
            BinaryOperatorKind.Multiply => (FunctionKind.Multiply, Algebra.Multiply),
            BinaryOperatorKind.Divide => (FunctionKind.Divide, Algebra.Divide),
            _ => (FunctionKind.None, null),
        };
        if (apply is null || operation.Type?.SpecialType == SpecialType.System_String)
            return Terms.Opaque(operation.Syntax, Terms.Indices(a).AddRange(Terms.Indices(b)).Distinct().ToImmutableArray());
        return Lift(operation, function, a, typeA, b, typeB, apply);
    }

    private Term EvaluateCompound(ICompoundAssignmentOperation compound)
    {
        Term current = ReadPlace(compound.Target), value = Evaluate(compound.Value);
        BinaryOperatorKind kind = KindOf(compound);
        if (kind is BinaryOperatorKind.Add && AccumulatesInMemory(compound.Target, current, value, out Term? sum))
            return Assign(compound.Target, sum, compound);
        Term result = IsInteger(compound.Type) && kind == BinaryOperatorKind.Divide
            ? Terms.Opaque(compound.Syntax, Terms.Indices(current))
            : OwnOperator(compound.OperatorMethod, ImmutableArray.Create(current, value), compound) ?? Arithmetic(compound, kind, current, compound.Target.Type, value, compound.Value.Type);
        return Assign(compound.Target, _state.Refined(Terms.Bounded(result)), compound);
    }

    // Where the type of an operand is missing, the operator has no kind; its token says what is meant.
    private static BinaryOperatorKind KindOf(ICompoundAssignmentOperation compound) => compound.OperatorKind != BinaryOperatorKind.None
        ? compound.OperatorKind
        : (SyntaxKind)compound.Syntax.RawKind switch
        {
            SyntaxKind.AddAssignmentExpression => BinaryOperatorKind.Add,
            SyntaxKind.SubtractAssignmentExpression => BinaryOperatorKind.Subtract,
            SyntaxKind.MultiplyAssignmentExpression => BinaryOperatorKind.Multiply,
            SyntaxKind.DivideAssignmentExpression => BinaryOperatorKind.Divide,
            _ => BinaryOperatorKind.None,
        };

    /// <summary><c>sums[i] += exp(x[i, j])</c> in the loop over j is a sum over j, although sums[i] is no variable.</summary>
    private bool AccumulatesInMemory(IOperation target, Term current, Term value, out Term sum)
    {
        sum = current;
        // sums[i] += c ? a : b: the place is noted before the condition is asked.
        if (target is IFlowCaptureReferenceOperation capture && _targets.TryGetValue((_frame.Body.Graph, capture.Id), out IOperation? captured))
            target = captured;
        if (_loops.Count == 0 || target is not (IArrayElementReferenceOperation or IPropertyReferenceOperation) || !IsNumber(target.Type) || IsInteger(target.Type))
            return false;
        object loop = _loops[_loops.Count - 1].Header;
        if (PlaceOf(target) is not { } place || place.Indices.IsEmpty || place.Indices.Any(i => !Recurrences.IndicesOf(i, loop).IsEmpty))
            return false;
        ImmutableArray<Term> bound = Recurrences.IndicesOf(value, loop);
        foreach (Term alternative in Terms.Alternatives(current))
            if (alternative.Kind == TermKind.Sum && alternative[1].Equals(value) && bound.All(alternative.Bound.Contains))
            {
                sum = alternative;
                return true;
            }
        Term start = current.Kind == TermKind.Load ? current : current.IsConstant ? current : Terms.Zero;
        sum = new Term(TermKind.Sum, ImmutableArray.Create(start, value), range: value.Range.IsNonNegative ? Interval.NonNegative : Interval.All, bound: bound);
        return true;
    }

    private Term EvaluateIncrement(IIncrementOrDecrementOperation increment)
    {
        Term current = ReadPlace(increment.Target);
        Term next = Algebra.Add(current, Terms.Number(increment.Kind == OperationKind.Increment ? 1 : -1));
        Assign(increment.Target, next, increment);
        return increment.IsPostfix ? current : next;
    }

    private Term Deconstruct(IOperation target, Term value, IOperation at)
    {
        if (target is IDeclarationExpressionOperation declaration)
            target = declaration.Expression;
        if (target is not ITupleOperation tuple)
            return Assign(target, value, at);
        ITypeSymbol? type = (at as IDeconstructionAssignmentOperation)?.Value.Type;
        for (int i = 0; i < tuple.Elements.Length; i++)
            Deconstruct(tuple.Elements[i], PartOf(value, type, i) ?? Terms.Opaque((at.Syntax, i), Terms.Indices(value)), at);
        return value;
    }

    // Of a tuple that stands in memory, the parts are its fields.
    private Term? PartOf(Term value, ITypeSymbol? type, int i)
    {
        if (value.Kind == TermKind.Tuple)
            return i < value.Operands.Length ? value[i] : null;
        if (value.Kind is not (TermKind.Load or TermKind.Root) || type is not INamedTypeSymbol { IsTupleType: true, TupleElements: var fields } || i >= fields.Length)
            return null;
        Place place = Place.Of(value).Member(fields[i].Name);
        return _state.Read(place, value) ?? place.Initial(Interval.All);
    }

    /// <summary>The indices of the loops around: what a value depends on that is computed afresh in every iteration.</summary>
    private ImmutableArray<Term> LoopIndices()
    {
        ImmutableArray<Term>.Builder? found = null;
        foreach (Loop loop in _loops)
            foreach (object variable in loop.Assigned)
                if (_state.Variables.TryGetValue(variable, out Term? term) && term is { Kind: TermKind.Index, Tag: LoopIndex index } && index.Loop.Equals(loop.Header))
                    (found ??= ImmutableArray.CreateBuilder<Term>()).Add(term);
        return found is null ? ImmutableArray<Term>.Empty : found.ToImmutable();
    }

    private static double? NumberOf(object constant) => constant switch
    {
        double d => d,
        float f => f,
        int i => i,
        long l => l,
        byte b => b,
        short s => s,
        uint u => u,
        sbyte b => b,
        ushort s => s,
        ulong u => u,
        decimal m => (double)m,
        char c => c,
        bool b => b ? 1 : 0,
        _ => null,
    };

    private static ITypeSymbol? MemberType(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => null,
    };

    private static bool IsInteger(ITypeSymbol? type) => type?.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64 or
        SpecialType.System_Char or SpecialType.System_IntPtr or SpecialType.System_UIntPtr;

    private static bool IsNumber(ITypeSymbol? type) => type is not null && (IsInteger(type) ||
        type.SpecialType is SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Decimal ||
        type is { Name: "Half", ContainingNamespace.Name: "System" } || type.TypeKind == TypeKind.TypeParameter);
}
