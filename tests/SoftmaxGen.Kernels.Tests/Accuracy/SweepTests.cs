using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using SoftmaxGen.Accuracy.Contenders;
using SoftmaxGen.Accuracy.Operations;
using SoftmaxGen.Accuracy.Report;
using SoftmaxGen.Kernels.Tests.Library;

namespace SoftmaxGen.Kernels.Tests.Accuracy;

/// <summary>
/// The errors of all operators on ordinary and extreme rows, in ulps, against the bounds that the comments of the emitted
/// kernels state. <c>dotnet run -c Release --project tests/SoftmaxGen.Accuracy -- --torch</c> prints the table of them, beside
/// TensorPrimitives and PyTorch.
/// </summary>
public abstract class SweepTests<T>(SweepTests<T>.Swept swept) : IClassFixture<SweepTests<T>.Swept>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>What the comments promise holds up to so many classes.</summary>
    private const int MostClasses = 1000;

    private const int Elements = 200;

    public static TheoryData<string> Operators => [.. Enum.GetNames<Operator>()];

    [Theory]
    [MemberData(nameof(Operators))]
    public void NoErrorIsBeyondWhatTheEmittedCommentStates(string name)
    {
        Operator operation = Enum.Parse<Operator>(name);
        Errors errors = swept.Errors[operation];
        double bound = StatedBound(operation, out string comment);

        Assert.True(
            errors.WorstBeyond <= bound,
            string.Create(CultureInfo.InvariantCulture, $"{errors.WorstBeyond:F2} ulp at {errors.WorstPlace}, where stands: {comment}"));

        // A bound that is far too wide would say nothing.
        Assert.True(errors.WorstBeyond >= bound / 8, $"{errors.WorstBeyond} of {bound}");
    }

    /// <summary>The number in the sentence of the emitted comment that is about what the operator writes.</summary>
    private static double StatedBound(Operator operation, out string sentence)
    {
        (KernelSpec spec, string subject) = operation switch
        {
            Operator.Softmax => (new KernelSpec("Softmax", 9, "logits probabilities"), "a probability"),
            Operator.LogSoftmax => (new KernelSpec("LogSoftmax", 9, "logits logProbabilities"), "a log-probability"),
            Operator.LogSumExp => (new KernelSpec("LogSumExp", 9, "logits logSumExp"), "a log-sum-exp"),
            Operator.Loss => (new KernelSpec("SoftmaxLoss", 9, "logits labels losses"), "a row's loss"),
            Operator.Gradient => (new KernelSpec("SoftmaxLoss", 9, "logits labels gradient"), "an element of the gradient"),
            Operator.Hessian => (new KernelSpec("SoftmaxLoss", 9, "logits labels hessianDiagonal"), "one of the Hessian's diagonal"),
            Operator.SoftLoss => (new KernelSpec("SoftmaxLoss", 9, "logits target losses") { Target = "Soft" }, "a row's loss"),
            Operator.SoftGradient =>
                (new KernelSpec("SoftmaxLoss", 9, "logits target gradient") { Target = "Soft" }, "an element of the gradient"),
            Operator.HessianVector =>
                (new KernelSpec("SoftmaxLossHessianVector", 9, "logits labels vector product"), "an element of the product"),
            Operator.SoftmaxBackward => (new KernelSpec("SoftmaxBackward", 9, "probabilities upstream gradient"), "a result"),
            Operator.LogSoftmaxBackward =>
                (new KernelSpec("LogSoftmaxBackward", 9, "logProbabilities upstream gradient"), "a result"),
            _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, null),
        };
        Match stated = Regex.Match(LibraryBuilder.TextOf(spec with { Element = typeof(T) }), subject + " is within ([0-9]+) ulp[^;]*");
        Assert.True(stated.Success, $"No bound is stated for {operation}.");
        sentence = stated.Value;
        return double.Parse(stated.Groups[1].Value, CultureInfo.InvariantCulture);
    }

    /// <summary>Runs the sweep once for all operators.</summary>
    public sealed class Swept
    {
        internal Dictionary<Operator, Errors> Errors { get; } =
            new Sweep<T>(MostClasses, Elements).Run([new GeneratedKernels<T>()])[0];
    }
}

/// <summary>In float.</summary>
public sealed class SingleSweepTests(SweepTests<float>.Swept swept) : SweepTests<float>(swept);

/// <summary>In double.</summary>
public sealed class DoubleSweepTests(SweepTests<double>.Swept swept) : SweepTests<double>(swept);
