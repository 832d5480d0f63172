namespace SoftmaxGen.Analyzers.Witness;

/// <summary>How a run ended.</summary>
internal enum RunKind
{
    /// <summary>The body ran to its end.</summary>
    Returned,

    /// <summary>The body threw, as the compiled code would.</summary>
    Threw,

    /// <summary>The body does something that the interpreter does not know, or costs too much.</summary>
    NotInterpretable,
}

/// <summary>What came out of a run.</summary>
internal sealed class RunOutcome
{
    private RunOutcome(RunKind kind, object? value, string reason)
    {
        Kind = kind;
        Value = value;
        Reason = reason;
    }

    /// <summary>How the run ended.</summary>
    public RunKind Kind { get; }

    /// <summary>The value returned, lazy sequences already drained; null for void.</summary>
    public object? Value { get; }

    /// <summary>The metadata name of the exception thrown, or why the run was given up.</summary>
    public string Reason { get; }

    /// <summary>The body ran to its end.</summary>
    public static RunOutcome Returned(object? value) => new(RunKind.Returned, value, "");

    /// <summary>The body threw an exception of this metadata name.</summary>
    public static RunOutcome Threw(string exception) => new(RunKind.Threw, null, exception);

    /// <summary>The run was given up.</summary>
    public static RunOutcome NotInterpretable(string reason) => new(RunKind.NotInterpretable, null, reason);

    /// <inheritdoc/>
    public override string ToString() => Kind == RunKind.Returned ? ValueText.Of(Value) : $"{Kind}: {Reason}";
}
