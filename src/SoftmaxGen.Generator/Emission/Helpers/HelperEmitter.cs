using SoftmaxGen.Generator.Emission.Elementary;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Emission;

/// <summary>Writes <c>VectorMath</c>: the functions that the kernels of a compilation share, and no others.</summary>
internal static class HelperEmitter
{
    private static readonly int[] VectorWidths = [512, 256, 128];

    /// <summary>The file, or null where no kernel calls a helper.</summary>
    public static EmittedSource? Emit(IEnumerable<HelperUse> uses, TargetFacts target)
    {
        HelperUse[] needed = Closure(uses).OrderBy(u => u.Helper).ThenBy(u => u.Element).ToArray();
        if (needed.Length == 0)
        {
            return null;
        }

        var w = new CodeWriter();
        SourceFrame.WriteHeader(w);
        using (SourceFrame.OpenNamespace(w, target))
        {
            w.Write("/// <summary>What the kernels share: elementary functions and the movement of data between registers.</summary>");
            using (SourceFrame.OpenClass(w, "VectorMath"))
            {
                foreach (HelperUse use in needed)
                {
                    WriteAllWidths(w, use, target);
                }
            }
        }

        return new EmittedSource("SoftmaxGen.VectorMath.g.cs", w.ToString());
    }

    /// <summary>The helpers with those that they call.</summary>
    private static HashSet<HelperUse> Closure(IEnumerable<HelperUse> uses)
    {
        var closure = new HashSet<HelperUse>();
        var open = new Stack<HelperUse>(uses);
        while (open.Count > 0)
        {
            HelperUse use = open.Pop();
            if (closure.Add(use))
            {
                foreach (Helper callee in Callees(use.Helper))
                {
                    open.Push(use with { Helper = callee });
                }
            }
        }

        return closure;
    }

    private static Helper[] Callees(Helper helper) => helper switch
    {
        Helper.ScaledExp or Helper.Exp or Helper.LogOfScaled => [Helper.MultiplyAdd],
        Helper.ScaledExps => [Helper.ScaledExp],
        Helper.LogOnePlus => [Helper.LogOfScaled],
        Helper.Power => [Helper.LogOfScaled, Helper.Exp],
        Helper.Tanh => [Helper.MultiplyAdd],
        Helper.MaxAcross => [Helper.Max],
        Helper.SumOfRows => [Helper.Shuffle],
        Helper.MaxOfRows => [Helper.Max, Helper.Shuffle],
        Helper.LoadTransposed or Helper.LoadPairs or Helper.LoadTriples => [Helper.LoadPieces, Helper.Shuffle],
        Helper.StoreEight => [Helper.StoreTransposed],
        Helper.StoreTransposed or Helper.StorePairs or Helper.StoreTriples => [Helper.StorePieces, Helper.Shuffle],
        _ => [],
    };

    private static void WriteAllWidths(CodeWriter writer, HelperUse use, TargetFacts target)
    {
        foreach (int bits in target.Vectors ? VectorWidths : [])
        {
            Write(writer, use.Helper, new Lanes(use.Element, bits), target);
        }

        Write(writer, use.Helper, new Lanes(use.Element, 0), target);
    }

    private static void Write(CodeWriter writer, Helper helper, Lanes lanes, TargetFacts target)
    {
        switch (helper)
        {
            case Helper.MultiplyAdd:
                MultiplyAddHelper.Write(writer, lanes, target);
                break;
            case Helper.Max:
                MaxHelper.Write(writer, lanes, target);
                break;
            case Helper.ScaledExp:
                ScaledExpHelper.Write(writer, lanes, target);
                break;
            case Helper.ScaledExps:
                ScaledExpHelper.WriteFour(writer, lanes);
                break;
            case Helper.Exp:
                ExpHelper.Write(writer, lanes, target);
                break;
            case Helper.LogOfScaled:
                LogHelper.Write(writer, lanes, target);
                break;
            case Helper.LogOnePlus or Helper.Power or Helper.Capped:
                DerivedHelpers.Write(writer, helper, lanes);
                break;
            case Helper.Tanh:
                TanhHelper.Write(writer, lanes, target);
                break;
            case Helper.SumAcross or Helper.MaxAcross or Helper.IndexOfMatch:
                AcrossHelpers.Write(writer, helper, lanes);
                break;
            case Helper.SumOfRows or Helper.MaxOfRows:
                OfRowsHelpers.Write(writer, helper, lanes);
                break;
            case Helper.AddToLanes or Helper.SumOfLanes:
                TotalHelpers.Write(writer, helper, lanes);
                break;
            case Helper.StoreEight:
                StoreEightHelper.Write(writer, lanes);
                break;
            case Helper.ToSingle or Helper.ToHalf:
                HalfHelpers.Write(writer, helper, lanes, target);
                break;
            case Helper.LoadPieces or Helper.StorePieces or Helper.Shuffle:
                PieceHelpers.Write(writer, helper, lanes);
                break;
            default:
                TransposeHelpers.Write(writer, helper, lanes);
                break;
        }
    }
}
