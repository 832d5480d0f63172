using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SoftmaxGen.Analyzers.Witness;

/// <content>Loops.</content>
internal sealed partial class Machine
{
    private Signal ExecLoop(ILoopOperation loop, Frame frame) => loop switch
    {
        IForLoopOperation @for => ExecFor(@for, frame),
        IForEachLoopOperation forEach => ExecForEach(forEach, frame),
        IWhileLoopOperation @while => ExecWhile(@while, frame),
        _ => throw Stuck("an unknown loop"),
    };

    private Signal ExecFor(IForLoopOperation loop, Frame frame)
    {
        foreach (IOperation before in loop.Before) Exec(before, frame);
        while (loop.Condition is null || Truth(loop.Condition, frame))
        {
            Signal signal = Exec(loop.Body, frame);
            if (signal == Signal.Break) break;
            if (signal is Signal.Return or Signal.Goto) return signal;
            foreach (IOperation after in loop.AtLoopBottom) Exec(after, frame);
        }

        return Signal.Next;
    }

    private Signal ExecWhile(IWhileLoopOperation loop, Frame frame)
    {
        if (loop.Condition is null) throw Stuck("a loop without a condition");
        bool test = loop.ConditionIsTop;
        while (true)
        {
            if (test && Truth(loop.Condition, frame) == loop.ConditionIsUntil) break;
            test = true;
            Signal signal = Exec(loop.Body, frame);
            if (signal == Signal.Break) break;
            if (signal is Signal.Return or Signal.Goto) return signal;
        }

        return Signal.Next;
    }

    private Signal ExecForEach(IForEachLoopOperation loop, Frame frame)
    {
        if (loop.IsAsynchronous) throw Stuck("an asynchronous loop");
        IOperation collection = loop.Collection;
        if (collection is IConversionOperation { IsImplicit: true, OperatorMethod: null } conversion) collection = conversion.Operand;
        object? source = Eval(collection, frame);
        if (loop.LoopControlVariable is IVariableDeclaratorOperation { Symbol.IsRef: true } reference)
        {
            return ExecForEachRef(loop, reference.Symbol, source, frame);
        }

        foreach (object? item in Items(source ?? throw Raise("System.NullReferenceException")))
        {
            BindItem(loop.LoopControlVariable, Aggregate.CopyOf(item), frame);
            Signal signal = Exec(loop.Body, frame);
            if (signal == Signal.Break) break;
            if (signal is Signal.Return or Signal.Goto) return signal;
        }

        return Signal.Next;
    }

    private Signal ExecForEachRef(IForEachLoopOperation loop, ILocalSymbol local, object? source, Frame frame)
    {
        if (source is not SpanValue span) throw Stuck("a loop by reference over something that is no span");
        for (int i = 0; i < span.Length; i++)
        {
            frame.Declare(local, new CellLocation(span.Array!, span.Offset + i));
            Signal signal = Exec(loop.Body, frame);
            if (signal == Signal.Break) break;
            if (signal is Signal.Return or Signal.Goto) return signal;
        }

        return Signal.Next;
    }

    private void BindItem(IOperation variable, object? item, Frame frame)
    {
        switch (variable)
        {
            case IVariableDeclaratorOperation declarator:
                // The conversion from the element's type is not in the tree.
                frame.Declare(declarator.Symbol, new Slot(ConvertItem(item, declarator.Symbol.Type, frame.Types)));
                break;
            case IDeclarationExpressionOperation declaration:
                Deconstruct(declaration.Expression, item, frame);
                break;
            case ITupleOperation tuple:
                Deconstruct(tuple, item, frame);
                break;
            default:
                throw Stuck("an unknown loop variable");
        }
    }

    private object? ConvertItem(object? item, ITypeSymbol type, TypeEnvironment types)
    {
        ITypeSymbol closed = types.Close(type, Compilation);
        NumberKind kind = NumberKinds.Of(closed);
        if (item is null || kind == NumberKind.None || NumberKinds.Of(item) == kind) return item;
        return NumberConversion.To(item, kind, false) ?? throw Stuck("a conversion of a loop variable");
    }
}
