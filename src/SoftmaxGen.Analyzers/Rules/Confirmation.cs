using Microsoft.CodeAnalysis;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Witness;

namespace SoftmaxGen.Analyzers.Rules;

/// <summary>Runs what has been found, to show that it breaks, or to drop it when it does not.</summary>
internal sealed class Confirmation(FlowSession session)
{
    /// <summary>The code that is run.</summary>
    public CodeIndex Code { get; } = new(session.Compilation, session.ModelOf);

    /// <summary>What a run says of a finding; null where the rule is about nothing that a run shows.</summary>
    public WitnessVerdict? Of(RuleFinding finding, SyntaxNode declaration, CancellationToken token)
    {
        if (finding.Rule.Probes is not { } probes || !finding.CanBeConfirmed)
            return null;
        if ((LocalFunctionOf(finding) ?? MethodAround(declaration, token)) is not { } method)
            return WitnessVerdict.Unknown("no method is around it");
        var candidate = new WitnessCandidate(method, finding.Operation) { Vectors = probes.Vectors, Scalars = probes.Scalars, IsWrong = finding.IsWrong };
        return new WitnessRunner(Code, InterpreterLimits.Default, token).Confirm(candidate);
    }

    /// <summary>«logits [1000, 0] give [NaN, 0]», «x = 1000 gives ∞».</summary>
    public static string TextOf(WitnessVerdict verdict) =>
        !ValueText.IsTelling(verdict.Input) || !ValueText.IsTelling(verdict.Output) ? ""
        : verdict.Input.Length == 0 ? "it gives " + verdict.Output
        : verdict.Input + (verdict.Input.Contains("[") ? " give " : " gives ") + verdict.Output;

    private static IMethodSymbol? LocalFunctionOf(RuleFinding finding)
    {
        for (ISymbol? symbol = finding.Event.Method; symbol is IMethodSymbol method; symbol = symbol.ContainingSymbol)
            if (method.MethodKind == MethodKind.LocalFunction && Evaluator.StandsForItself(method))
                return method;
        return null;
    }

    private IMethodSymbol? MethodAround(SyntaxNode declaration, CancellationToken token)
    {
        SemanticModel model = session.ModelOf(declaration.SyntaxTree);
        ISymbol? symbol = model.GetDeclaredSymbol(declaration, token) ?? model.GetEnclosingSymbol(declaration.SpanStart, token);
        return symbol switch
        {
            IMethodSymbol method => method,
            IPropertySymbol { GetMethod: { } getter } => getter,
            _ => null,
        };
    }
}
