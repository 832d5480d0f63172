using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Flow;

/// <summary>
/// A fact about a value: how it came about, and the range that it cannot leave. Immutable. Two terms are equal when they were
/// computed alike; ranges and origins do not count, since the same value read on two paths may be known to different degrees.
/// </summary>
internal sealed class Term : IEquatable<Term>
{
    private readonly int _hash;

    public Term(
        TermKind kind, ImmutableArray<Term> operands, object? tag = null, double constant = 0,
        Interval? range = null, ImmutableArray<Term> bound = default, IOperation? origin = null, string? path = null)
    {
        Kind = kind;
        Operands = operands;
        Tag = tag;
        Constant = constant;
        Range = range ?? Interval.All;
        Bound = bound.IsDefault ? ImmutableArray<Term>.Empty : bound;
        Origin = origin;
        Path = path;
        _hash = kind switch
        {
            TermKind.Constant => constant.GetHashCode(),
            _ => Combine(Combine((int)kind * 7919, StableHash.Of(tag)), StableHash.Of(path)),
        };
        // The shape does not tell indices apart, so that x[i] and x[j] have the same one.
        int shape = kind == TermKind.Index ? 17 : _hash;
        int size = 1;
        HasIndex = kind == TermKind.Index;
        HasExponential = kind is TermKind.Exp or TermKind.Softmax;
        foreach (Term operand in operands)
        {
            _hash = Combine(_hash, operand._hash);
            size += operand.Size;
            HasIndex |= operand.HasIndex;
            HasExponential |= operand.HasExponential;
        }
        if (kind == TermKind.Load)
            shape = Combine(shape, operands[0].Shape);
        else if (kind is not (TermKind.Index or TermKind.Opaque))
            foreach (Term operand in operands)
                shape = Combine(shape, operand.Shape);
        if (bound.IsDefault == false)
            foreach (Term index in bound)
                _hash ^= index._hash;
        Shape = shape;
        Size = size;
    }

    public TermKind Kind { get; }

    public ImmutableArray<Term> Operands { get; }

    /// <summary>What identifies the term beside its operands: a symbol, a loop, an operation, a comparison's operator.</summary>
    public object? Tag { get; }

    public double Constant { get; }

    public Interval Range { get; }

    /// <summary>The indices that a sum, a product or a maximum runs over.</summary>
    public ImmutableArray<Term> Bound { get; }

    /// <summary>The operation that computed the term, where it is worth pointing at.</summary>
    public IOperation? Origin { get; }

    /// <summary>The steps from the root: <c>[]</c> and <c>.Name</c>.</summary>
    public string? Path { get; }

    /// <summary>A hash that leaves the indices out.</summary>
    public int Shape { get; }

    /// <summary>How many nodes the term has; large ones are given up.</summary>
    public int Size { get; }

    /// <summary>Whether some node is an index.</summary>
    public bool HasIndex { get; }

    /// <summary>Whether some node is an exponential, or a share of their sum.</summary>
    public bool HasExponential { get; }

    public bool IsConstant => Kind == TermKind.Constant;

    public Term this[int index] => Operands[index];

    public bool Is(TermKind kind) => Kind == kind;

    public bool IsNumber(double value) => Kind == TermKind.Constant && Constant == value;

    public Term WithRange(Interval range) =>
        range == Range ? this : new(Kind, Operands, Tag, Constant, range, Bound, Origin, Path);

    public Term WithBound(ImmutableArray<Term> bound) => new(Kind, Operands, Tag, Constant, Range, bound, Origin, Path);

    public Term WithOrigin(IOperation origin) => new(Kind, Operands, Tag, Constant, Range, Bound, origin, Path);

    public bool Equals(Term? other)
    {
        if (ReferenceEquals(this, other))
            return true;
        if (other is null || other._hash != _hash || other.Kind != Kind || other.Operands.Length != Operands.Length ||
            !Equals(Tag, other.Tag) || !Constant.Equals(other.Constant) || Path != other.Path || Bound.Length != other.Bound.Length)
            return false;
        for (int i = 0; i < Operands.Length; i++)
            if (!Operands[i].Equals(other.Operands[i]))
                return false;
        foreach (Term index in Bound)
            if (!other.Bound.Contains(index))
                return false;
        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as Term);

    public override int GetHashCode() => _hash;

    /// <summary>Whether some node of the term is as asked.</summary>
    public bool Any(Func<Term, bool> predicate)
    {
        if (predicate(this))
            return true;
        foreach (Term operand in Operands)
            if (operand.Any(predicate))
                return true;
        return false;
    }

    public bool Mentions(Term other)
    {
        if (other.Size > Size || other.HasIndex && !HasIndex)
            return false;
        if (Equals(other))
            return true;
        foreach (Term operand in Operands)
            if (operand.Mentions(other))
                return true;
        return false;
    }

    /// <summary>The term as a formula, for the debugger and for tests.</summary>
    public override string ToString() => Kind switch
    {
        TermKind.Constant => Constant.ToString(System.Globalization.CultureInfo.InvariantCulture),
        TermKind.Root => Tag is ISymbol symbol ? symbol.Name : Tag is string text ? text : "new",
        TermKind.Load => Operands[0] + Path + "{" + string.Join(", ", Operands.Skip(1)) + "}",
        TermKind.Index => Tag is LoopIndex { Variable: ISymbol variable } ? variable.Name : "#" + (uint)_hash % 1000,
        TermKind.Opaque => (Tag is ISymbol method ? method.Name : "?") + "(" + string.Join(", ", Operands) + ")",
        TermKind.Sum or TermKind.Product or TermKind.Max or TermKind.Min when !Bound.IsEmpty =>
            Kind + "[" + string.Join(", ", Bound) + "](" + string.Join("; ", Operands) + ")",
        _ => Kind + "(" + string.Join("; ", Operands) + ")",
    };

    private static int Combine(int a, int b) => StableHash.Combine(a, b);
}
