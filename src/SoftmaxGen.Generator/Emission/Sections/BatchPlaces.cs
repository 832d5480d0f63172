using SoftmaxGen.Generator.Model;
using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>
/// Where a row's elements lie in the buffers of shape [N, C]. In a column-wise batch class k of neighbouring rows lies side
/// by side, and class k + 1 a step further; a batch of images is run image by image, each a column-wise batch of its own.
/// </summary>
internal static class BatchPlaces
{
    /// <summary>The statement that finds the place of a row's class 0.</summary>
    public static string At(KernelText text)
    {
        BatchShape shape = text.Plan.Shape;
        string type = text.Access.IndexType;
        string row = text.Access.RowIndex("row");
        if (!shape.IsColumns)
        {
            return $"{type} at = {row} * {KernelText.Number(RowStep(text.Plan))};";
        }

        string at = $"{type} at = {row}{(HasShift(text) ? " + offset" : "")};";
        return shape.Layout == BatchLayoutKind.ClassMajor && text.Access.ByReference ? $"{at}\nnuint step = (nuint)stride;"
            : shape.Layout == BatchLayoutKind.ClassMajor ? $"{at}\nint step = stride;"
            : at;
    }

    /// <summary>The place of class k, a number, in the row at <c>at</c>.</summary>
    public static string OfClass(KernelPlan plan, int k)
    {
        if (k == 0)
        {
            return "at";
        }

        return plan.Shape.Layout switch
        {
            BatchLayoutKind.ClassMajor => k == 1 ? "at + step" : $"at + {KernelText.Number(k)} * step",
            BatchLayoutKind.ChannelsFirst => $"at + {KernelText.Number(k * plan.Shape.Spatial)}",
            _ => $"at + {KernelText.Number(k)}",
        };
    }

    /// <summary>The place of the class in a variable of the index type.</summary>
    public static string OfClass(KernelPlan plan, string k) => plan.Shape.Layout switch
    {
        BatchLayoutKind.ClassMajor => $"at + {k} * step",
        BatchLayoutKind.ChannelsFirst => $"at + {k} * {KernelText.Number(plan.Shape.Spatial)}",
        _ => $"at + {k}",
    };

    /// <summary>What is added to the place of a class, where rows lie side by side, to get that of a class so many further on.</summary>
    public static string Ahead(KernelPlan plan, int classes)
    {
        string step = plan.Shape.Layout == BatchLayoutKind.ClassMajor ? "step" : KernelText.Number(plan.Shape.Spatial);
        return classes == 0 ? "" : classes == 1 ? $" + {step}" : $" + {KernelText.Number(classes)} * {step}";
    }

    /// <summary>The elements from a row to the next one, where rows do not lie side by side.</summary>
    public static int RowStep(KernelPlan plan) => plan.Shape.RowStride > 0 ? plan.Shape.RowStride : plan.Classes;

    /// <summary>What the methods that work on rows must be told beside the rows.</summary>
    public static IEnumerable<string> Geometry(KernelText text)
    {
        if (text.Plan.Shape.Layout == BatchLayoutKind.ClassMajor)
        {
            yield return "stride";
        }
        else if (HasShift(text))
        {
            yield return "offset";
        }
    }

    /// <summary>The same as arguments at the kernel's entry.</summary>
    public static IEnumerable<string> EntryGeometry(KernelText text) => Geometry(text).Select(name => name == "stride"
        ? "rows"
        : $"plane * {KernelText.Number((text.Plan.Classes - 1) * text.Plan.Shape.Spatial)}");

    /// <summary>A buffer at the kernel's entry: of a batch of images, from the present one on.</summary>
    public static string EntryArgument(KernelText text, ParameterRole role, string name)
    {
        if (!IsByImage(text.Plan) || !text.Access.ByReference || role == ParameterRole.ClassWeights)
        {
            return text.Access.EntryArgument(name);
        }

        int spatial = text.Plan.Shape.Spatial;
        string length = KernelText.Number(PerRow.Holds(role) ? spatial : spatial * text.Plan.Classes);
        return $"ref Unsafe.Add(ref MemoryMarshal.GetReference({name}), plane * {length})";
    }

    /// <summary>Whether the batch is run image by image.</summary>
    public static bool IsByImage(KernelPlan plan) => plan.Shape.Layout == BatchLayoutKind.ChannelsFirst;

    // Without references an image cannot be handed on by itself: its rows keep their numbers in the whole batch.
    private static bool HasShift(KernelText text) => IsByImage(text.Plan) && !text.Access.ByReference;
}
