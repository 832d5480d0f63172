using System.Diagnostics;

namespace SoftmaxGen.Package.Tests.Harness;

/// <summary>Runs the <c>dotnet</c> that runs these tests, as somebody else would run it from a shell.</summary>
internal static class DotNet
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs it to its end and returns what it printed and how it ended.</summary>
    /// <param name="directory">The working directory.</param>
    /// <param name="environment">Variables to add.</param>
    /// <param name="arguments">The command line, one word each.</param>
    public static Outcome Run(
        string directory, IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        RunFile(directory, environment, Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments);

    /// <summary>Runs another program likewise.</summary>
    public static Outcome RunFile(
        string directory, IReadOnlyDictionary<string, string> environment, string file, params string[] arguments)
    {
        ProcessStartInfo start = new(file, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Isolate(start.Environment);
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (!Task.WaitAll([output, error], Patience))
        {
            process.Kill(entireProcessTree: true);
        }

        process.WaitForExit();
        return new Outcome($"{Path.GetFileName(file)} {string.Join(' ', arguments)}", process.ExitCode, output.Result + error.Result);
    }

    /// <summary>Takes away what the build and the test host around us have set: a shell has none of it.</summary>
    private static void Isolate(IDictionary<string, string?> environment)
    {
        string[] inherited =
        [
            .. environment.Keys.Where(name =>
                name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)
                || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)),
        ];
        foreach (string name in inherited)
        {
            environment.Remove(name);
        }

        environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        environment["DOTNET_NOLOGO"] = "1";
    }
}
