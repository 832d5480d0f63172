using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SoftmaxGen.Analyzers.Flow.Gate;

/// <summary>The names in a piece of a body: those from one to another of all that stand in it.</summary>
internal readonly record struct Names(int Start, int End);

/// <summary>
/// All names in a body in the order of the text, so that those in one of its expressions are a range of them, and which of the names
/// may hold exponentials.
/// </summary>
internal sealed class NamesOfBody
{
    /// <summary>Stands for a source that is no call, or for several.</summary>
    public const int AnySource = -1;

    private readonly List<int> _positions = [];
    private readonly List<int> _names = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<(HelperRoles Roles, bool IsDeclared, bool IsLogarithm, int Source)> _known = [];
    private readonly CodeOfBody _code;
    private readonly Func<SimpleNameSyntax, HelperRoles> _roleOf;

    public NamesOfBody(CodeOfBody code, Func<SimpleNameSyntax, HelperRoles> roleOf)
    {
        _code = code;
        _roleOf = roleOf;
        foreach (SyntaxNode node in code.Nodes)
            if (node is SimpleNameSyntax name)
            {
                _positions.Add(name.SpanStart);
                _names.Add(NumberOf(name.Identifier.ValueText));
                AddRoles(name);
            }
    }

    /// <summary>Whether a name in it is one of a helper that matters.</summary>
    public bool HasRoles { get; private set; }

    public HelperRoles RolesOf(string name) => _numbers.TryGetValue(name, out int number) ? _known[number].Roles : HelperRoles.None;

    public Names In(SyntaxNode node)
    {
        int start = _positions.BinarySearch(node.SpanStart), end = _positions.BinarySearch(node.Span.End);
        return new(start < 0 ? ~start : start, end < 0 ? ~end : end);
    }

    /// <summary>Whether one of the names may hold exponentials, or stands for a helper that gives them.</summary>
    /// <param name="names">The names.</param>
    /// <param name="withMembers">Whether every member of this may.</param>
    /// <param name="call">Where the name of the call stands that is looked at, which does not count.</param>
    /// <param name="source">The number of that call: what it has filled itself does not count either.</param>
    public bool Carry(Names names, bool withMembers, int call = -1, int source = 0)
    {
        for (int i = names.Start; i < names.End; i++)
            if (i != call && _known[_names[i]] is var name &&
                (name.Source != 0 && name.Source != source || (name.Roles & HelperRoles.Gives) != 0 || withMembers && !name.IsDeclared))
                return true;
        return false;
    }

    public bool HaveTaker(Names names)
    {
        for (int i = names.Start; i < names.End; i++)
            if ((_known[_names[i]].Roles & HelperRoles.Takes) != 0)
                return true;
        return false;
    }

    /// <summary>Whether one of the names is a helper's that takes a logarithm, as its name says.</summary>
    public bool HaveLogarithm(Names names)
    {
        for (int i = names.Start; i < names.End; i++)
            if (_known[_names[i]] is { IsLogarithm: true } name && (name.Roles & HelperRoles.Takes) != 0)
                return true;
        return false;
    }

    /// <summary>Whether one name stands in both places.</summary>
    public bool Meet(Names left, Names right)
    {
        for (int i = left.Start; i < left.End; i++)
            for (int j = right.Start; j < right.End; j++)
                if (_names[i] == _names[j])
                    return true;
        return false;
    }

    /// <summary>Notes that a name may hold exponentials, and which call has filled it; false where that was known.</summary>
    public bool MakeCarrier(string name, int source)
    {
        int number = NumberOf(name), before = _known[number].Source;
        if (before == AnySource || before == source)
            return false;
        _known[number] = _known[number] with { Source = before == 0 ? source : AnySource };
        return true;
    }

    private int NumberOf(string name)
    {
        if (_numbers.TryGetValue(name, out int number))
            return number;
        _numbers.Add(name, number = _known.Count);
        _known.Add((HelperRoles.None, _code.Declares(name), name is "Log" or "log" or "Ln" or "ln" || name.StartsWith("PointwiseLog", StringComparison.Ordinal), 0));
        return number;
    }

    private void AddRoles(SimpleNameSyntax name)
    {
        int number = _names[_names.Count - 1];
        HelperRoles roles = _roleOf(name);
        HasRoles |= roles != HelperRoles.None;
        _known[number] = _known[number] with { Roles = _known[number].Roles | roles };
    }
}
