namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>A minus that is squared with the rest.</summary>
public sealed class SMG1022Tests
{
    private static void Members(string members) => new RuleRun("SMG1022").MarksMembers(members);

    [Theory]
    [InlineData("static double Bell(double x) => {|SMG1022:Math.Exp(-x * -x)|};")]
    [InlineData("static double Bell(double x) => {|SMG1022:Math.Exp(Math.Pow(-x, 2))|};")]
    [InlineData("static double Bell(double x) => {|SMG1022:Math.Pow(Math.E, Math.Pow(-x, 2.0))|};")]
    [InlineData("static double Bell(double x) => {|SMG1022:Math.Pow(Math.E, (-x) * (-x))|};")]
    [InlineData("static float Bell(float x) => {|SMG1022:MathF.Exp(MathF.Pow(-x, 2f))|};")]
    [InlineData("static float Bell(float x) => (float){|SMG1022:Math.Exp(-x * -x / 2)|};")]
    [InlineData("static double Slope(double x) => -2 * x * {|SMG1022:Math.Exp(Math.Pow(-(x - 1), 2))|};")]
    public void FiresOnASquaredMinus(string member) => Members(member);

    [Theory]
    [InlineData("static double Bell(double x) => Math.Exp(-x * x);")]
    [InlineData("static double Bell(double x) => Math.Exp(-(x * x));")]
    [InlineData("static double Bell(double x) => Math.Exp(-Math.Pow(-x, 2));")]
    [InlineData("static double Bell(double x) => Math.Exp(-Math.Pow(x, 2));")]
    [InlineData("static double Bell(double x) => 1 / Math.Exp(-x * -x);")]
    [InlineData("static double Bell(double x, double m) => Math.Exp(-0.5 * (-x * -x));")]
    [InlineData("static double Product(double x, double y) => Math.Exp(-x * -y);")]
    [InlineData("static double Scaled(double x) => Math.Exp(x * x);")]
    [InlineData("static double Constant() => Math.Exp(Math.Pow(-2, 2));")]
    [InlineData("static double Third(double x) => Math.Exp(Math.Pow(-x, 3));")]
    public void IsSilentOnOthers(string member) => Members(member);

    // A tensor's exponential has no argument.
    [Theory]
    [InlineData("x.abs().exp()")]
    [InlineData("x.square().exp()")]
    [InlineData("torch.exp()")]
    public void IsSilentWithoutAnArgument(string value) => Shapes.ShapeCheck.IsSilent($"class C {{ Tensor M(Tensor x) => {value}; }}");
}
