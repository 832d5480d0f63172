using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SoftmaxGen.Analyzers.Flow;

namespace SoftmaxGen.Analyzers.Rules;

/// <summary>
/// Tells what a body and its helpers do wrong together from what one call does wrong by itself. The helper has been judged on its
/// own, and is told about there: all its callers would only repeat it.
/// </summary>
internal static class Composition
{
    /// <summary>Whether a finding that was reached through a call takes something that the call does not bring along itself.</summary>
    /// <param name="finding">The finding, with its call.</param>
    /// <param name="declaration">The body that is examined.</param>
    /// <param name="events">All that was evaluated in it.</param>
    public static bool IsOf(RuleFinding finding, SyntaxNode declaration, ImmutableArray<Evaluated> events)
    {
        foreach (IOperation part in finding.Parts.IsEmpty ? Origins(finding.Event) : finding.Parts)
            if (part.Syntax.SyntaxTree == declaration.SyntaxTree && declaration.Span.Contains(part.Syntax.Span) ||
                IsReachedOtherwise(part, finding, events))
                return true;
        return false;
    }

    // Two helpers, each called by the body: neither is wrong alone.
    private static bool IsReachedOtherwise(IOperation part, RuleFinding finding, ImmutableArray<Evaluated> events)
    {
        IOperation call = finding.Event.CallSite!;
        bool elsewhere = false;
        foreach (Evaluated other in events)
            if (other.Operation.Syntax == part.Syntax)
            {
                // Softmax(Softmax(x)): what an operation works on it has not made itself, but in the other call.
                if (other.CallSite?.Syntax == call.Syntax)
                {
                    if (part.Syntax == finding.Operation.Syntax)
                        continue;
                    return false;
                }
                elsewhere |= !finding.Rule.IsOfNumbers || IsNumber(other.CallSite?.Type) || IsElementwise(call, other.CallSite);
            }
        return elsewhere;
    }

    // Matrix.Log(Sigmoid(z)): both make a matrix out of one, element by element, as an operator would.
    private static bool IsElementwise(IOperation call, IOperation? other) =>
        call.Type is { SpecialType: not SpecialType.System_Void } type && SymbolEqualityComparer.Default.Equals(type, other?.Type);

    private static bool IsNumber(ITypeSymbol? type) =>
        type is { SpecialType: SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Decimal } or { Name: "Half" } or ITypeParameterSymbol;

    // Where a rule names no parts: whatever functions its operands have been through.
    private static ImmutableArray<IOperation> Origins(Evaluated operation)
    {
        var found = ImmutableArray.CreateBuilder<IOperation>();
        foreach (Term argument in operation.Arguments)
            argument.Any(Collect);
        return found.ToImmutable();

        bool Collect(Term term)
        {
            if (term.Origin is { } origin)
                found.Add(origin);
            return false;
        }
    }
}
