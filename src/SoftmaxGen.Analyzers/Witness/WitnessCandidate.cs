using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SoftmaxGen.Analyzers.Witness;

/// <summary>A finding to be confirmed by running it.</summary>
internal sealed class WitnessCandidate
{
    /// <summary>A finding in a method, an accessor or a constructor, lambdas and local functions inside it included.</summary>
    public WitnessCandidate(IMethodSymbol method, params IOperation[] watched)
    {
        Method = method;
        Watched = ImmutableArray.Create(watched);
    }

    /// <summary>A finding in a lambda that stands for itself, for example in a field.</summary>
    public WitnessCandidate(IAnonymousFunctionOperation lambda, params IOperation[] watched)
        : this(lambda.Symbol, watched) => Lambda = lambda;

    /// <summary>What is run.</summary>
    public IMethodSymbol Method { get; }

    /// <summary>The lambda, where that is run.</summary>
    public IAnonymousFunctionOperation? Lambda { get; }

    /// <summary>The expressions that must not yield NaN or infinity; where there are none, the output must not.</summary>
    public ImmutableArray<IOperation> Watched { get; }

    /// <summary>
    /// Whether a finite output is wrong nevertheless: input numbers and output numbers of the first input and the
    /// output. It is asked besides the watched expressions.
    /// </summary>
    public Func<double[], double[], bool>? IsWrong { get; set; }

    /// <summary>Vectors to try before the usual ones, of two or more elements.</summary>
    public ImmutableArray<ImmutableArray<double>> Vectors { get; set; } = ImmutableArray<ImmutableArray<double>>.Empty;

    /// <summary>Numbers to try before the usual ones.</summary>
    public ImmutableArray<double> Scalars { get; set; } = ImmutableArray<double>.Empty;
}
