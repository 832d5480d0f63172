namespace SoftmaxGen.Analyzers.Flow.Facts;

/// <summary>One line of a table: the method that it speaks of, and what it says.</summary>
/// <param name="TypeName">The metadata name of the containing type; empty in the table of names.</param>
/// <param name="MethodName">The metadata name of the method.</param>
/// <param name="ParameterCount">How many parameters it has, or -1 for any number.</param>
/// <param name="ParameterTypes">The simple names of their types, where the number does not tell overloads apart.</param>
internal sealed record FactLine(
    string TypeName, string MethodName, int ParameterCount, string? ParameterTypes, LibraryFunction Function)
{
    /// <summary>The assembly that it must come from; null for any.</summary>
    public string? Assembly { get; init; }

    /// <summary>The first version that the line holds for.</summary>
    public Version? Since { get; init; }

    /// <summary>The first version that it does not hold for any more.</summary>
    public Version? Until { get; init; }

    /// <summary>What the table of names asks of the result: a number, a collection, or anything that is a value.</summary>
    public ResultFit Fit { get; init; }

    /// <summary>How exactly the line speaks of one overload; the most exact one that fits is taken.</summary>
    public int Rank => ParameterTypes is not null ? 2 : ParameterCount >= 0 ? 1 : 0;
}

/// <summary>What a method must return so that its name means what it seems to mean.</summary>
internal enum ResultFit
{
    Value,
    Number,
    Collection,

    /// <summary>Of one operand: a number from a number, a collection from a collection.</summary>
    Same,
}
