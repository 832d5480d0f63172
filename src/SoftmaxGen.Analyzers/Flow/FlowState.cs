using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Flow;

/// <summary>What is known at one point of a body: the variables, the memory, and what the branches taken have shown.</summary>
internal sealed class FlowState
{
    /// <summary>The key of <c>this</c> among the variables.</summary>
    public static readonly object This = new();

    public SharedMap<object, Term> Variables { get; private init; } = new();

    /// <summary>What has been written, by root and path of the place.</summary>
    public SharedMap<(Term Root, string Path), Content> Memory { get; private init; } = new();

    /// <summary>Ranges that a branch has shown.</summary>
    public SharedMap<Term, Interval> Facts { get; private init; } = new();

    /// <summary>Pairs of which a branch has shown that the first is at least the second.</summary>
    public SharedMap<(Term Larger, Term Smaller), bool> Order { get; private init; } = new();

    public FlowState Clone() => new()
    {
        Variables = Variables.Copy(),
        Memory = Memory.Copy(),
        Facts = Facts.Copy(),
        Order = Order.Copy(),
    };

    /// <summary>The state in which a called method begins: the same memory, no variables.</summary>
    public FlowState ForCallee() => new() { Memory = Memory.Copy(), Facts = Facts.Copy() };

    /// <summary>The same for a method that is given a lambda: that one reads and writes the caller's variables.</summary>
    public FlowState ForCalleeWithClosures() => new() { Memory = Memory.Copy(), Facts = Facts.Copy(), Variables = Variables.Copy() };

    /// <summary>The state after a call: these variables, and the memory as the callee has left it.</summary>
    public FlowState AfterCall(FlowState callee) => new() { Variables = Variables, Memory = callee.Memory, Facts = Facts, Order = Order };

    /// <summary>The same with the variables as a lambda has left them.</summary>
    public FlowState AfterCallWithClosures(FlowState callee)
    {
        FlowState after = AfterCall(callee);
        SharedMap<object, Term> variables = Variables.Copy();
        foreach (object key in Variables.Keys)
            if (key != This && callee.Variables.TryGetValue(key, out Term? value))
                variables[key] = value;
        return new() { Variables = variables, Memory = after.Memory, Facts = Facts, Order = Order };
    }

    /// <summary>The term, with what the branches say of its range.</summary>
    public Term Refined(Term term)
    {
        if (Facts.Count == 0)
            return term;
        // e^x that was taken before the branch on x.
        if (term.Kind == TermKind.Exp && Facts.TryGetValue(term[0], out Interval known) && known.Intersect(term[0].Range) is var exponent && exponent != term[0].Range)
            term = Elementary.Exp(term[0].WithRange(exponent)) is { Kind: TermKind.Exp } exp && term.Origin is { } origin ? exp.WithOrigin(origin) : term;
        return Facts.TryGetValue(term, out Interval range) ? term.WithRange(term.Range.Intersect(range)) : term;
    }

    public void Learn(Term term, Interval range)
    {
        if (term.IsConstant)
            return;
        Facts[term] = Facts.TryGetValue(term, out Interval known) ? known.Intersect(range) : term.Range.Intersect(range);
        // x > 0 says of -x that it is below 0.
        (double factor, Term rest) = Algebra.Coefficient(term);
        if (factor != 1 && factor != 0)
            Learn(rest, range * Interval.Point(1 / factor));
        // |x| < 22 bounds x on both sides.
        if (term.Kind == TermKind.Abs && !double.IsPositiveInfinity(range.High))
            Learn(term[0], new Interval(-range.High, range.High));
    }

    public Term? Read(Place place, object identity) =>
        Memory.TryGetValue((place.Root, place.Path), out Content? content) ? content.Read(place.Indices, identity) : null;

    public void Write(Place place, Term value, bool isFresh)
    {
        (Term Root, string Path) key = (place.Root, place.Path);
        if (!Memory.TryGetValue(key, out Content? content))
            content = Content.Of(isFresh && !IsFilledElsewhere(place.Root) ? null : Evaluator.IsComputed(place.Root) && place.Path[0] == '[' ? place.Root : Initial(place));
        Memory[key] = content.Write(place.Indices, value);
    }

    private static Term Initial(Place place)
    {
        var slots = ImmutableArray.CreateBuilder<Term>(place.Indices.Length);
        for (int k = 0; k < place.Indices.Length; k++)
            slots.Add(Content.Slot(k));
        return (place with { Indices = slots.ToImmutable() }).Initial(Interval.All);
    }

