
namespace SoftmaxGen.Analyzers.Witness;

/// <content>Exceptions of the interpreted code.</content>
internal sealed partial class Machine
{
    /// <summary>
    /// The exception of the interpreted code that a host exception stands for; null where it is none: arithmetic and
    /// the host's own library throw what the compiled code would see, anything else is a fault in here.
    /// </summary>
    public ExceptionValue? ThrownBy(Exception exception) => exception switch
    {
        RaisedException raised => raised.Value,
        StuckException or OperationCanceledException or ObjectDisposedException => null,
        ArithmeticException or ArgumentException or InvalidOperationException or FormatException =>
            Raise(exception.GetType().FullName).Value,
        _ => null,
    };
}
