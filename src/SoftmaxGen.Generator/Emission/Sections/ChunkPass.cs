using SoftmaxGen.Generator.Model;
using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>One pass over a chunk: the steps between a load and a store.</summary>
/// <param name="Name">The method's name, without the width.</param>
/// <param name="Comment">What it does, for the reader of the emitted code.</param>
/// <param name="Uses">The user's buffers that it reads or writes.</param>
/// <param name="Takes">The numbers that it takes, by name, and <c>lanes</c> where it adds to the total.</param>
/// <param name="Loads">The values that it takes from the chunk.</param>
/// <param name="Stores">The values that it leaves in the chunk.</param>
/// <param name="Body">Writes the steps.</param>
internal sealed record ChunkPass(
    string Name,
    string Comment,
    ParameterRole[] Uses,
    string[] Takes,
    ChunkValue[] Loads,
    ChunkValue[] Stores,
    Action<KernelText, Lanes> Body)
{
    private static readonly ChunkValue Shifted = new("x", "shifted", PerClass: true);
    private static readonly ChunkValue Own = new("own", "owns", PerClass: false);
    private static readonly ChunkValue Max = new("max", "maxima", PerClass: false);
    private static readonly ChunkValue Sum = new("sum", "sums", PerClass: false);

    /// <summary>The passes of a plan, in order. The exponentials are taken after the first.</summary>
    public static IEnumerable<ChunkPass> Of(KernelPlan plan)
    {
        ParameterRole[] truth = plan.Truth switch
        {
            Truth.Labels => [ParameterRole.Labels],
            Truth.Distribution => [ParameterRole.Target],
            _ => [],
        };
        bool own = plan.Truth == Truth.Labels && plan.NeedsLoss;
        ChunkValue exps = new("e", Exps(plan), PerClass: true);

        yield return new ChunkPass(
            "Shift",
            "Transposes the logits, shifts them by their maximum" + (own ? " and picks those of the labels." : "."),
            [ParameterRole.Logits, .. own ? truth : []],
            [],
            [],
            [Shifted, .. own ? [Own] : Array.Empty<ChunkValue>(), .. plan.NeedsLogSumExp ? [Max] : Array.Empty<ChunkValue>()],
            (text, lanes) =>
            {
                NormalizerSteps.Shift(text, lanes);
                if (own)
                {
                    NormalizerSteps.Label(text, lanes);
                    NormalizerSteps.Own(text, lanes);
                }
            });

        yield return new ChunkPass(
            "Sum",
            plan.NeedsLogSum ? "The sums of the exponentials, and what is made of their logarithms." : "The sums of the exponentials.",
            [.. plan.NeedsLoss ? truth : [], .. PerRowOutputs.Where(o => plan.Has(o.Output)).Select(o => o.Role)],
            [.. own ? ["ignoreIndex"] : Array.Empty<string>(), .. plan.Has(Outputs.Total) ? ["lanes"] : Array.Empty<string>()],
            [
                exps,
                .. KeepsShifted(plan) ? [Shifted] : Array.Empty<ChunkValue>(),
                .. own ? [Own] : Array.Empty<ChunkValue>(),
                .. plan.NeedsLogSumExp ? [Max] : Array.Empty<ChunkValue>(),
            ],
            NeedsSums(plan) ? [Sum] : [],
            (text, lanes) =>
            {
                WriteTruth(text, lanes, plan.NeedsLoss);
                NormalizerSteps.Sum(text, lanes);
            });

        if (plan.Has(Outputs.Probabilities))
        {
            yield return new ChunkPass(
                "Probabilities",
                "The exponentials over their sum.",
                [ParameterRole.Probabilities],
                [],
                [exps, Sum],
                [],
                NormalizerSteps.Probabilities);
        }

        if (plan.Has(Outputs.Gradient))
        {
            yield return new ChunkPass(
                "Gradient",
                "The gradient.",
                [.. truth, ParameterRole.Gradient],
                ["weight"],
                [exps, Sum],
                [],
                (text, lanes) =>
                {
                    WriteTruth(text, lanes, wanted: true);
                    NormalizerSteps.Gradient(text, lanes);
                });
        }
    }

    /// <summary>The buffers of a chunk, with how many numbers they hold for each row.</summary>
    public static IEnumerable<(string Name, int PerRow)> Buffers(KernelPlan plan)
    {
        yield return ("shifted", plan.Classes);
        if (KeepsShifted(plan))
        {
            yield return ("exps", plan.Classes);
        }

        if (plan.Truth == Truth.Labels && plan.NeedsLoss)
        {
            yield return ("owns", 1);
        }

        if (plan.NeedsLogSumExp)
        {
            yield return ("maxima", 1);
        }

        if (NeedsSums(plan))
        {
            yield return ("sums", 1);
        }
    }

    /// <summary>Where the exponentials go: over the shifted logits, unless these are needed again.</summary>
    public static string Exps(KernelPlan plan) => KeepsShifted(plan) ? "exps" : "shifted";

    /// <summary>The arguments of the pass within the loop over the chunks.</summary>
    public IEnumerable<string> Arguments(KernelText text) => All(text, (_, name) => $"ref {name}")
        .Concat(ChunkBuffers.Select(name => $"ref {name}[0]"))
        .Concat(Numbers(text).Select(n => n.Name))
        .Concat(Takes.Contains("lanes") ? ["ref lanes"] : [])
        .Concat(["row", "stop"]);

    /// <summary>The parameters of the pass.</summary>
    public IEnumerable<string> Parameters(KernelText text) => All(text, (element, name) => $"ref {element} {name}")
        .Concat(ChunkBuffers.Select(name => $"ref {text.Scalar} {name}"))
        .Concat(Numbers(text).Select(n => $"{n.Type} {n.Name}"))
        .Concat(Takes.Contains("lanes") ? ["ref double lanes"] : [])
        .Concat(["int row", "int stop"]);

    private static readonly (Outputs Output, ParameterRole Role)[] PerRowOutputs =
    [
        (Outputs.LogProbabilities, ParameterRole.LogProbabilities),
        (Outputs.LogSumExp, ParameterRole.LogSumExp),
        (Outputs.Losses, ParameterRole.Losses),
    ];

    private IEnumerable<string> ChunkBuffers => Loads.Concat(Stores).Select(value => value.Buffer).Distinct();

    /// <summary>Whether the shifted logits are needed after their exponentials were taken.</summary>
    private static bool KeepsShifted(KernelPlan plan) =>
        plan.Has(Outputs.LogProbabilities) || (plan.Truth == Truth.Distribution && plan.NeedsLoss);

    private static bool NeedsSums(KernelPlan plan) => plan.Has(Outputs.Probabilities | Outputs.Gradient);

    private static void WriteTruth(KernelText text, Lanes lanes, bool wanted)
    {
        if (wanted && text.Plan.Truth == Truth.Labels)
        {
            NormalizerSteps.Label(text, lanes);
        }
        else if (wanted && text.Plan.Truth == Truth.Distribution)
        {
            NormalizerSteps.Target(text, lanes);
        }
    }

    private IEnumerable<string> All(KernelText text, Func<string, string, string> format) => RowsSignature.Buffers(text.Plan)
        .Where(buffer => Uses.Contains(buffer.Role))
        .Select(buffer => format(buffer.Element, buffer.Name));

    /// <summary>The numbers that it takes, in the order of the kernel's.</summary>
    public IEnumerable<(string Type, string Name)> Numbers(KernelText text) =>
        RowsSignature.Numbers(text.Plan).Where(number => Takes.Contains(number.Name));
}