    /// <summary>Everything known of what hangs at the root is forgotten: code that we do not see has had it.</summary>
    public void Forget(Term root, object identity)
    {
        foreach ((Term Root, string Path) key in Memory.Keys.ToList())
        {
            if (!key.Root.Equals(root))
                continue;
            int rank = key.Path.Count(c => c is '[' or ',');
            var slots = ImmutableArray.CreateBuilder<Term>(rank);
            for (int k = 0; k < rank; k++)
                slots.Add(Content.Slot(k));
            Memory[key] = Content.Of(Terms.Opaque((identity, key.Path), slots.ToImmutable()));
        }
    }

    /// <summary>An object that was made here is given to code that we do not see: what it holds is no longer what it was made with.</summary>
    public void HandOut(Term reference)
    {
        foreach (Term held in Terms.Alternatives(reference))
            if (Place.Of(held).Root is { Kind: TermKind.Root, Tag: Allocation { Type: not null } } root)
                Memory[(root, HandedOut)] = Content.Of(Terms.One);
    }

    /// <summary>Whether somebody else has had an object that was made here.</summary>
    public bool IsHandedOut(Term root) => Memory.ContainsKey((root, HandedOut));

    /// <summary>Stands among the members of an object that somebody else has had; no member has such a name.</summary>
    public const string HandedOut = ".?";

    /// <summary>
    /// An array or a list is given to code that is not followed, or the object that holds it: a cell to which this body has written nothing
    /// may hold anything from then on.
    /// </summary>
    public void FillElsewhere(Term reference, int depth = 0)
    {
        foreach (Term held in Terms.Alternatives(reference))
        {
            if (Place.Of(held).Root is not { Kind: TermKind.Root, Tag: Allocation { Type: { } type } } root)
                continue;
            if (Evaluator.IsCollection(type))
                Memory[(root, FilledElsewhere)] = Content.Of(Terms.One);
            else if (depth < 2)
                foreach (KeyValuePair<(Term Root, string Path), Content> cell in Memory.Where(c => c.Key.Root.Equals(root) && c.Value.Base is { } member && IsAllocation(member)).ToList())
                    FillElsewhere(cell.Value.Base!, depth + 1);
        }
    }

    /// <summary>Whether somebody else may have filled an array or a list that was made here.</summary>
    public bool IsFilledElsewhere(Term root) => Memory.ContainsKey((root, FilledElsewhere));

    private const string FilledElsewhere = ".=";

    public void MapMemory(Func<Content, Content> map)
    {
        List<KeyValuePair<(Term, string), Content>>? changed = null;
        foreach (KeyValuePair<(Term, string), Content> entry in Memory)
        {
            Content mapped = map(entry.Value);
            if (!ReferenceEquals(mapped, entry.Value))
                (changed ??= []).Add(new(entry.Key, mapped));
        }
        foreach (KeyValuePair<(Term, string), Content> entry in changed ?? [])
            Memory[entry.Key] = entry.Value;
    }

    /// <summary>What holds on both of two paths.</summary>
    public static FlowState Join(FlowState? a, FlowState b, object identity)
    {
        if (a is null)
            return b.Clone();
        var joint = new FlowState
        {
            Variables = a.Variables.Copy(),
            Memory = a.Memory.Copy(),
            Facts = Common(a.Facts, b.Facts, static (x, y) => x.Union(y)),
            Order = Common(a.Order, b.Order, static (_, _) => true),
        };
        // What neither path has touched is as it was.
        if (!a.Variables.IsCopyOf(b.Variables))
            JoinVariables(joint, a, b, identity);
        if (!a.Memory.IsCopyOf(b.Memory))
            JoinMemory(joint, a, b, identity);
        return joint;
    }

    // The entries of which both have one.
    private static SharedMap<TKey, TValue> Common<TKey, TValue>(SharedMap<TKey, TValue> a, SharedMap<TKey, TValue> b, Func<TValue, TValue, TValue> join)
        where TKey : notnull
    {
        if (a.IsCopyOf(b))
            return a.Copy();
        bool related = a.IsRelatedTo(b);
        SharedMap<TKey, TValue> common = related ? a.SharedPart() : new();
        foreach (KeyValuePair<TKey, TValue> entry in a.Unlike(b))
            if (b.TryGetValue(entry.Key, out TValue other))
                common[entry.Key] = join(entry.Value, other);
        if (related)
            foreach (KeyValuePair<TKey, TValue> entry in b.Unlike(a))
                if (a.TryGetValue(entry.Key, out TValue other))
                    common[entry.Key] = join(other, entry.Value);
        return common;
    }

