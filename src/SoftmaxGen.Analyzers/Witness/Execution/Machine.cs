using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SoftmaxGen.Analyzers.Witness;

/// <summary>
/// Interprets operation trees. One instance is one run: its static fields, its budget and its observations are its own.
/// Values are boxed primitives, null, and the types in the folder Values.
/// </summary>
internal sealed partial class Machine
{
    private readonly CodeIndex _code;
    private readonly InterpreterLimits _limits;
    private readonly CancellationToken _token;
    private readonly WatchList _watch;
    private int _steps;
    private int _depth;
    private int _cells;

    /// <summary>A machine with a fresh budget.</summary>
    public Machine(CodeIndex code, InterpreterLimits limits, WatchList watch, CancellationToken token)
    {
        _code = code;
        _limits = limits;
        _watch = watch;
        _token = token;
    }

    /// <summary>The code that runs.</summary>
    public Compilation Compilation => _code.Compilation;

    /// <summary>The reason to give up a run.</summary>
    public static StuckException Stuck(string reason) => new(reason);

    /// <summary>An exception of the interpreted code, by its metadata name.</summary>
    public RaisedException Raise(string name) => new(new ExceptionValue(Compilation.GetTypeByMetadataName(name), name));

    /// <summary>Pays for work.</summary>
    public void Step()
    {
        if (++_steps > _limits.Steps) throw Stuck("too many steps");
        if ((_steps & 0xFF) == 0) _token.ThrowIfCancellationRequested();
    }

    /// <summary>Pays for memory.</summary>
    public void Allocate(long cells)
    {
        if (cells < 0 || cells > _limits.Cells - _cells) throw Stuck("too much memory");
        _cells += (int)cells;
    }

    /// <summary>The value of an expression; a struct read from a place is copied.</summary>
    public object? Eval(IOperation operation, Frame frame)
    {
        Step();

        // The stack of a host's thread may be small, and expressions as deep as the user likes.
        RuntimeHelpers.EnsureSufficientExecutionStack();
        object? value = EvalCore(operation, frame);
        if (_watch.Any) _watch.Record(operation, value);
        return value;
    }

    private object? EvalCore(IOperation operation, Frame frame)
    {
        Optional<object?> constant = operation.ConstantValue;
        if (constant.HasValue && operation.Kind != OperationKind.SimpleAssignment) return Constant(operation, constant.Value);
        switch (operation.Kind)
        {
            case OperationKind.LocalReference:
            case OperationKind.ParameterReference:
            case OperationKind.ArrayElementReference:
            case OperationKind.DeclarationExpression:
                return EvalElement(operation, frame);
            case OperationKind.Binary: return EvalBinary((IBinaryOperation)operation, frame);
            case OperationKind.Conversion: return EvalConversion((IConversionOperation)operation, frame);
            case OperationKind.Invocation: return EvalInvocation((IInvocationOperation)operation, frame);
            case OperationKind.PropertyReference:
            case OperationKind.FieldReference:
                return EvalMember((IMemberReferenceOperation)operation, frame);
            case OperationKind.ImplicitIndexerReference:
                return EvalImplicitIndexer((IImplicitIndexerReferenceOperation)operation, frame);
            case OperationKind.SimpleAssignment: return EvalAssignment((ISimpleAssignmentOperation)operation, frame);
            case OperationKind.CompoundAssignment: return EvalCompound((ICompoundAssignmentOperation)operation, frame);
            case OperationKind.Increment:
            case OperationKind.Decrement:
                return EvalIncrement((IIncrementOrDecrementOperation)operation, frame);
            case OperationKind.Unary: return EvalUnary((IUnaryOperation)operation, frame);
            case OperationKind.Conditional: return EvalConditional((IConditionalOperation)operation, frame);
            case OperationKind.Parenthesized: return Eval(((IParenthesizedOperation)operation).Operand, frame);
            case OperationKind.ObjectCreation: return EvalObjectCreation((IObjectCreationOperation)operation, frame);
            case OperationKind.ArrayCreation: return EvalArrayCreation((IArrayCreationOperation)operation, frame);
            case OperationKind.Literal when operation is { Type: null, Syntax: not null }: return null;
            case OperationKind.InstanceReference: return EvalSelf((IInstanceReferenceOperation)operation, frame);
            case OperationKind.DelegateCreation:
                return EvalDelegate(((IDelegateCreationOperation)operation).Target, frame);
            case OperationKind.AnonymousFunction:
            case OperationKind.MethodReference:
                return EvalDelegate(operation, frame);
            case OperationKind.Tuple: return EvalTuple((ITupleOperation)operation, frame);
            case OperationKind.DeconstructionAssignment:
                return EvalDeconstruction((IDeconstructionAssignmentOperation)operation, frame);
            default: return EvalRare(operation, frame);
        }
    }

    private object? EvalRare(IOperation operation, Frame frame) => operation switch
    {
        IDefaultValueOperation value => Default(value.Type, frame.Types),
        ITranslatedQueryOperation query => Eval(query.Operation, frame),
        IThrowOperation @throw => throw EvalThrow(@throw, frame),
        IIsTypeOperation test => EvalIsType(test, frame),
        IIsPatternOperation test => Boxes.Of(Matches(test.Pattern, Eval(test.Value, frame), frame)),
        ISwitchExpressionOperation @switch => EvalSwitch(@switch, frame),
        ICoalesceOperation coalesce => EvalCoalesce(coalesce, frame),
        ICoalesceAssignmentOperation coalesce => EvalCoalesceAssignment(coalesce, frame),
        IConditionalAccessOperation access => EvalConditionalAccess(access, frame),
        IConditionalAccessInstanceOperation => frame.Conditional,
        ITupleBinaryOperation tuples => EvalTupleBinary(tuples, frame),
        IAnonymousObjectCreationOperation creation => EvalAnonymousObject(creation, frame),
        ITypeParameterObjectCreationOperation creation => EvalNewOfTypeParameter(creation, frame),
        IWithOperation with => EvalWith(with, frame),
        ITypeOfOperation typeOf => new TypeValue(frame.Types.Close(typeOf.TypeOperand, Compilation)),
        IRangeOperation range => EvalRange(range, frame),
        IInterpolatedStringOperation text => EvalText(text, frame),
        IDiscardOperation => null,
        IAddressOfOperation address => EvalAddress(address, frame),
        IObjectOrCollectionInitializerOperation braces => EvalNestedInitializer(braces, frame),
        _ when (int)operation.Kind == CollectionExpressionKind => EvalCollection(operation, frame),
        _ when operation.Kind == OperationKind.None => EvalUnnamed(operation, frame),
        _ => throw Stuck($"{operation.Kind} is not interpretable"),
    };

    private object? EvalElement(IOperation operation, Frame frame) => Aggregate.CopyOf(operation switch
    {
        ILocalReferenceOperation local => Variable(local.Local, frame).Value,
        IParameterReferenceOperation parameter => Variable(parameter.Parameter, frame).Value,
        IArrayElementReferenceOperation element => ElementOrSlice(element, frame),
        _ => Place(operation, frame).Value,
    });

    private static object? Constant(IOperation operation, object? value)
    {
        SpecialType type = operation.Type?.SpecialType ?? SpecialType.None;
        return type is SpecialType.System_IntPtr or SpecialType.System_UIntPtr
            ? throw Stuck("native integers are not interpretable")
            : value;
    }
}
