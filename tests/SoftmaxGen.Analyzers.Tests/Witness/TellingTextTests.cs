using SoftmaxGen.Analyzers.Rules;
using SoftmaxGen.Analyzers.Witness;

namespace SoftmaxGen.Analyzers.Tests.Witness;

/// <summary>A witness is shown only where all that is in it can be shown.</summary>
public sealed class TellingTextTests
{
    [Theory]
    [InlineData("x = 1000", "NaN", "x = 1000 gives NaN")]
    [InlineData("scores [1000, 0]", "[NaN, 0]", "scores [1000, 0] give [NaN, 0]")]
    [InlineData("", "∞", "it gives ∞")]
    public void Shows(string input, string output, string text) =>
        Assert.Equal(text, Confirmation.TextOf(WitnessVerdict.Confirmed(input, output, false)));

    [Fact]
    public void ShowsNoObject()
    {
        string nameless = ValueText.Of(new object());
        Assert.Equal("", Confirmation.TextOf(WitnessVerdict.Confirmed($"prior {nameless}", "NaN", false)));
        Assert.Equal("", Confirmation.TextOf(WitnessVerdict.Confirmed("x = 1000", nameless, false)));
    }
}