    private static void JoinVariables(FlowState joint, FlowState a, FlowState b, object identity)
    {
        foreach (KeyValuePair<object, Term> variable in a.Variables.Unlike(b.Variables))
            if (b.Variables.TryGetValue(variable.Key, out Term? other) && !ReferenceEquals(variable.Value, other))
                joint.Variables[variable.Key] = JoinValues(a, variable.Value, b, other, (identity, variable.Key));
        bool related = a.Variables.IsRelatedTo(b.Variables);
        foreach (KeyValuePair<object, Term> variable in b.Variables.Unlike(a.Variables))
            if (!a.Variables.TryGetValue(variable.Key, out Term? other))
                joint.Variables[variable.Key] = variable.Value;
            // What only this path has written is joined here, the rest has been.
            else if (related && !ReferenceEquals(variable.Value, other) && ReferenceEquals(joint.Variables[variable.Key], other))
                joint.Variables[variable.Key] = JoinValues(a, other, b, variable.Value, (identity, variable.Key));
    }

    private static void JoinMemory(FlowState joint, FlowState a, FlowState b, object identity)
    {
        foreach (KeyValuePair<(Term Root, string Path), Content> cell in a.Memory.Unlike(b.Memory))
            if (!b.Memory.TryGetValue(cell.Key, out Content? other))
                joint.Memory[cell.Key] = JoinUntouched(a, cell.Value, cell.Key, b, (identity, cell.Key));
            else if (!ReferenceEquals(cell.Value, other))
                joint.Memory[cell.Key] = JoinCells(a, cell.Value, b, other, (identity, cell.Key));
        bool related = a.Memory.IsRelatedTo(b.Memory);
        foreach (KeyValuePair<(Term Root, string Path), Content> cell in b.Memory.Unlike(a.Memory))
            if (!a.Memory.TryGetValue(cell.Key, out Content? other))
                joint.Memory[cell.Key] = JoinUntouched(b, cell.Value, cell.Key, a, (identity, cell.Key));
            else if (related && !ReferenceEquals(cell.Value, other) && ReferenceEquals(joint.Memory[cell.Key], other))
                joint.Memory[cell.Key] = JoinCells(a, other, b, cell.Value, (identity, cell.Key));
    }

    // Written on one path only: on the other it is as it was on entry. A new allocation was simply not made there.
    private static Content JoinUntouched(FlowState state, Content content, (Term Root, string Path) key, FlowState other, object identity) =>
        IsAllocation(key.Root) ? content : JoinCells(state, content, other, Content.Of(Initial(PlaceOf(key))), identity);

    private static Place PlaceOf((Term Root, string Path) key)
    {
        int rank = key.Path.Count(c => c is '[' or ',');
        return new Place(key.Root, key.Path, Enumerable.Range(0, rank).Select(Content.Slot).ToImmutableArray());
    }

    public static bool IsAllocation(Term root) => root.Kind == TermKind.Root && root.Tag is Allocation;

    // A single cell is a variable by another name.
    private static Content JoinCells(FlowState a, Content first, FlowState b, Content second, object identity) =>
        first.Base is { } one && second.Base is { } two && first.Layers.IsEmpty && second.Layers.IsEmpty && first.Past.IsEmpty && second.Past.IsEmpty
            ? Content.Of(JoinValues(a, one, b, two, identity))
            : first.Join(second, identity);

    /// <summary>
    /// One of two values, which is the larger of them where the branches say so: after <c>if (x > m) m = x</c> it is max(m, x).
    /// </summary>
    private static Term JoinValues(FlowState a, Term first, FlowState b, Term second, object identity)
    {
        if (first.Equals(second))
            return first.WithRange(first.Range.Union(second.Range));
        bool firstLarger = a.Order.ContainsKey((first, second)), secondLarger = b.Order.ContainsKey((second, first));
        if (firstLarger && secondLarger)
            return Elementary.Max(first, second);
        // if (isFirst || x > m) m = x: a maximum, but one that what m began at may not be part of.
        if ((firstLarger || secondLarger) && !a.Order.ContainsKey((second, first)) && !b.Order.ContainsKey((first, second)))
            return Recurrences.WithoutSeed(Elementary.Max(first, second));
        if (a.Order.ContainsKey((second, first)) && b.Order.ContainsKey((first, second)))
            return Elementary.Min(first, second);
        // A maximum of more is still the maximum: the other path had nothing to add.
        if (first.Kind == TermKind.Max && second.Kind == TermKind.Max || first.Kind == TermKind.Max && first.Operands.Contains(second) ||
            second.Kind == TermKind.Max && second.Operands.Contains(first))
            return Elementary.Max(first, second);
        return Terms.Any(first, second, identity);
    }
}

/// <summary>The identity of memory made by the code itself, at one place in it.</summary>
/// <param name="Site">The place.</param>
/// <param name="Type">The type of the object or the array; null where all of it is known, or 0.</param>
/// <param name="Path">The calls that lead there; null in the body itself.</param>
internal sealed record Allocation(object Site, ITypeSymbol? Type = null, CallPath? Path = null);

/// <summary>A call, by where it stands, and the calls that have led to it.</summary>
internal sealed record CallPath(SyntaxNode Call, CallPath? From);
