namespace SoftmaxGen.Package.Tests.Harness;

/// <summary>How a command ended.</summary>
/// <param name="Command">As one would type it.</param>
/// <param name="ExitCode">0 where it went well.</param>
/// <param name="Output">All that it printed.</param>
internal sealed record Outcome(string Command, int ExitCode, string Output)
{
    /// <summary>The lines that it printed.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Fails the test, showing the output, unless the command went well.</summary>
    public Outcome Succeeded()
    {
        Assert.True(ExitCode == 0, $"{Command} ended with {ExitCode}:\n{Output}");
        return this;
    }

    /// <summary>Fails the test, showing the output, unless the command went well without a warning.</summary>
    public Outcome SucceededWithoutWarning()
    {
        Succeeded();
        Assert.DoesNotContain("warning ", Output, StringComparison.OrdinalIgnoreCase);
        return this;
    }
}
