using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SoftmaxGen.Analyzers.Witness;

/// <summary>Confirms findings by running them on inputs that break unstable code.</summary>
/// <param name="code">What is known of the code; share one per compilation.</param>
/// <param name="limits">How much each run may cost.</param>
/// <param name="token">Ends the work with <see cref="OperationCanceledException"/>.</param>
internal sealed class WitnessRunner(CodeIndex code, InterpreterLimits limits, CancellationToken token)
{
    /// <summary>Runs the candidate on one input after the other until one breaks it.</summary>
    public WitnessVerdict Confirm(WitnessCandidate candidate)
    {
        IOperation? body = candidate.Lambda?.Body ?? code.CodeOf(candidate.Method, token)?.Body;
        if (body is null) return WitnessVerdict.Unknown("there is no source");
        IMethodSymbol method = candidate.Method.PartialImplementationPart ?? candidate.Method;
        if (BodyShape.Of(method, body, code.Compilation) is not { } shape)
        {
            return WitnessVerdict.Unknown("its type parameters are no numbers");
        }

        Interpreter interpreter = new(code, limits, token);
        InputBuilder builder = new(code, new Interpreter(code, limits, token));
        foreach (IOperation watched in candidate.Watched) interpreter.Watch(watched);
        bool judged = false, threw = false;
        string obstacle = "the watched expression is not reached";
        foreach (Probe probe in ProbePlan.For(candidate, shape))
        {
            if (probe.HasOwnSizes && (judged || !threw)) continue;
            Inputs inputs = builder.Build(shape, probe);
            RunOutcome outcome = Run(interpreter, candidate, shape, inputs);
            if (outcome.Kind == RunKind.NotInterpretable)
            {
                // With another state it may go where it cannot be followed; what the runs before have shown still holds.
                if (judged && probe.IsMadeUp) break;
                return WitnessVerdict.Unknown(outcome.Reason);
            }

            if (outcome.Kind == RunKind.Threw)
            {
                // Perhaps it refuses this input; that says nothing about the others.
                threw = true;
                obstacle = $"it throws {outcome.Reason}";
                continue;
            }

            Findings findings = new(candidate, shape, inputs, outcome, interpreter.Observations);
            if (findings.Breaks) return WitnessVerdict.Confirmed(inputs.Text, findings.Text, findings.IsAbsorbed);
            judged |= findings.IsJudged && !probe.IsMadeUp;
        }

        // Of a body that takes no numbers but reads state, or is given what nobody can make here, one run with some state or other refutes nothing.
        if (judged && !shape.HasVectors && shape.ScalarCount == 0 && (ReadsState(body) || shape.TakesAbstract)) return WitnessVerdict.Unknown("what it reads was not varied");
        // Objects beside numbers get ones.
        if (judged && (shape.HasVectors || shape.ScalarCount > 0) && shape.TakesOwnNumbers) return WitnessVerdict.Unknown("an object that it is given was not varied");
        return judged ? WitnessVerdict.Refuted : WitnessVerdict.Unknown(obstacle);
    }

    private static bool ReadsState(IOperation body) => body.DescendantsAndSelf().Any(operation => operation switch
    {
        IFieldReferenceOperation { Field: { IsConst: false, IsReadOnly: false } field } => NumberKinds.Of(field.Type).IsFloating(),
        IPropertyReferenceOperation { Property: { SetMethod: not null } property } => NumberKinds.Of(property.Type).IsFloating(),
        _ => false,
    });

    private static RunOutcome Run(Interpreter interpreter, WitnessCandidate candidate, BodyShape shape, Inputs inputs)
    {
        if (candidate.Lambda is { } lambda)
        {
            Dictionary<ISymbol, object?> variables = new(SymbolEqualityComparer.Default);
            for (int i = 0; i < shape.Parameters.Length; i++) variables[shape.Parameters[i]] = inputs.Arguments[i].Value;
            return interpreter.Invoke(lambda, variables);
        }

        ImmutableArray<object?> arguments = inputs.Arguments.Select(a => a.Value).ToImmutableArray();
        return shape.Method.MethodKind == MethodKind.Constructor
            ? interpreter.Create(shape.Method.ContainingType, shape.Method, arguments)
            : interpreter.Invoke(shape.Method, arguments, inputs.Receiver);
    }
}
