namespace SoftmaxGen.Analyzers.Witness;

/// <summary>How a statement ended.</summary>
internal enum Signal
{
    /// <summary>Go on with the next statement.</summary>
    Next,

    /// <summary>Leave the nearest loop or switch.</summary>
    Break,

    /// <summary>Go on with the next iteration.</summary>
    Continue,

    /// <summary>Leave the body; the value is in the frame.</summary>
    Return,

    /// <summary>A <c>goto case</c>; its target is in the frame.</summary>
    Goto,
}

/// <summary>Ends a run that cannot go on. It never leaves the interpreter.</summary>
internal sealed class StuckException(string reason) : Exception(reason);

/// <summary>Carries an exception of the interpreted code. It never leaves the interpreter.</summary>
internal sealed class RaisedException(ExceptionValue value) : Exception(value.Name)
{
    /// <summary>The exception object.</summary>
    public ExceptionValue Value { get; } = value;
}
