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
    /// <summary>Those of 32,003 classes take ten times as long as all others.</summary>
    private const int MostClasses = 1000;

    private const int Elements = 1500;

    public static TheoryData<string> Operators => [.. Enum.GetNames<Operator>()];

    [Theory]
    [MemberData(nameof(Operators))]
    public void NoErrorIsBeyondWhatTheEmittedCommentStates(string name)
    {
        Operator operation = Enum.Parse<Operator>(name);
        double closest = 0;
        foreach (((int classes, bool classMajor), Dictionary<Operator, Errors> all) in swept.Errors)
        {
            Errors errors = all[operation];
            double bound = StatedBound(operation, classes, classMajor, out string comment);
            Assert.True(
                errors.WorstBeyond <= bound,
                string.Create(CultureInfo.InvariantCulture, $"{errors.WorstBeyond:F2} ulp at {errors.WorstPlace}{(classMajor ? ", class-major" : "")}, where stands: {comment}"));
            closest = Math.Max(closest, errors.WorstBeyond / bound);
        }

        // Bounds that are far too wide would say nothing; they count every rounding as if it were the worst.
        Assert.True(closest >= 1.0 / 16, string.Create(CultureInfo.InvariantCulture, $"No error comes closer to its bound than {closest:F3} of it."));
    }

    /// <summary>The number in the sentence of the emitted comment that is about what the operator writes.</summary>
    private static double StatedBound(Operator operation, int classes, bool classMajor, out string sentence)
    {
        (KernelSpec spec, string subject) = operation switch
        {
            Operator.Softmax => (new KernelSpec("Softmax", classes, "logits probabilities"), "a probability"),
            Operator.LogSoftmax => (new KernelSpec("LogSoftmax", classes, "logits logProbabilities"), "a log-probability"),
            Operator.LogSumExp => (new KernelSpec("LogSumExp", classes, "logits logSumExp"), "a log-sum-exp"),
            Operator.Loss => (new KernelSpec("SoftmaxLoss", classes, "logits labels losses"), "a row's loss"),
            Operator.Gradient => (new KernelSpec("SoftmaxLoss", classes, "logits labels gradient"), "an element of the gradient"),
            Operator.Hessian => (new KernelSpec("SoftmaxLoss", classes, "logits labels hessianDiagonal"), "one of the Hessian's diagonal"),
            Operator.SoftLoss => (new KernelSpec("SoftmaxLoss", classes, "logits target losses") { Target = "Soft" }, "a row's loss"),
            Operator.SoftGradient =>
                (new KernelSpec("SoftmaxLoss", classes, "logits target gradient") { Target = "Soft" }, "an element of the gradient"),
            Operator.HessianVector =>
                (new KernelSpec("SoftmaxLossHessianVector", classes, "logits labels vector product"), "an element of the product"),
            Operator.SoftmaxBackward => (new KernelSpec("SoftmaxBackward", classes, "probabilities upstream gradient"), "a result"),
            Operator.LogSoftmaxBackward =>
                (new KernelSpec("LogSoftmaxBackward", classes, "logProbabilities upstream gradient"), "a result"),
            _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, null),
        };
        Match stated = Regex.Match(LibraryBuilder.TextOf(spec with { Element = typeof(T), Placement = new Placement(classMajor ? "ClassMajor" : "RowMajor") }), subject + " is within ([0-9]+) ulp[^;]*");
        Assert.True(stated.Success, $"No bound is stated for {operation}.");
        sentence = stated.Value;
        return double.Parse(stated.Groups[1].Value, CultureInfo.InvariantCulture);
    }

    /// <summary>Runs the sweep once for all operators.</summary>
    public sealed class Swept
    {
        internal Dictionary<(int Classes, bool ClassMajor), Dictionary<Operator, Errors>> Errors { get; } =
            new[] { false, true }
                .SelectMany(classMajor => GeneratedKernels<T>.ClassCounts(classMajor)
                    .Where(classes => classes <= MostClasses)
                    .Select(classes => (classes, classMajor)))
                .ToDictionary(
                    kernels => kernels,
                    kernels => new Sweep<T>([kernels.classes], Elements).Run([new GeneratedKernels<T>(kernels.classMajor)])[0]);
    }
}

/// <summary>In float.</summary>
public sealed class SingleSweepTests(SweepTests<float>.Swept swept) : SweepTests<float>(swept);

/// <summary>In double.</summary>
public sealed class DoubleSweepTests(SweepTests<double>.Swept swept) : SweepTests<double>(swept);
