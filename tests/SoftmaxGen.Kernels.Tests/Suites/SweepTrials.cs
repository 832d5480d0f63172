using System.Globalization;
using SoftmaxGen.Kernels.Tests.Library;
using SoftmaxGen.Kernels.Tests.Reference;

namespace SoftmaxGen.Kernels.Tests.Suites;

/// <summary>
/// Many class counts and batch sizes, around every boundary that a strategy or a tail may have, against the plain
/// loops.
/// </summary>
internal static class SweepTrials
{
    /// <summary>Up to here the whole row is unrolled, and every class count is code of its own.</summary>
    private const int MostUnrolled = 16;

    private const int MostClassesOfJacobian = 129;
    private const int MostClassesOfAllKernels = 1000;

    private static readonly int[] Rows = [0, 1, 2, 15, 16, 17, 33];

    /// <summary>Beyond a thousand classes the number of rows changes nothing but the time that a test takes.</summary>
    private static readonly int[] RowsOfManyClasses = [0, 1, 3];

    /// <summary>The suite.</summary>
    public static Suite Suite { get; } = Make();

    private static Suite Make()
    {
        KernelSpec[] specs =
        [
            .. Range(2, MostUnrolled).SelectMany(classes => Many(classes, typeof(float))),
            .. Range(MostUnrolled + 1, 70).SelectMany(classes => Third(classes / 16, Kernels(classes, typeof(float)))),
            .. new[] { 96, 100, 127, 128, 129, 255, 256, 257 }.SelectMany(classes => Many(classes, typeof(float))),
            .. new[] { 1000, 4099, 50257 }.SelectMany(classes => Kernels(classes, typeof(float))),
            .. Range(2, MostUnrolled).SelectMany(classes => Third(classes, Kernels(classes, typeof(double)))),
            .. Range(MostUnrolled + 1, 40).SelectMany(classes => Third(classes / 8, Kernels(classes, typeof(double)))),
            .. new[] { 63, 65, 100, 129, 257, 1000, 4099 }.SelectMany(classes => Most(classes, typeof(double))),
        ];
        return new Suite(specs, specs.SelectMany(spec => RowsOf(spec).Select(rows => Trial(spec, rows))));
    }

    private static IEnumerable<int> Range(int first, int last) => Enumerable.Range(first, last - first + 1);

    /// <summary>
    /// Every third kernel, from another one on for each turn: where class counts differ in their tails alone, three
    /// turns around all tails show every kernel every tail.
    /// </summary>
    private static IEnumerable<KernelSpec> Third(int turn, IEnumerable<KernelSpec> kernels) =>
        kernels.Where((_, index) => index % 3 == turn % 3);

    private static IEnumerable<KernelSpec> Many(int classes, Type element) =>
        [.. Most(classes, element), .. Third(classes, Others(classes, element))];

    private static IEnumerable<int> RowsOf(KernelSpec spec) =>
        spec.Operator == "LogSumExp" && spec.ReturnsValue ? [1]
        : spec.Classes > MostClassesOfAllKernels ? RowsOfManyClasses
        : Rows;

    private static IEnumerable<KernelSpec> Kernels(int classes, Type element) =>
        classes > MostClassesOfAllKernels
            ? Most(classes, element)
            : Most(classes, element).Concat(Others(classes, element));

    private static IEnumerable<KernelSpec> Most(int classes, Type element) => new KernelSpec[]
    {
        new("Softmax", classes, "logits probabilities"),
        new("ArgMax", classes, "logits labels"),
        new("SoftmaxLoss", classes, "logits labels gradient"),
        new("SoftmaxLoss", classes, "logits labels losses gradient probabilities logSumExp") { Reduction = "None" },
        new("SoftmaxLoss", classes, "logits target gradient scale") { Target = "Soft", Reduction = "Sum" },
    }.Select(spec => spec with { Element = element });

    private static IEnumerable<KernelSpec> Others(int classes, Type element) => new KernelSpec[]
    {
        new("LogSoftmax", classes, "logits logProbabilities"),
        new("SoftmaxBackward", classes, "probabilities upstream gradient"),
        new("LogSoftmaxBackward", classes, "logProbabilities upstream gradient"),
        new("SoftmaxJacobian", classes, "probabilities jacobian"),
        new("LogSumExp", classes, "logits logSumExp"),
        new("LogSumExp", classes, "logits"),
        new("NllLoss", classes, "logProbabilities labels gradient"),
        new("SoftmaxLoss", classes, "logits labels") { Reduction = "Sum", IgnoreIndex = 1 },
        new("SoftmaxLoss", classes, "logits labels gradient losses scale"),
        new("SoftmaxLoss", classes, "logits target") { Target = "OneHot" },
        new("SoftmaxLoss", classes, "logits target losses gradient probabilities logSumExp")
        {
            Target = "Soft",
            Reduction = "None",
        },
    }.Where(spec => spec.Operator != "SoftmaxJacobian" || classes <= MostClassesOfJacobian)
        .Select(spec => spec with { Element = element });

    private static Trial Trial(KernelSpec spec, int rows)
    {
        Question question = RandomQuestions.Of(spec, rows);
        string name = string.Create(CultureInfo.InvariantCulture, $"{spec.Name}/{rows}");
        return new Trial(name, spec, question, ReferenceKernels.Evaluate(spec, question)) { ScalePerRow = true };
    }
}
