using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace SoftmaxGen.Analyzers.Flow;

/// <summary>Loops: a first round with a stand-in for what each variable holds at the header, which is then put in its closed form.</summary>
internal sealed partial class Evaluator
{
    private void RunLoop(Loop loop, FlowState entry, Action<BasicBlock, FlowState> leave)
    {
        if (_loops.Count >= LoopDepth)
            return;
        _loops.Add(loop);
        object identity = loop.Header;
        var header = new Dictionary<object, Term>();
        FlowState start = entry.Clone();
        foreach (object variable in loop.Assigned)
            if (start.Variables.TryGetValue(variable, out _))
                header[variable] = start.Variables[variable] = Seed(variable, loop);
        var members = new Dictionary<(Term, string), (Place Place, Term Entry)>();
        foreach (ISymbol member in loop.AssignedMembers)
            if (MemberPlace(member, start) is { } place && MemberType(member) is { } type && IsNumber(type))
            {
                Term before = start.Read(place, member) ?? place.Initial(Interval.All);
                members[(place.Root, place.Path)] = (place, before);
                start.Write(place, Terms.Recurrence(identity, member), false);
            }

        if (_hidden.TryGetValue(loop, out HashSet<(Term Root, string Path)>? known))
            foreach ((Term, string) cell in known)
                Carry(cell, loop, start, members);
        _muted++;
        (FlowState? back, _) = Round(loop, start.Clone());
        // A lambda that is run in the loop may carry on variables of its own maker.
        if (back is not null && AddHidden(loop, start, back, header) | AddHiddenMembers(loop, start, back, members))
            (back, _) = Round(loop, start.Clone());
        _muted--;
        int mark = _events.Count;
        for (int round = 0; round < 2; round++)
        {
            FlowState next = entry.Clone();
            bool stable = true;
            if (back is not null)
            {
                back.MapMemory(c => c.NextIteration(identity, identity));
                FlowState joint = FlowState.Join(entry, back, identity);
                // row = m + i * n: the round before has written to another row.
                foreach (KeyValuePair<(Term Root, string), Content> cell in joint.Memory)
                    if (cell.Key.Root.Kind != TermKind.Add || Recurrences.IndicesOf(cell.Key.Root, identity).IsEmpty)
                        next.Memory[cell.Key] = cell.Value;
                foreach (KeyValuePair<object, Term> variable in back.Variables)
                    if (!next.Variables.ContainsKey(variable.Key))
                        next.Variables[variable.Key] = variable.Value;
                foreach (object variable in header.Keys.ToList())
                {
                    Term closed = header[variable].Kind == TermKind.Index
                        ? header[variable]
                        : Recurrences.Close(entry.Variables[variable], header[variable], back.Variables[variable], identity, variable);
                    next.Variables[variable] = header[variable] = closed;
                }
                foreach (((Term, string) key, (Place place, Term before)) in members.Select(m => (m.Key, m.Value)))
                {
                    Term current = start.Read(place, identity)!, after = back.Read(place, identity) ?? before;
                    next.Write(place, Recurrences.Close(before, current, after, identity, place.Path), false);
                }
            }
            _events.RemoveRange(mark, _events.Count - mark);
            start = next;
            (FlowState? again, List<(BasicBlock, FlowState)> exits) = Round(loop, next.Clone());
            if (again is not null && round == 0)
                foreach (KeyValuePair<object, Term> variable in header)
                    stable &= variable.Value.Kind == TermKind.Index || again.Variables[variable.Key].Equals(variable.Value) ||
                        Recurrences.Close(entry.Variables[variable.Key], variable.Value, again.Variables[variable.Key], identity, variable.Key).Equals(variable.Value);
            if (round == 1 || stable)
            {
                _loops.RemoveAt(_loops.Count - 1);
                foreach ((BasicBlock target, FlowState state) in exits)
                {
                    state.MapMemory(c => c.Leave(identity));
                    leave(target, state);
                }
                return;
            }
            // Something is not what its first iteration made it look like; a sum of something else is still a sum.
            foreach (object variable in header.Keys.ToList())
                if (header[variable].Kind != TermKind.Index && !again!.Variables[variable].Equals(header[variable]) &&
                    Recurrences.Close(entry.Variables[variable], header[variable], again.Variables[variable], identity, variable) is var closed &&
                    !closed.Equals(header[variable]) && !(closed.Kind == TermKind.Sum && header[variable].Kind == TermKind.Sum && closed[0].Equals(header[variable][0])))
                    again.Variables[variable] = Terms.Opaque((identity, variable, "unstable"));
            back = again;
        }
    }

