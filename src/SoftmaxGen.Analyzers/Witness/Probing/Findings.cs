namespace SoftmaxGen.Analyzers.Witness;

/// <summary>What one run showed.</summary>
internal sealed class Findings
{
    /// <summary>Judges a run that returned.</summary>
    public Findings(
        WitnessCandidate candidate, BodyShape shape, Inputs inputs, RunOutcome outcome, IReadOnlyList<Observation> observations)
    {
        double[] watched = [.. observations.SelectMany(o => Numbers.Of(o.Value))];
        (object? shown, double[] output) = Output(shape, inputs, outcome);
        bool watches = !candidate.Watched.IsEmpty;
        bool watchBreaks = watches && Numbers.Break(watched);
        bool outputBreaks = Numbers.Break(output);
        bool isWrong = candidate.IsWrong is { } ask && output.Length > 0 && ask(inputs.Values, output);
        Breaks = watchBreaks || isWrong || (!watches && candidate.IsWrong is null && outputBreaks);
        IsJudged = watches ? watched.Length > 0 : output.Length > 0;
        IsAbsorbed = watchBreaks && !isWrong && output.Length > 0 && !outputBreaks;
        Text = outputBreaks || isWrong
            ? ValueText.Of(shown)
            : watched.Length == 1 ? ValueText.Of(watched[0]) : ValueText.Of(watched.Select(x => (object?)x));
    }

    /// <summary>Whether the input breaks the body.</summary>
    public bool Breaks { get; }

    /// <summary>Whether there was anything to judge by.</summary>
    public bool IsJudged { get; }

    /// <summary>Whether the broken value does not reach the output.</summary>
    public bool IsAbsorbed { get; }

    /// <summary>What came out.</summary>
    public string Text { get; }

    // What is returned, else what is written to parameters, else what changed in the object.
    private static (object? Shown, double[] Numbers) Output(BodyShape shape, Inputs inputs, RunOutcome outcome)
    {
        double[] returned = Numbers.Of(outcome.Value);
        double[] after = Numbers.Snapshot(inputs.Receiver);
        double[] receiver = after.SequenceEqual(inputs.Before) ? [] : after;
        if (returned.Length > 0) return Shown(outcome.Value, returned, receiver);
        List<object?> written = [];
        for (int i = 0; i < shape.Parameters.Length; i++)
        {
            NamedValue argument = inputs.Arguments[i];
            bool isPlace = argument.Value is Location;
            bool isBuffer = NumberKinds.Of(Inputs.Plain(argument.Value)) == NumberKind.None
                && BufferTypes.IsFloating(shape.Parameters[i].Type)
                && (argument.Role == Role.Output || shape.Method.ReturnsVoid);
            if (isPlace || isBuffer) written.Add(Inputs.Plain(argument.Value));
        }

        // Of several buffers the broken one is the one to show; an infinity may be what the NaN in another one comes from.
        object? shown = written.FirstOrDefault(value => Numbers.Of(value).Any(double.IsNaN)) ??
            written.FirstOrDefault(value => Numbers.Break(Numbers.Of(value))) ?? written.LastOrDefault();
        double[] numbers = [.. written.SelectMany(Numbers.Of)];
        return Shown(shown is PointerValue pointer ? pointer.Array : shown, numbers, receiver);
    }

    private static (object? Shown, double[] Numbers) Shown(object? value, double[] numbers, double[] receiver)
    {
        if (receiver.Length == 0 || (numbers.Length > 0 && (Numbers.Break(numbers) || !Numbers.Break(receiver)))) return (value, numbers);
        double[] broken = [.. receiver.Where(x => double.IsNaN(x) || double.IsInfinity(x))];
        return (broken.Length > 0 ? broken[0] : receiver[0], [.. numbers, .. receiver]);
    }
}
