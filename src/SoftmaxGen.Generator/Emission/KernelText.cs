using System.Globalization;
using SoftmaxGen.Generator.Model;
using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission;

/// <summary>A kernel class while it is written: its plan, its text, and the helpers that it has called for.</summary>
internal sealed class KernelText(KernelPlan plan)
{
    private readonly HashSet<HelperUse> helpers = [];

    public KernelPlan Plan { get; } = plan;

    public Access Access { get; } = new(plan.Target);

    public CodeWriter Writer { get; } = new();

    /// <summary>The helpers called so far, in a stable order.</summary>
    public EquatableArray<HelperUse> Helpers =>
        helpers.OrderBy(use => use.Helper).ThenBy(use => use.Element).ToEquatableArray();

    /// <summary>The element's keyword.</summary>
    public string Scalar => new Lanes(Plan.Element, 0).Scalar;

    /// <summary>A call of a helper.</summary>
    public string Call(Helper helper, params string[] arguments)
    {
        // The batch's total is summed in double whatever the elements are.
        helpers.Add(new HelperUse(helper, helper == Helper.SumOfLanes ? ElementType.Double : Plan.Element.Computed()));
        return $"VectorMath.{helper}({string.Join(", ", arguments)})";
    }

    /// <summary><c>left * right + addend</c>, fused where the machine can.</summary>
    public string MultiplyAdd(string left, string right, string addend) =>
        Call(Helper.MultiplyAdd, left, right, addend);

    /// <summary>
    /// Marks the method that follows as compiled in full at its first call: its loops gain nothing from profiling, and a
    /// training that is over in a second would spend it in code of the first tier. Only net8.0 and later know of it.
    /// </summary>
    public void WriteOptimized()
    {
        if (Access.ByReference)
        {
            Writer.Write("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        }
    }

    /// <summary>
    /// Marks the method that follows, a pass over a row. Where it is called for row after row of a group, it becomes a part of
    /// the loop: what it broadcasts and the call itself are a tenth of a short row.
    /// </summary>
    public void WritePass()
    {
        if (Plan.Strategy == Strategy.RowsTogether)
        {
            Writer.Write("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        }
        else
        {
            WriteOptimized();
        }
    }

    /// <summary>The suffix of the methods of that width.</summary>
    public static string Suffix(Lanes lanes) => lanes.IsScalar ? "Scalar" : Number(lanes.Bits);

    /// <summary>The shared pool of arrays of an element; its names are spelled fully, since it is seldom needed.</summary>
    public static string Pool(string element) => $"global::System.Buffers.ArrayPool<{element}>.Shared";

    /// <summary>A number as source text.</summary>
    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// A balanced sum in a fixed order: quadruples, each added in pairs, one after the other. All widths spell it alike.
    /// </summary>
    public static string Sum(IReadOnlyList<string> terms)
    {
        string sum = "";
        for (int first = 0; first < terms.Count; first += 4)
        {
            string group = (terms.Count - first) switch
            {
                1 => terms[first],
                2 => $"({terms[first]} + {terms[first + 1]})",
                3 => $"({terms[first]} + {terms[first + 1]} + {terms[first + 2]})",
                _ => $"({terms[first]} + {terms[first + 1]} + ({terms[first + 2]} + {terms[first + 3]}))",
            };
            sum = first == 0 ? group : $"{sum} + {group}";
        }

        return sum;
    }
}
