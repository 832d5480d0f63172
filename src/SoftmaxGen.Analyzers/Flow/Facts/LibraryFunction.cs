namespace SoftmaxGen.Analyzers.Flow.Facts;

/// <summary>
/// What one method of a library does, as a line of a table says it. Operands are counted as the operation tree counts them:
/// the ordinal of the parameter (an extension method's <c>this</c> is 0), or <see cref="Receiver"/>; <see cref="Absent"/> is none.
/// </summary>
internal sealed record LibraryFunction(FunctionKind Kind, FunctionShape Shape)
{
    public const int Receiver = -1;
    public const int Absent = -2;

    /// <summary>The operand that it is a function of.</summary>
    public int Input { get; init; }

    /// <summary>The second operand: of a sum, of a product, the exponent, the lower bound of a clamp, where a copy or a slice begins.</summary>
    public int Second { get; init; } = Absent;

    /// <summary>The third one: the upper bound of a clamp, the length of a copy or a slice.</summary>
    public int Third { get; init; } = Absent;

    /// <summary>What is written instead of returned.</summary>
    public int Destination { get; init; } = Absent;

    /// <summary>Where writing begins in the destination.</summary>
    public int DestinationStart { get; init; } = Absent;

    /// <summary>The delegate that is run; for a reduction it maps the elements first.</summary>
    public int Function { get; init; } = Absent;

    /// <summary>The delegate that is run over the result: <c>Aggregate</c>'s and <c>GroupBy</c>'s last one.</summary>
    public int ResultFunction { get; init; } = Absent;

    /// <summary>The value that an aggregation begins at.</summary>
    public int Seed { get; init; } = Absent;

    /// <summary>The dimension that a reduction or a softmax runs over.</summary>
    public int Axis { get; init; } = Absent;

    /// <summary>The operand that holds a logarithm's base.</summary>
    public int BaseArgument { get; init; } = Absent;

    /// <summary>A loss's target: labels, or a distribution.</summary>
    public int Target { get; init; } = Absent;

    /// <summary>The flag that, when true, makes the input <see cref="FlagDomain"/> (<c>from_logits</c>) or the target so (<c>log_target</c>).</summary>
    public int Flag { get; init; } = Absent;

    /// <summary>What the flag is, where it is a constant.</summary>
    public bool? FlagValue { get; init; }

    /// <summary>What the flag changes its operand to.</summary>
    public ValueDomain FlagDomain { get; init; }

    /// <summary>Whether the flag speaks of the target and not of the input.</summary>
    public bool FlagIsAboutTarget { get; init; }

    /// <summary>What the input must be for the result to mean anything.</summary>
    public ValueDomain ExpectedDomain { get; init; }

    /// <summary>What the target must be.</summary>
    public ValueDomain TargetDomain { get; init; }

    /// <summary>Whether it subtracts the maximum (or does what else is needed) itself.</summary>
    public bool IsStable { get; init; }

    /// <summary>Whether a softmax takes all elements of a tensor as one row, whatever its rank.</summary>
    public bool IsFlat { get; init; }

    /// <summary>Whether NaN loses against every number, as in <c>Enumerable.Max</c>, and does not win.</summary>
    public bool IgnoresNaN { get; init; }

    /// <summary>
    /// Whether the method makes an object (a layer, a loss) whose forward call is what the other facts describe; only
    /// <see cref="Axis"/> and <see cref="Flag"/> are then arguments of the making.
    /// </summary>
    public bool IsConstruction { get; init; }

    /// <summary>Whether it was recognised by its name alone.</summary>
    public bool IsByName { get; init; }

    /// <summary>What the result stands for.</summary>
    public ValueDomain ResultDomain => Kind switch
    {
        FunctionKind.Softmax or FunctionKind.Sigmoid => ValueDomain.Probabilities,
        FunctionKind.LogSoftmax or FunctionKind.LogSigmoid => ValueDomain.LogProbabilities,
        _ => ValueDomain.Unknown,
    };

    /// <summary>The base of an exponential or a logarithm that is not taken from an operand; null where it has none.</summary>
    public double? Base => Kind switch
    {
        FunctionKind.Exp or FunctionKind.ExpM1 or FunctionKind.LogP1 => Math.E,
        FunctionKind.Log => BaseArgument == Absent ? Math.E : null,
        FunctionKind.Exp2 or FunctionKind.Log2 => 2,
        FunctionKind.Exp10 or FunctionKind.Log10 => 10,
        _ => null,
    };

    /// <summary>Whether it takes two operands and combines them.</summary>
    public bool IsBinary => Kind is FunctionKind.Add or FunctionKind.Subtract or FunctionKind.Multiply or FunctionKind.Divide or FunctionKind.Pow
        || (Kind is FunctionKind.Max or FunctionKind.Min && Shape != FunctionShape.Reduction);

    public bool IsLoss => Kind is >= FunctionKind.NllLoss and <= FunctionKind.KlDivergence;

    /// <summary>Whether a body that calls it is worth analysing. A power counts only with e as its base, which the caller looks at.</summary>
    public bool IsWorthAnalysing => IsLoss || Kind is
        FunctionKind.Exp or FunctionKind.Exp2 or FunctionKind.Exp10 or FunctionKind.ExpM1 or
        FunctionKind.Log or FunctionKind.Log2 or FunctionKind.Log10 or FunctionKind.LogP1 or
        FunctionKind.Sigmoid or FunctionKind.Softplus or FunctionKind.LogSigmoid or FunctionKind.LogSumExp or FunctionKind.Cosh or
        FunctionKind.Softmax or FunctionKind.LogSoftmax;
}
