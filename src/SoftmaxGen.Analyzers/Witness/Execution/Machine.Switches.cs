using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SoftmaxGen.Analyzers.Witness;

/// <content>Switch statements and expressions.</content>
internal sealed partial class Machine
{
    private Signal ExecSwitch(ISwitchOperation operation, Frame frame)
    {
        object? value = Eval(operation.Value, frame);
        ISwitchCaseOperation? chosen = operation.Cases.FirstOrDefault(c => c.Clauses.Any(clause => Selects(clause, value, frame)))
            ?? operation.Cases.FirstOrDefault(c => c.Clauses.Any(clause => clause is IDefaultCaseClauseOperation));
        while (chosen is not null)
        {
            Signal signal = Signal.Next;
            foreach (IOperation statement in chosen.Body)
            {
                signal = Exec(statement, frame);
                if (signal != Signal.Next) break;
            }

            if (signal is Signal.Break or Signal.Next) return Signal.Next;
            if (signal != Signal.Goto) return signal;
            ILabelSymbol? target = frame.Target;
            chosen = operation.Cases.FirstOrDefault(
                c => c.Clauses.Any(clause => SymbolEqualityComparer.Default.Equals(clause.Label, target)));
            if (chosen is null) return signal;
        }

        return Signal.Next;
    }

    private bool Selects(ICaseClauseOperation clause, object? value, Frame frame)
    {
        Step();
        return clause switch
        {
            ISingleValueCaseClauseOperation single => ConstantMatches(Eval(single.Value, frame), value),
            IPatternCaseClauseOperation pattern => Matches(pattern.Pattern, value, frame)
                && (pattern.Guard is null || Truth(pattern.Guard, frame)),
            IDefaultCaseClauseOperation => false,
            _ => throw Stuck("an unknown case"),
        };
    }

    private object? EvalSwitch(ISwitchExpressionOperation operation, Frame frame)
    {
        object? value = Eval(operation.Value, frame);
        foreach (ISwitchExpressionArmOperation arm in operation.Arms)
        {
            if (Matches(arm.Pattern, value, frame) && (arm.Guard is null || Truth(arm.Guard, frame)))
            {
                return Eval(arm.Value, frame);
            }
        }

        throw Raise("System.Runtime.CompilerServices.SwitchExpressionException");
    }
}
