using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Flow;

/// <summary>
/// One operation of interest that the engine has come by, with what is known of its operands and its result: this is what the rules
/// look at.
/// </summary>
internal sealed record Evaluated(
    IOperation Operation,
    FunctionKind Function,
    ImmutableArray<Term> Arguments,
    Term Result)
{
    /// <summary>The library's description of the called method; null for an operator.</summary>
    public LibraryFunction? Library { get; init; }

    /// <summary>The call in the analysed body through which the operation was reached; null when it stands in that body itself.</summary>
    public IOperation? CallSite { get; init; }

    /// <summary>The method whose body the operation stands in; null for an initialiser.</summary>
    public ISymbol? Method { get; init; }

    /// <summary>The loops around the operation, outermost first.</summary>
    public ImmutableArray<object> Loops { get; init; } = ImmutableArray<object>.Empty;

    /// <summary>Whether the vector that is reduced was being overwritten by a running loop.</summary>
    public bool ReadsOverwritten { get; init; }

    /// <summary>The first operand: the argument of a function, the numerator of a division.</summary>
    public Term Input => Arguments[0];
}
