using System.Collections.Immutable;

namespace SoftmaxGen.Analyzers.Flow;

/// <summary>
/// What the cells of one family hold, as a function of their indices (the <see cref="Slot"/>s), while loops fill them.
/// A <see cref="Layer"/> is what the running iteration has written, a <see cref="PastLayer"/> what earlier iterations have: the cell
/// at the loop's own index has then not been written yet. When the loop is left, its writes are taken to cover every cell.
/// </summary>
internal sealed class Content(Term? @base, ImmutableArray<Content.Layer> layers, ImmutableArray<Content.PastLayer> past)
    : IEquatable<Content>
{
    /// <summary>A write at the indices; of the loops in these, some are done.</summary>
    public sealed record Layer(ImmutableArray<Term> Indices, Term Value, ImmutableArray<object> Done);

    /// <summary>What earlier iterations of the loop have written, each with the loops inside it that are done.</summary>
    public sealed record PastLayer(ImmutableArray<Term> Indices, Term Value, object Loop, ImmutableArray<object> Done);

    /// <summary>What the cells held before; nothing for a new allocation.</summary>
    public Term? Base { get; } = @base;

    public ImmutableArray<Layer> Layers { get; } = layers;

    public ImmutableArray<PastLayer> Past { get; } = past;

    /// <summary>Whether a loop that is still running has overwritten other cells than the one it stands at.</summary>
    public bool IsBeingOverwritten => !Past.IsEmpty || Layers.Any(l => l.Done.IsEmpty && l.Indices.Any(i => i.HasIndex));

    public static Content Of(Term? value) => new(value, ImmutableArray<Layer>.Empty, ImmutableArray<PastLayer>.Empty);

    /// <summary>Whether exponentials have been written to the cells, or what is made of them.</summary>
    public bool HasExponential => Base is { HasExponential: true } || Layers.Any(static l => l.Value.HasExponential) || Past.Any(static p => p.Value.HasExponential);

    /// <summary>Stands for the k-th index in <see cref="Base"/> and in the layers' values.</summary>
    public static Term Slot(int position) => position < s_slots.Length ? s_slots[position] : Terms.Index("slot", position);

    private static readonly Term[] s_slots = Enumerable.Range(0, 4).Select(position => Terms.Index("slot", position)).ToArray();

    public static Term Generalise(Term value, ImmutableArray<Term> indices)
    {
        for (int k = 0; k < indices.Length; k++)
            if (!indices[k].IsConstant)
                value = Terms.Substitute(value, indices[k], Slot(k));
        return value;
    }

    public static Term Instantiate(Term value, ImmutableArray<Term> indices)
    {
        for (int k = 0; k < indices.Length; k++)
            value = Terms.Substitute(value, Slot(k), indices[k]);
        return value;
    }

    public Content Write(ImmutableArray<Term> indices, Term value)
    {
        if (indices.IsEmpty)
            return Of(value);
        var layer = new Layer(indices, Generalise(value, indices), ImmutableArray<object>.Empty);
        ImmutableArray<Layer> others = Layers.RemoveAll(l => l.Indices.SequenceEqual(indices));
        return new Content(Base, others.Add(layer), Past);
    }

    /// <summary>What the cell holds now; null when nothing has been written to a new allocation.</summary>
    public Term? Read(ImmutableArray<Term> indices, object identity)
    {
        Term? maybe = null;
        for (int i = Layers.Length - 1; i >= 0; i--)
        {
            Layer layer = Layers[i];
            Hit hit = Compare(layer, indices);
            if (hit == Hit.Surely)
                return Joined(maybe, Instantiate(layer.Value, indices));
            if (hit == Hit.Perhaps)
                maybe = Joined(maybe, Instantiate(layer.Value, indices));
        }
        foreach (PastLayer past in Past)
        {
            bool here = true;
            for (int k = 0; k < indices.Length && k < past.Indices.Length; k++)
                if (IsIn(past.Indices[k], past.Loop))
                    here &= indices[k].Equals(past.Indices[k]) || Strides.ShareRow(past.Indices[k], indices[k], index => IsIn(index, past.Loop));
            if (!here)
                maybe = Joined(maybe, Instantiate(past.Value, indices));
        }
        return Base is null ? maybe : Joined(maybe, Instantiate(Base, indices));

        Term Joined(Term? a, Term b) => a is null ? b : Terms.Any(a, b, identity);
    }

    /// <summary>The loop goes round: what this iteration has written is now the past.</summary>
    public Content NextIteration(object loop, object identity)
    {
        if (Layers.IsEmpty)
            return this;
        ImmutableArray<PastLayer> past = Past;
        ImmutableArray<Layer> layers = Layers;
        foreach (Layer layer in Layers)
        {
            if (!AreIn(layer.Indices, loop) || layer.Done.Contains(loop))
                continue;
            layers = layers.Remove(layer);
            PastLayer? known = past.FirstOrDefault(p => p.Loop.Equals(loop) && p.Indices.SequenceEqual(layer.Indices));
            // A later layer overwrites what an earlier one left in the same cells.
            past = past.RemoveAll(p => p.Loop.Equals(loop) && p.Indices.Length == layer.Indices.Length);
            past = past.Add(new PastLayer(layer.Indices, known is null ? layer.Value : Terms.Any(known.Value, layer.Value, identity), loop, layer.Done));
        }
        return new Content(Base, layers, past);
    }

    /// <summary>The loop is left: what it has written stands in all cells that its index can reach.</summary>
    public Content Leave(object loop)
    {
        if (Layers.IsEmpty && Past.IsEmpty)
            return this;
        // Most of memory has nothing to do with the loop, and stays the very same.
        if (!Past.Any(p => p.Loop.Equals(loop)) && Layers.All(l => (l.Done.Contains(loop) || !AreIn(l.Indices, loop)) && !IsSwept(l)))
            return this;
        Term? @base = Base;
        var layers = ImmutableArray.CreateBuilder<Layer>();
        // What an earlier loop has left in a row lies below what this one has.
        foreach (Layer layer in Layers.Where(IsOfEarlierLoop))
            Close(layer);
        foreach (PastLayer past in Past.Where(p => p.Loop.Equals(loop)))
            Close(new Layer(past.Indices, past.Value, past.Done.Add(loop)));
        foreach (Layer layer in Layers)
        {
            if (IsOfEarlierLoop(layer))
                continue;
            bool mentions = AreIn(layer.Indices, loop);
            Close(mentions && !layer.Done.Contains(loop) ? layer with { Done = layer.Done.Add(loop) } : layer);
        }
        return new Content(@base, layers.ToImmutable(), Past.RemoveAll(p => p.Loop.Equals(loop)));

        bool IsOfEarlierLoop(Layer layer) => !layer.Done.IsEmpty && !layer.Done.Contains(loop) && !AreIn(layer.Indices, loop);

        void Close(Layer layer)
        {
            if (IsSwept(layer))
            {
                @base = layer.Value;
                layers.Clear();
            }
            else
            {
                layers.Add(layer);
            }
        }
    }

    // Whether the loops that are done have been at every cell.
    private static bool IsSwept(Layer layer)
    {
        foreach (Term index in layer.Indices)
            if (!index.HasIndex || !AllIn(index, layer.Done))
                return false;
        return true;
    }

    public Content Join(Content other, object identity)
    {
        Term? @base = Base is null ? other.Base : other.Base is null ? Base : Terms.Any(Base, other.Base, identity);
        var layers = ImmutableArray.CreateBuilder<Layer>();
        foreach (Layer layer in Layers)
        {
            Layer? twin = other.Layers.FirstOrDefault(l => l.Indices.SequenceEqual(layer.Indices));
            layers.Add(Merge(layer, twin?.Value ?? Behind(other, layer)));
        }
        foreach (Layer layer in other.Layers)
            if (!Layers.Any(l => l.Indices.SequenceEqual(layer.Indices)))
                layers.Add(Merge(layer, Behind(this, layer)));
        ImmutableArray<PastLayer> past = Past;
        foreach (PastLayer layer in other.Past)
        {
            PastLayer? twin = past.FirstOrDefault(p => p.Loop.Equals(layer.Loop) && p.Indices.SequenceEqual(layer.Indices));
            past = twin is null ? past.Add(layer) : past.Replace(twin, twin with { Value = Terms.Any(twin.Value, layer.Value, identity) });
        }
        return new Content(@base, layers.ToImmutable(), past);

        Layer Merge(Layer layer, Term? value) => value is null ? layer : layer with { Value = Terms.Any(layer.Value, value, identity) };

        Term? Behind(Content content, Layer layer) =>
            content.Read(layer.Indices, identity) is { } value ? Generalise(value, layer.Indices) : null;
    }

    public bool Equals(Content? other) =>
        other is not null && Equals(Base, other.Base) && Layers.Length == other.Layers.Length && Past.Length == other.Past.Length &&
        Layers.Zip(other.Layers, (a, b) => a.Value.Equals(b.Value) && a.Indices.SequenceEqual(b.Indices)).All(same => same) &&
        Past.Zip(other.Past, (a, b) => a.Value.Equals(b.Value)).All(same => same);

    public override bool Equals(object? obj) => Equals(obj as Content);

    public override int GetHashCode() => Base?.GetHashCode() ?? 0;

    private enum Hit { No, Perhaps, Surely }

    private static Hit Compare(Layer layer, ImmutableArray<Term> indices)
    {
        if (layer.Indices.Length != indices.Length)
            return Hit.No;
        bool surely = true;
        for (int k = 0; k < indices.Length; k++)
        {
            if (layer.Indices[k].Equals(indices[k]))
                continue;
            if (layer.Indices[k].IsConstant && indices[k].IsConstant)
                return Hit.No;
            surely &= layer.Indices[k].HasIndex && (AllIn(layer.Indices[k], layer.Done) || Strides.ShareRow(layer.Indices[k], indices[k], index => !AllIn(index, layer.Done) && Terms.Indices(layer.Indices[k]).Contains(index)));
        }
        return surely ? Hit.Surely : Hit.Perhaps;
    }

    private static bool AreIn(ImmutableArray<Term> indices, object loop)
    {
        foreach (Term index in indices)
            if (IsIn(index, loop))
                return true;
        return false;
    }

    // Whether an index of the loop is in the term.
    private static bool IsIn(Term term, object loop)
    {
        if (!term.HasIndex)
            return false;
        if (term.Kind == TermKind.Index)
            return ((LoopIndex)term.Tag!).Loop.Equals(loop);
        foreach (Term operand in term.Operands)
            if (IsIn(operand, loop))
                return true;
        return false;
    }

    // Whether all indices in the term are of these loops.
    private static bool AllIn(Term term, ImmutableArray<object> loops)
    {
        if (!term.HasIndex)
            return true;
        if (term.Kind == TermKind.Index)
            return loops.Contains(((LoopIndex)term.Tag!).Loop);
        foreach (Term operand in term.Operands)
            if (!AllIn(operand, loops))
                return false;
        return true;
    }
}
