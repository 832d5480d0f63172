using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Flow.Members;

/// <summary>
/// What the members of source types hold when a method begins, as far as every method that writes one leaves the same kind of value
/// in it: the probabilities that <c>Forward</c> has stored for <c>Loss</c>, the sum of exponentials that <c>Prepare</c> has worked out for
/// <c>Activate</c>. Safe to use from many threads.
/// </summary>
internal sealed class MemberValues(FlowSession session)
{
    private const int MostWriters = 8;

    private readonly ConcurrentDictionary<(ISymbol Member, INamedTypeSymbol Holder, string Steps), Left?> _left = new();
    private readonly ConcurrentDictionary<SyntaxNode, MemberWriters.TypeCode> _types = new();

    // A constructor writes many members: it is run for the first that is asked for, and what it leaves is kept.
    private readonly ConcurrentDictionary<SyntaxNode, FlowState> _after = new();

    /// <summary>The value at a place that nothing has been written to yet; null where it can be anything.</summary>
    /// <param name="place">The place.</param>
    /// <param name="self">The type of <c>this</c> in the body that is analysed.</param>
    /// <param name="isRunning">Whether a body is being run: one that makes probabilities of what stands there has not done so before.</param>
    /// <param name="token">Ends the work.</param>
    public Term? ValueAt(in Place place, ITypeSymbol? self, Func<Body, bool> isRunning, CancellationToken token)
    {
        if (MemberPath.Resolve(place, self) is not { } path)
            return null;
        if (!_left.TryGetValue((path.Member, path.Holder, path.Rest), out Left? left))
            _left[(path.Member, path.Holder, path.Rest)] = left = LeftAt(path, token);
        if (left is not { } known || known.InPlace.Any(isRunning))
            return null;
        int rank = path.Rest.Count(c => c is '[' or ',');
        ImmutableArray<Term> cell = place.Indices.RemoveRange(0, place.Indices.Length - rank);
        if (known.Kind != TermKind.Sum)
            return Terms.Unary(known.Kind, Terms.Opaque(new MemberLogits(path.Member), cell), known.Kind == TermKind.Exp ? Interval.NonNegative : Interval.Unit);
        Term summed = Terms.Index(path.Member, "summed");
        Term exponential = Terms.Unary(TermKind.Exp, Terms.Opaque(new MemberLogits(path.Member), cell.Add(summed)), Interval.NonNegative);
        return new Term(TermKind.Sum, ImmutableArray.Create(Terms.Zero, exponential), range: Interval.NonNegative, bound: ImmutableArray.Create(summed));
    }

    /// <summary>Whether a term rests on what another method has left in a member.</summary>
    public static bool IsFromMember(Term term) => term.Any(t => t.Kind == TermKind.Opaque && t.Tag is MemberLogits);

    /// <summary>Which bodies of a type write what.</summary>
    public MemberWriters.TypeCode CodeOf(SyntaxNode type) => _types.GetOrAdd(type, t => new(t, session.NamesExponentials?.Invoke(t) ?? true));

    private Left? LeftAt(MemberPath path, CancellationToken token)
    {
        TermKind? kind = null;
        var inPlace = ImmutableArray.CreateBuilder<Body>();
        SyntaxNode[] writers = MemberWriters.Of(path.Member, path.Holder, CodeOf, token).Take(MostWriters + 1).ToArray();
        // Where nobody can have put probabilities into it, no writer has to be run to see that.
        if (writers.Length > MostWriters || session.MayGive is { } mayGive && !writers.Any(mayGive))
            return null;
        foreach (SyntaxNode writer in writers)
        {
            if (!session.Compilation.ContainsSyntaxTree(writer.SyntaxTree) || session.BodyOf(writer, token) is not { } body)
                return null;
            FlowState after = _after.GetOrAdd(writer, _ => Evaluator.StateAfter(session, body, token).ForCallee());
            foreach (Term value in ValuesAt(after, path))
            {
                if (value.IsConstant || IsItself(value))
                    continue;
                if (value.Kind is not (TermKind.Softmax or TermKind.Sigmoid) && !IsExponentials(value) || kind is not null && kind != value.Kind)
                    return null;
                kind = value.Kind;
                if (value[0].Any(IsItself))
                    inPlace.Add(body);
            }
        }
        return kind is { } known ? new Left(known, inPlace.ToImmutable()) : null;

        // Of the input just as it is given, with nothing subtracted: an array of exponentials that another method divides, and their sum.
        bool IsExponentials(Term value) => value.Kind switch
        {
            TermKind.Exp => path.Rest.Length > 0 && IsPlain(value[0]),
            TermKind.Sum => value[1].Kind == TermKind.Exp && (value[0].IsNumber(0) || IsItself(value[0])) && IsPlain(value[1][0]),
            _ => false,
        };

        bool IsPlain(Term exponent) => exponent.Kind == TermKind.Load && !IsItself(exponent) ||
            exponent.Kind == TermKind.Divide && exponent[0].Kind == TermKind.Load && exponent[1].Kind is TermKind.Load or TermKind.Root;

        bool IsItself(Term term) => term.Kind == TermKind.Load && term.Path == path.Inside.Path + path.Rest;
    }

    /// <summary>What the writers of a member leave in it, and those that make it of what was there before.</summary>
    private sealed record Left(TermKind Kind, ImmutableArray<Body> InPlace);

    // What a method has left at the member; nothing where it has not touched it or only made room.
    private static ImmutableArray<Term> ValuesAt(FlowState state, MemberPath path)
    {
        (Term self, string name) = path.Inside;
        int rank = path.Rest.Count(c => c is '[' or ',');
        ImmutableArray<Term> indices = Enumerable.Range(0, rank).Select(k => Terms.Index("member", k)).ToImmutableArray();
        Place place = new(self, name + path.Rest, indices);
        if (state.Read(place, path.Member) is { } cell)
            return Terms.Alternatives(cell);
        if (rank == 0 || state.Read(new Place(self, name, ImmutableArray<Term>.Empty), path.Member) is not { } reference)
            return ImmutableArray<Term>.Empty;
        var values = ImmutableArray.CreateBuilder<Term>();
        foreach (Term held in Terms.Alternatives(reference))
            if (held.Kind == TermKind.Sequence && rank == 1)
                values.AddRange(Terms.Alternatives(Terms.Substitute(held[0], held[1], indices[0])));
            else if (FlowState.IsAllocation(held))
            {
                if (state.Read(new Place(held, path.Rest, indices), path.Member) is { } filled)
                    values.AddRange(Terms.Alternatives(filled));
            }
            else
                values.Add(held);
        return values.ToImmutable();
    }
}

/// <summary>Stands for the logits of the probabilities that a member holds.</summary>
internal sealed record MemberLogits(ISymbol Member)
{
    public bool Equals(MemberLogits? other) => SymbolEqualityComparer.Default.Equals(Member, other?.Member);

    public override int GetHashCode() => SymbolEqualityComparer.Default.GetHashCode(Member);
}
