using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Flow;

/// <summary>
/// What an <see cref="TermKind.Index"/> counts: a variable of a loop (the loop's header block in its control-flow graph and the
/// variable), or the position in a sequence that an operation runs over (the operation's syntax, no variable).
/// </summary>
internal sealed record LoopIndex(object Loop, object? Variable);
