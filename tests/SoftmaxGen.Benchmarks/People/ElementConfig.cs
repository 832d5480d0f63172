using BenchmarkDotNet.Configs;

namespace SoftmaxGen.Benchmarks.People;

/// <summary>BenchmarkDotNet's defaults, and a column of the time per element.</summary>
internal sealed class ElementConfig : ManualConfig
{
    public ElementConfig() => AddColumn(new NanosecondsPerElementColumn());
}
