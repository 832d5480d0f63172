using System.Globalization;
using System.Numerics;
using SoftmaxGen.Kernels.Tests.Calling;
using SoftmaxGen.Kernels.Tests.Children;
using SoftmaxGen.Kernels.Tests.Contract;
using SoftmaxGen.Kernels.Tests.Library;
using SoftmaxGen.Kernels.Tests.Reference;
using SoftmaxGen.Kernels.Tests.Suites;

namespace SoftmaxGen.Kernels.Tests;

/// <summary><c>Parallel</c>: the same bits as without, on any number of processors.</summary>
public sealed class SplitTests
{
    private const int Classes = 9;
    private const int Large = 20_000;
    private const int Small = (SplitTrials.LeastElements - 1) / Classes;

    private static readonly KernelSpec Loss = Split(new("SoftmaxLoss", Classes, "logits labels gradient") { Carrier = Carrier.Memory });

    private static readonly KernelSpec Layer =
        new("LinearSoftmaxLoss", 10, "inputs weights labels weightGradient") { Carrier = Carrier.Memory, Features = 60 };

    private static readonly KernelSpec Throwing = Loss with { Settings = Loss.Settings with { EdgeCases = "Throw" } };

    private static readonly KernelSpec[] Watching =
    [
        Loss,
        Loss with { Placement = new("ClassMajor") },
        Loss with { Placement = new("ChannelsFirst", 5000) },
        Loss with { Placement = new("ChannelsFirst", 10) },
        Split(new("Softmax", Classes, "logits probabilities") { Carrier = Carrier.Memory }),
        Split(new("SoftmaxLoss", Classes, "logits labels gradient") { Carrier = Carrier.Memory, Element = typeof(Half) }),
        Split(Layer),
        Split(Layer with { Classes = 40 }),
    ];

    private static readonly KernelSpec[] Enums =
    [
        .. from carrier in new[] { Carrier.Array, Carrier.Memory }
           select new KernelSpec("SoftmaxLoss", 3, "logits labels gradient predictions")
           {
               Carrier = carrier,
               Label = typeof(Int16Label),
               ClassesOfEnum = true,
           },
    ];

    /// <summary>The kernels that these tests need beside those of the suite.</summary>
    internal static IEnumerable<KernelSpec> Declared => [.. Watching, Throwing, .. Enums, .. Enums.Select(Split)];

    public static TheoryData<string> Watched => [.. Watching.Select(spec => spec.Name)];

    public static TheoryData<string> EnumLabels => [.. Enums.Select(spec => spec.Name)];

    [Fact]
    [Trait("Category", "Slow")]
    public void The_bits_are_those_of_one_thread()
    {
        Entry[] split = [.. SplitTrials.All.Select(trial => trial.Split(Libraries.Splitting))];

        Verdict.AllRight(split);
        Verdict.SameBits([.. SplitTrials.All.Select(trial => trial.Alone(Libraries.Splitting))], split);
    }

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public async Task The_bits_are_the_same_on_any_number_of_processors(int processors)
    {
        string count = processors.ToString(CultureInfo.InvariantCulture);
        IReadOnlyList<Entry> split = await ChildProcess.RunAsync(
            $"{count} processors", [Libraries.SplitPath, Program.Threads, count], "DOTNET_PROCESSOR_COUNT=" + count);

        Verdict.AllRight(split);
        Verdict.SameBits([.. SplitTrials.Part.Select(trial => trial.Alone(Libraries.Splitting))], split);
    }

    [Theory]
    [MemberData(nameof(Watched))]
    public void A_large_batch_is_shared_by_threads(string name) =>
        Assert.Equal(Math.Min(2, Environment.ProcessorCount), Math.Min(2, ThreadsThatRead(name, Large)));

    [Theory]
    [MemberData(nameof(Watched))]
    public void A_small_batch_stays_on_its_thread(string name) => Assert.Equal(1, ThreadsThatRead(name, Small));

    [Fact]
    public void A_small_batch_allocates_nothing()
    {
        Kernel<float> kernel = Libraries.Splitting.Bind<float>(Loss);
        Call<float> call = new(Loss, RandomQuestions.Of(Loss, Small));
        kernel(call.Arguments);
        long before = GC.GetAllocatedBytesForCurrentThread();
        kernel(call.Arguments);
        long after = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(before, after);
    }

    [Fact]
    public void A_wrong_label_is_refused_before_any_thread_writes()
    {
        Question question = RandomQuestions.Of(Loss, Large);
        question.Labels[^1] = Classes;

        ArgumentOutOfRangeException refusal = Asking.Refusal<float, ArgumentOutOfRangeException>(
            Libraries.Splitting.Bind<float>(Loss), new Call<float>(Loss, question));

        Assert.Equal("labels", refusal.ParamName);
        Assert.Contains("row 19999", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_logit_that_is_not_finite_is_refused_before_any_thread_writes()
    {
        Question question = RandomQuestions.Of(Loss, Large);
        double[] logits = [.. question.Elements["logits"].Select(logit => double.IsFinite(logit) ? logit : 0)];
        logits[^1] = double.PositiveInfinity;
        question = question with { Elements = new() { ["logits"] = logits } };

        ArgumentException refusal = Asking.Refusal<float, ArgumentException>(
            Libraries.Splitting.Bind<float>(Throwing), new Call<float>(Throwing, question));

        Assert.Equal("logits", refusal.ParamName);
    }

    [Theory]
    [MemberData(nameof(EnumLabels))]
    public void Labels_may_be_an_enum(string name)
    {
        SplitTrial trial = new(Enums.Single(spec => spec.Name == name), 50_000);
        Question question = Asking.Question(trial.Spec, trial.Rows);

        Entry[] answers =
        [
            .. new[] { trial.Spec, trial.SplitSpec }.Select(spec =>
            {
                Call<float> call = new(spec, question);
                ulong digest = Digest.Of(call.Run(Libraries.Splitting.Bind<float>(spec)));
                return new Entry(name, digest, call.Damage());
            }),
        ];

        Verdict.AllRight(answers);
        Assert.Equal(answers[0].Digest, answers[1].Digest);
    }

    private static KernelSpec Split(KernelSpec spec) => spec with { Settings = spec.Settings with { Parallel = true } };

    private static int ThreadsThatRead(string name, int rows)
    {
        KernelSpec spec = Watching.Single(one => one.Name == name);
        return spec.Element == typeof(Half) ? ThreadsThatRead<Half>(spec, rows) : ThreadsThatRead<float>(spec, rows);
    }

    private static int ThreadsThatRead<T>(KernelSpec spec, int rows)
        where T : unmanaged, INumberBase<T>
    {
        int products = 2 * spec.Features * spec.Classes;
        int whole = spec.IsLinear ? (SplitTrials.LeastProducts - 1) / products + (rows == Large ? 1 : 0)
            : rows / spec.Placement.Spatial * spec.Placement.Spatial;
        string read = spec.IsLinear ? "inputs" : "logits";
        Call<T> call = new(spec, RandomQuestions.Of(spec, whole));
        TimeSpan patience = rows == Large && Environment.ProcessorCount > 1 ? TimeSpan.FromSeconds(60) : TimeSpan.Zero;
        using Watched<T> watched = new(call.Arguments[read].ToArray(), patience);
        call.Arguments[read] = watched.Memory;
        Libraries.Splitting.Bind<T>(spec)(call.Arguments);
        return watched.Threads;
    }
}
