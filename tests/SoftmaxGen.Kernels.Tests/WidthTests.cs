using SoftmaxGen.Kernels.Tests.Children;
using SoftmaxGen.Kernels.Tests.Suites;

namespace SoftmaxGen.Kernels.Tests;

/// <summary>
/// The emitted code at every register width, each in a process of its own: right at each, and the same bits at all that
/// multiply and add in the same way.
/// </summary>
public abstract class WidthTests(bool few)
{
    public static TheoryData<string> Variants => [.. Variant.All.Select(variant => variant.Name)];

    /// <summary>All but those that the others are compared with.</summary>
    public static TheoryData<string> Compared =>
        [.. Variant.All.Except([Variant.Native, Variant.Scalar]).Select(variant => variant.Name)];

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task Every_case_is_right(string variant) =>
        Verdict.AllRight(await ChildRun.Of(Variant.Named(variant), few));

    [Theory]
    [MemberData(nameof(Compared))]
    public async Task The_bits_are_those_of_every_machine_with_the_same_multiply_and_add(string variant)
    {
        Variant one = Variant.Named(variant);
        Variant like = one.Left(HardwareFacts.Here).Fused == HardwareFacts.Here.Fused ? Variant.Native : Variant.Scalar;

        Verdict.SameBits(await ChildRun.Of(like, few), await ChildRun.Of(one, few));
    }
}

/// <summary>All suites.</summary>
[Trait("Category", "Slow")]
public sealed class AllWidthTests() : WidthTests(few: false);

/// <summary>The golden cases of a few class counts, in some seconds.</summary>
public sealed class FewWidthTests() : WidthTests(few: true);
