namespace SoftmaxGen.Analyzers.Flow;

/// <summary>What a value is known to be. Anything not listed is <see cref="Opaque"/>: known only to be the same as itself.</summary>
internal enum TermKind
{
    /// <summary>A number known at compile time.</summary>
    Constant,

    /// <summary>The value that something had on entry: a parameter, a captured local, <c>this</c>, a static, an allocation.</summary>
    Root,

    /// <summary>What stands at a place reachable from a root (<c>x[i]</c>, <c>this.w[i, j]</c>, <c>n.Output</c>), as it was on entry.
    /// The first operand is the root, the others the indices; the path is the shape.</summary>
    Load,

    /// <summary>The counter of a loop, or the position in a sequence.</summary>
    Index,

    /// <summary>A value not looked into: a call that is not known, a joint of unlike values. The operands are what it depends on.</summary>
    Opaque,

    /// <summary>A loop variable while the loop's recurrence is being found.</summary>
    Recurrence,

    Add, Multiply, Divide, Exp, Log, LogP1, ExpM1, Sqrt, Abs, Power, Max, Min, Tanh, Sigmoid, Softplus,

    /// <summary>The sum of the second operand over the indices of <see cref="Term.Bound"/>, begun at the first operand.</summary>
    Sum,

    /// <summary>The product, likewise.</summary>
    Product,

    /// <summary>A library's softmax (and its logarithm, and the log-sum-exp) of the operand.</summary>
    Softmax, LogSoftmax, LogSumExp,

    /// <summary>One of the operands, depending on the path.</summary>
    Any,

    /// <summary>A comparison of two numbers, a negated or joint condition.</summary>
    Compare, Not,

    /// <summary>A collection: the first operand is its element, the second the index that runs over it.</summary>
    Sequence,

    /// <summary>How many elements the operand has.</summary>
    Length,

    /// <summary>A delegate: a lambda, a local function or a method group, in <see cref="Term.Tag"/>.</summary>
    Function,

    Tuple,
}
