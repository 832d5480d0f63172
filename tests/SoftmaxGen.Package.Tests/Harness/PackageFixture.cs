using System.Reflection;

namespace SoftmaxGen.Package.Tests.Harness;

/// <summary>
/// Packs the package once, under a version that nobody else has, and keeps a folder outside the repository where the
/// projects under Consumers use it. Nothing of ours lies above that folder; the package goes into a cache of its own.
/// </summary>
public sealed class PackageFixture : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("softmaxgen-package-").FullName;

    private readonly Dictionary<string, string> environment;

    /// <summary>Packs, and copies the consumers out of the repository.</summary>
    public PackageFixture()
    {
        Version = $"0.0.0-test.{Guid.NewGuid():N}";
        environment = new Dictionary<string, string>
        {
            ["SoftmaxGenVersion"] = Version,
            ["NUGET_PACKAGES"] = Path.Combine(root, "packages"),
            ["NUGET_FALLBACK_PACKAGES"] = Fact("NuGetPackageRoot"),
        };
        PackagePath = Pack("feed");
        CopyFolder(Path.Combine(AppContext.BaseDirectory, "Consumers"), root);
    }

    /// <summary>The version that the package was packed as.</summary>
    public string Version { get; }

    /// <summary>Where the package lies.</summary>
    public string PackagePath { get; }

    /// <summary>Where the consumer of that name lies.</summary>
    internal string FolderOf(string consumer) => Path.Combine(root, consumer);

    /// <summary>Packs the package, as it was built, into a folder below ours, and returns where it lies.</summary>
    internal string Pack(string folder)
    {
        // No build, and a nuspec of our own: other test projects may be building the same sources at this moment.
        DotNet.Run(
            root,
            new Dictionary<string, string>(),
            "pack",
            Fact("PackingProject"),
            "--no-build",
            "--configuration",
            Fact("Configuration"),
            "--output",
            Path.Combine(root, folder),
            "--disable-build-servers",
            $"-p:Version={Version}",
            $"-p:NuspecOutputPath={Path.Combine(root, folder + "-nuspec")}/").SucceededWithoutWarning();
        return Assert.Single(Directory.GetFiles(Path.Combine(root, folder)));
    }

    /// <summary>Builds the project or solution in the consumer's folder.</summary>
    internal Outcome Build(string consumer) =>
        DotNet.Run(FolderOf(consumer), environment, "build", "--disable-build-servers", "-tl:off");

    /// <summary>Publishes the project into that folder.</summary>
    internal Outcome Publish(string project, string folder, params string[] arguments) => DotNet.Run(
        FolderOf(project), environment, ["publish", "--disable-build-servers", "-tl:off", "--output", folder, .. arguments]);

    /// <summary>Runs a program that is a file of its own.</summary>
    internal Outcome RunFile(string path) => DotNet.RunFile(root, environment, path);

    /// <summary>Applies the fixes of the analyzers to what is in the consumer's folder.</summary>
    internal Outcome Format(string consumer) =>
        DotNet.Run(FolderOf(consumer), environment, "format", "analyzers", "--no-restore", "--verbosity", "normal");

    /// <summary>Runs a program that a consumer's build has made.</summary>
    internal Outcome Run(string project, params string[] arguments) =>
        DotNet.Run(FolderOf(project), environment, [AssemblyOf(project), .. arguments]);

    /// <summary>Runs what was built for an older framework on the runtime that is here.</summary>
    internal Outcome RunAs(string project, string framework) =>
        DotNet.Run(FolderOf(project), environment, AssemblyOf(project, framework));

    /// <summary>
    /// Runs a program of .NET Framework: on Windows by itself; elsewhere by Mono, and where there is none by the runtime of these
    /// tests, which knows the same types. Returns the runtime, too.
    /// </summary>
    internal (string Runtime, Outcome Run) RunDesktop(string project)
    {
        string program = Path.ChangeExtension(AssemblyOf(project, "net472"), "exe");
        string config = Path.Combine(AppContext.BaseDirectory, typeof(PackageFixture).Assembly.GetName().Name + ".runtimeconfig.json");
        return OperatingSystem.IsWindows() ? (".NET Framework", RunFile(program))
            : Mono is { } mono ? ("Mono", DotNet.RunFile(root, environment, mono, program))
            : (".NET", DotNet.Run(root, environment, "exec", "--runtimeconfig", config, program));
    }

    private static string? Mono => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "mono"))
        .FirstOrDefault(File.Exists);

    /// <summary>The assembly that the build of the project has made.</summary>
    internal string AssemblyOf(string project, string framework = "net10.0") =>
        Path.Combine(FolderOf(project), "bin", "Debug", framework, Path.GetFileName(project) + ".dll");

    /// <inheritdoc />
    public void Dispose() => Directory.Delete(root, recursive: true);

    /// <summary>What the project says of itself.</summary>
    internal static string Fact(string key) => typeof(PackageFixture).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(fact => fact.Key == key).Value!;

    private static void CopyFolder(string from, string to)
    {
        foreach (string file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