    private static bool AddHidden(Loop loop, FlowState start, FlowState back, Dictionary<object, Term> header)
    {
        bool any = false;
        foreach (KeyValuePair<object, Term> variable in start.Variables.ToList())
            if (variable.Key is ISymbol symbol && !header.ContainsKey(symbol) && IsNumber(MemberType(symbol)) &&
                back.Variables.TryGetValue(symbol, out Term? after) && !after.Equals(variable.Value))
            {
                header[symbol] = start.Variables[symbol] = Terms.Recurrence(loop.Header, symbol);
                any = true;
            }
        return any;
    }

    // The cells of a loop that its syntax does not tell. An inner loop is run again with each round of the outer one, and knows them by then.
    private readonly Dictionary<Loop, HashSet<(Term Root, string Path)>> _hidden = [];

    // sum.Value += e^x of an object in a local, sum.Add(e^x) of a helper that is followed.
    private bool AddHiddenMembers(Loop loop, FlowState start, FlowState back, Dictionary<(Term, string), (Place Place, Term Entry)> members)
    {
        bool any = false;
        foreach (KeyValuePair<(Term Root, string Path), Content> cell in back.Memory.Unlike(start.Memory))
        {
            (_, string path) = cell.Key;
            if (members.ContainsKey(cell.Key) || path.Length == 0 || path.IndexOf('[') >= 0 || cell.Value.Read(ImmutableArray<Term>.Empty, loop.Header) is not { } after || !after.Any(IsWorthCarrying))
                continue;
            any |= Carry(cell.Key, loop, start, members, after);
            if (!_hidden.TryGetValue(loop, out HashSet<(Term, string)>? known))
                _hidden[loop] = known = [];
            known.Add(cell.Key);
        }
        return any;
    }

    private bool Carry((Term Root, string Path) cell, Loop loop, FlowState start, Dictionary<(Term, string), (Place Place, Term Entry)> members, Term? after = null)
    {
        Place place = new(cell.Root, cell.Path, ImmutableArray<Term>.Empty);
        Term before = start.Read(place, loop.Header) ?? (IsStillZero(place) ? Terms.Zero : place.Initial(Interval.All));
        if (before.Equals(after))
            return false;
        members[cell] = (place, before);
        start.Write(place, Terms.Recurrence(loop.Header, cell), false);
        return true;
    }

    // A sum of exponentials, a maximum: the rest need not be known over all the iterations.
    private static bool IsWorthCarrying(Term term) => term.Kind is TermKind.Exp or TermKind.Log or TermKind.Max or TermKind.Softmax;

    private Term Seed(object variable, Loop loop) =>
        variable is ISymbol symbol && MemberType(symbol) is { } type && IsInteger(type)
            ? Terms.Index(loop.Header, variable)
            : Terms.Recurrence(loop.Header, variable);

    private (FlowState? Back, List<(BasicBlock, FlowState)> Exits) Round(Loop loop, FlowState start)
    {
        FlowState? back = null;
        var exits = new List<(BasicBlock, FlowState)>();
        RunRegion(loop.InOrder, loop, new Dictionary<int, FlowState> { [loop.Header.Ordinal] = start }, (target, state) =>
        {
            if (target == loop.Header)
                back = FlowState.Join(back, state, loop.Header);
            else
                exits.Add((target, state));
        });
        return (back, exits);
    }
}
