using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Witness;

/// <summary>A value with the name that a message calls it by.</summary>
internal sealed class NamedValue(string name, object? value, Role role)
{
    /// <summary>The parameter's name.</summary>
    public string Name { get; } = name;

    /// <summary>The value, or its place for a parameter by reference.</summary>
    public object? Value { get; } = value;

    /// <summary>What it is for.</summary>
    public Role Role { get; } = role;
}

/// <summary>The arguments of one run. The run changes them, so the text and the numbers of the inputs are taken before.</summary>
internal sealed class Inputs
{
    /// <summary>The arguments and the receiver that belong to a probe.</summary>
    public Inputs(IReadOnlyList<NamedValue> arguments, object? receiver, Probe probe)
    {
        Arguments = arguments;
        Receiver = receiver;
        List<NamedValue> shown = [.. arguments.Where(a => a.Role == Role.Input && Numbers.HasFloating(Plain(a.Value)))];
        if (shown.Count == 0) shown = [.. arguments.Where(a => a.Role == Role.Input && Numbers.HasFilled(Plain(a.Value)))];
        Values = [.. shown.Take(1).SelectMany(a => Numbers.Of(Plain(a.Value)))];
        List<NamedValue> vectors = [.. shown.Where(a => NumberKinds.Of(Plain(a.Value)) == NumberKind.None)];
        List<NamedValue> numbers = [.. shown.Except(vectors)];
        Text = string.Join(", ", (probe.IsOfNumbers && numbers.Count > 0 ? numbers : vectors.Count > 0 ? vectors : shown).Select(TextOf));
        if (Text.Length == 0 && receiver is Aggregate && vectors.Count == 0 && arguments.Count == 0) Text = TextOfReceiver(receiver, probe);
        Before = Numbers.Snapshot(receiver);
    }

    /// <summary>The arguments by parameter.</summary>
    public IReadOnlyList<NamedValue> Arguments { get; }

    /// <summary>The receiver.</summary>
    public object? Receiver { get; }

    /// <summary>The numbers of the first input.</summary>
    public double[] Values { get; }

    /// <summary>The inputs as a message names them.</summary>
    public string Text { get; }

    /// <summary>The numbers in the receiver before the run.</summary>
    public double[] Before { get; }

    /// <summary>The value itself, without its place.</summary>
    public static object? Plain(object? value) => value is Location place ? place.Value : value;

    private static string TextOf(NamedValue argument)
    {
        object? value = Plain(argument.Value);
        string text = ValueText.Of(value is PointerValue pointer ? pointer.Array : value);
        return NumberKinds.Of(value) == NumberKind.None ? $"{argument.Name} {text}" : $"{argument.Name} = {text}";
    }

    private static string TextOfReceiver(object receiver, Probe probe) =>
        Numbers.HasFloating(receiver) ? $"fields of {ValueText.Of(probe.Vector.Select(x => (object?)x))}" : "";
}
