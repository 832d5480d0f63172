using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SoftmaxGen.Analyzers.Witness;

/// <content>Statements without loops.</content>
internal sealed partial class Machine
{
    private Signal Exec(IOperation operation, Frame frame)
    {
        Step();
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (operation)
        {
            case IBlockOperation block:
                foreach (IOperation statement in block.Operations)
                {
                    Signal signal = Exec(statement, frame);
                    if (signal != Signal.Next) return signal;
                }

                return Signal.Next;
            case IExpressionStatementOperation expression:
                Eval(expression.Operation, frame);
                return Signal.Next;
            case IVariableDeclarationGroupOperation group:
                foreach (IVariableDeclarationOperation declaration in group.Declarations) Declare(declaration, frame);
                return Signal.Next;
            case IConditionalOperation conditional:
                if (Truth(conditional.Condition, frame)) return Exec(conditional.WhenTrue, frame);
                return conditional.WhenFalse is null ? Signal.Next : Exec(conditional.WhenFalse, frame);
            case ILoopOperation loop: return ExecLoop(loop, frame);
            case IReturnOperation @return: return ExecReturn(@return, frame);
            case IBranchOperation branch: return ExecBranch(branch, frame);
            case ISwitchOperation @switch: return ExecSwitch(@switch, frame);
            case ITryOperation @try: return ExecTry(@try, frame);
            case IThrowOperation @throw: throw EvalThrow(@throw, frame);
            case IUsingOperation @using: return ExecUsing(@using, frame);
            case IUsingDeclarationOperation @using: return ExecUsing(@using.DeclarationGroup, null, frame);
            case ILockOperation @lock:
                Eval(@lock.LockedValue, frame);
                return Exec(@lock.Body, frame);
            case ILabeledOperation labeled:
                return labeled.Operation is null ? Signal.Next : Exec(labeled.Operation, frame);
            case ILocalFunctionOperation or IEmptyOperation: return Signal.Next;
            default:
                if (operation.Kind == OperationKind.None) return ExecUnnamed(operation, frame);
                Eval(operation, frame);
                return Signal.Next;
        }
    }

    private void Declare(IVariableDeclarationOperation declaration, Frame frame)
    {
        foreach (IVariableDeclaratorOperation declarator in declaration.Declarators)
        {
            IOperation? value = (declarator.Initializer ?? declaration.Initializer)?.Value;
            ILocalSymbol local = declarator.Symbol;
            if (local.IsConst) continue;
            if (local.IsStatic) throw Stuck("a static local");
            frame.Declare(local, (value, local.IsRef) switch
            {
                (null, _) => new Slot(Unassigned(local.Type, frame.Types)),
                (_, true) => Place(value, frame),
                _ => new Slot(Eval(value, frame)),
            });
        }
    }

    // A struct may be filled field by field; anything else is assigned before it is read.
    private object? Unassigned(ITypeSymbol type, TypeEnvironment types) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None }
            && (type.IsTupleType || !type.DeclaringSyntaxReferences.IsEmpty)
                ? Default(type, types)
                : null;

    private Signal ExecReturn(IReturnOperation operation, Frame frame)
    {
        switch (operation.Kind)
        {
            case OperationKind.YieldReturn:
                Allocate(1);
                frame.Yielded!.Add(Eval(operation.ReturnedValue!, frame));
                return Signal.Next;
            case OperationKind.YieldBreak:
                return Signal.Return;
            default:
                if (operation.ReturnedValue is { } value)
                {
                    frame.Result = frame.Method is { ReturnsByRef: true } or { ReturnsByRefReadonly: true }
                        ? Place(value, frame)
                        : Eval(value, frame);
                }

                return Signal.Return;
        }
    }

    private static Signal ExecBranch(IBranchOperation branch, Frame frame)
    {
        switch (branch.BranchKind)
        {
            case BranchKind.Break: return Signal.Break;
            case BranchKind.Continue: return Signal.Continue;
            default:
                frame.Target = branch.Target;
                return Signal.Goto;
        }
    }

    private Signal ExecTry(ITryOperation operation, Frame frame)
    {
        Exception? pending = null;
        Signal signal = Signal.Next;
        try
        {
            signal = ExecProtected(operation, frame);
        }
        catch (Exception exception) when (operation.Finally is not null && ThrownBy(exception) is not null)
        {
            pending = exception;
        }

        if (operation.Finally is null) return signal;
        object? result = frame.Result;
        Exec(operation.Finally, frame);
        frame.Result = result;
        return pending is null ? signal : throw pending;
    }

    private Signal ExecProtected(ITryOperation operation, Frame frame)
    {
        int depth = _depth;
        try
        {
            return Exec(operation.Body, frame);
        }
        catch (Exception exception) when (ThrownBy(exception) is not null && !operation.Catches.IsEmpty)
        {
            _depth = depth;
            ExceptionValue thrown = ThrownBy(exception)!;
            foreach (ICatchClauseOperation clause in operation.Catches)
            {
                if (!Catches(clause, thrown)) continue;
                foreach (ILocalSymbol local in clause.Locals) frame.Declare(local, new Slot(thrown));
                if (clause.Filter is { } filter && !Truth(filter, frame)) continue;
                ExceptionValue? outer = frame.Handled;
                frame.Handled = thrown;
                Signal signal = Exec(clause.Handler, frame);
                frame.Handled = outer;
                return signal;
            }

            throw;
        }
    }

    private bool Catches(ICatchClauseOperation clause, ExceptionValue thrown)
    {
        if (clause.ExceptionType is null or { SpecialType: SpecialType.System_Object }) return true;
        if (thrown.Type is null) throw Stuck("an exception of unknown type is caught");
        for (ITypeSymbol? type = thrown.Type; type is not null; type = type.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(type, clause.ExceptionType)) return true;
        }

        return false;
    }

    private RaisedException EvalThrow(IThrowOperation operation, Frame frame)
    {
        object? thrown = operation.Exception is null ? frame.Handled : Eval(operation.Exception, frame);
        return thrown switch
        {
            ExceptionValue exception => new(exception),
            null => Raise("System.NullReferenceException"),
            _ => throw Stuck("something thrown that is no exception"),
        };
    }

    private Signal ExecUsing(IUsingOperation operation, Frame frame) =>
        ExecUsing(operation.Resources, operation.Body, frame);

    private Signal ExecUsing(IOperation resources, IOperation? body, Frame frame)
    {
        if (resources is not IVariableDeclarationGroupOperation group)
        {
            return Eval(resources, frame) is null ? Exec(body!, frame) : throw Stuck("a disposed object");
        }

        Exec(group, frame);
        foreach (IVariableDeclaratorOperation variable in group.Declarations.SelectMany(d => d.Declarators))
        {
            // Nothing that the interpreter knows needs disposal, except objects of the user's own.
            if (Variable(variable.Symbol, frame).Value is Aggregate) throw Stuck("a disposed object");
        }

        return body is null ? Signal.Next : Exec(body, frame);
    }
}
