using System.Collections.Immutable;

namespace SoftmaxGen.Generator.Declarations;

/// <summary>One property that kernel attributes can have.</summary>
/// <param name="Name">The property's name.</param>
/// <param name="Default">What it is where it is not given; an enum's value as its <c>int</c>.</param>
/// <param name="Members">The names of the enum's values, 0 and up; empty where the property is no enum.</param>
internal sealed record OptionContract(string Name, object Default, ImmutableArray<string> Members);

/// <summary>Every property of the public contract.</summary>
internal static class OptionContracts
{
    public const string Classes = "Classes";
    public const string Features = "Features";
    public const string Batch = "Batch";
    public const string Target = "Target";
    public const string Reduction = "Reduction";
    public const string IgnoreIndex = "IgnoreIndex";
    public const string LabelSmoothing = "LabelSmoothing";
    public const string Temperature = "Temperature";
    public const string ZLoss = "ZLoss";
    public const string FocalGamma = "FocalGamma";
    public const string Softcap = "Softcap";
    public const string Accumulate = "Accumulate";
    public const string Parallel = "Parallel";
    public const string EdgeCases = "EdgeCases";
    public const string Layout = "Layout";
    public const string Spatial = "Spatial";
    public const string RowStride = "RowStride";

    public static ImmutableArray<OptionContract> All { get; } = ImmutableArray.Create(
        Option(Classes, 0),
        Option(Batch, 0),
        Option(Target, 0, "Index", "OneHot", "Soft"),
        Option(Reduction, 0, "Mean", "Sum", "None"),
        Option(IgnoreIndex, -100),
        Option(Features, 0),
        Option(LabelSmoothing, 0.0),
        Option(Temperature, 1.0),
        Option(ZLoss, 0.0),
        Option(FocalGamma, 0.0),
        Option(Softcap, double.PositiveInfinity),
        Option(Layout, 0, "RowMajor", "ClassMajor", "ChannelsFirst"),
        Option(Spatial, 1),
        Option(RowStride, 0),
        Option(Accumulate, false),
        Option(Parallel, false),
        Option(EdgeCases, 0, "PyTorch", "Safe", "Throw"));

    private static OptionContract Option(string name, object value, params string[] members) =>
        new(name, value, members.ToImmutableArray());
}
