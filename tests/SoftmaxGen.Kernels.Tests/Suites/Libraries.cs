using SoftmaxGen.Kernels.Tests.Contract;
using SoftmaxGen.Kernels.Tests.Library;

namespace SoftmaxGen.Kernels.Tests.Suites;

/// <summary>The compiled libraries, each built once in a run, when it is first needed.</summary>
internal static class Libraries
{
    /// <summary>The suites that run at every register width.</summary>
    public static IReadOnlyList<Suite> Suites { get; } = 
        [GoldenTrials.Suite, SweepTrials.Suite, PatternTrials.Suite, OptionTrials.Part, LayoutTrials.Suite, LinearTrials.Part,
            ShardTrials.Suite, HalfTrials.Part, LinearTrials.Halves];

    private static readonly Lazy<string> Numerics = new(() => Build(
        "Kernels.Numerics",
        Suites.Select(suite => suite.Specs),
        Platform.Switchable));

    private static readonly Lazy<string> FewNumerics = new(() => Build("Kernels.Few", [GoldenTrials.Few.Specs], Platform.Switchable));

    private static readonly Lazy<KernelLibrary> LazyBrief = new(() => KernelLibrary.Load(Build(
        "Kernels.Brief",
        [GoldenTrials.Brief.Specs, GradientTests.Specs, ContractKernels.All],
        Platform.Modern)));

    private static readonly Lazy<KernelLibrary> LazyOptions = new(() => KernelLibrary.Load(Build(
        "Kernels.Options", [OptionTrials.Suite.Specs, LayoutTrials.Suite.Specs], Platform.Modern)));

    private static readonly Lazy<KernelLibrary> LazySomeLinear = new(() => KernelLibrary.Load(Build(
        "Kernels.SomeLinear", [LinearTrials.Third.Specs, LinearContractTests.Specs], Platform.Modern)));

    private static readonly Lazy<KernelLibrary> LazyAllLinear = new(() => KernelLibrary.Load(Build(
        "Kernels.AllLinear", [LinearTrials.Suite.Specs], Platform.Modern)));

    private static readonly Lazy<KernelLibrary> LazyShards = new(() => KernelLibrary.Load(Build(
        "Kernels.Shards", [ShardTrials.Suite.Specs, ShardTests.Specs], Platform.Modern)));

    private static readonly Lazy<KernelLibrary> LazyHalves = new(() => KernelLibrary.Load(Build(
        "Kernels.Halves", [HalfTests.Specs], Platform.Modern)));

    private static readonly Lazy<KernelLibrary> LazyPortable = new(() => KernelLibrary.Load(Build(
        "Kernels.Portable",
        [
            PortableTests.Golden.Specs, PortableTests.Options.Specs, PortableTests.Linear.Specs, ShardTrials.Arrays.Specs,
            PortableTests.Split.SelectMany(one => new[] { one.Spec, one.SplitSpec }),
        ],
        Platform.Portable)));

    private static readonly Lazy<string> Split = new(() =>
        Build("Kernels.Split", [SplitTrials.Both, SplitTests.Declared], Platform.Modern));

    private static readonly Lazy<KernelLibrary> LazySplit = new(() => KernelLibrary.Load(Split.Value));

    /// <summary>Where the kernels lie that split their rows, and the same without.</summary>
    public static string SplitPath => Split.Value;

    /// <summary>The same, in this process.</summary>
    public static KernelLibrary Splitting => LazySplit.Value;

    /// <summary>Where the kernels of the suites lie that children run.</summary>
    public static string NumericsPath => Numerics.Value;

    /// <summary>Where the kernels of the few golden cases lie that children run.</summary>
    public static string FewPath => FewNumerics.Value;

    /// <summary>The kernels of the inner loop of development, in this process.</summary>
    public static KernelLibrary Brief => LazyBrief.Value;

    /// <summary>The kernels with options, in this process.</summary>
    public static KernelLibrary Options => LazyOptions.Value;

    /// <summary>Linear kernels of a third of the trials and of the contract, in this process.</summary>
    public static KernelLibrary SomeLinear => LazySomeLinear.Value;

    /// <summary>The linear kernels of all trials, in this process.</summary>
    public static KernelLibrary AllLinear => LazyAllLinear.Value;

    /// <summary>The losses that hold a part of the classes, with the whole ones, in this process.</summary>
    public static KernelLibrary Shards => LazyShards.Value;

    /// <summary>Kernels of Half, and some of float to compare them with, in this process.</summary>
    public static KernelLibrary Halves => LazyHalves.Value;

    /// <summary>The kernels compiled for netstandard2.0, in this process.</summary>
    public static KernelLibrary Portable => LazyPortable.Value;

    private static string Build(string name, IEnumerable<IEnumerable<KernelSpec>> specs, Platform platform) =>
        LibraryBuilder.Build(name, [.. specs.SelectMany(some => some).DistinctBy(spec => spec.Name)], platform);
}
