using System.Collections.Immutable;

namespace SoftmaxGen.Generator.Declarations;

/// <summary>One property that kernel attributes can have.</summary>
/// <param name="Name">The property's name.</param>
/// <param name="Default">What it is where it is not given; an enum's value as its <c>int</c>.</param>
/// <param name="IsBuilt">Whether a value other than the default does what it says.</param>
/// <param name="Members">The names of the enum's values, 0 and up; empty where the property is no enum.</param>
internal sealed record OptionContract(string Name, object Default, bool IsBuilt, ImmutableArray<string> Members);

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
        Built(Classes, 0),
        Built(Batch, 0),
        Built(Target, 0, "Index", "OneHot", "Soft"),
        Built(Reduction, 0, "Mean", "Sum", "None"),
        Built(IgnoreIndex, -100),
        Built(Features, 0),
        Built(LabelSmoothing, 0.0),
        Built(Temperature, 1.0),
        Built(ZLoss, 0.0),
        Built(FocalGamma, 0.0),
        Built(Softcap, double.PositiveInfinity),
        Built(Layout, 0, "RowMajor", "ClassMajor", "ChannelsFirst"),
        Built(Spatial, 1),
        Built(RowStride, 0),
        Built(Accumulate, false),
        Built(Parallel, false),
        Built(EdgeCases, 0, "PyTorch", "Safe", "Throw"));

    private static OptionContract Built(string name, object value, params string[] members) =>
        new(name, value, IsBuilt: true, members.ToImmutableArray());

    private static OptionContract Later(string name, object value, params string[] members) =>
        new(name, value, IsBuilt: false, members.ToImmutableArray());
}
