using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Emission.Methods;

/// <summary>
/// How the implementing part looks at its arguments: spans as they are; arrays and memory as spans, where the framework
/// has them; enum labels as the integers under them.
/// </summary>
internal static class ArgumentViews
{
    /// <summary>Checks that arrays are there, and declares a span for each array and memory.</summary>
    public static void Write(CodeWriter w, KernelModel model, TargetFacts target)
    {
        ParameterModel[] parameters = model.Method.Parameters.ToArray();
        w.WriteEach(
            parameters.Where(p => p.Carrier == Carrier.Array), p => $"{ArgumentChecks.Guard}.NotNull({p.Name}, \"{p.Name}\");");
        foreach (ParameterModel p in parameters.Where(p => NeedsView(p, target)))
        {
            string span = ArgumentChecks.IsWritten(model, p) ? "Span" : "ReadOnlySpan";
            string value = p.Carrier == Carrier.Array ? p.Name : p.Name + ".Span";
            w.Write($"global::System.{span}<{p.ElementText}> {Name(p, target)} = {value};");
        }
    }

    /// <summary>The expression for a buffer as the kernel takes it.</summary>
    public static string Name(ParameterModel parameter, TargetFacts target) =>
        NeedsView(parameter, target) ? parameter.Name + "Span" : parameter.Name;

    /// <summary>The expression for a buffer of labels, as integers.</summary>
    public static string Labels(ParameterModel labels, LabelType type, TargetFacts target)
    {
        string name = Name(labels, target);
        string keyword = LabelText.Keyword(type);
        if (labels.ElementText == keyword)
        {
            return name;
        }

        // Without spans: an array of an enum is, to the runtime, also one of the integers under it.
        return target.Spans
            ? $"global::System.Runtime.InteropServices.MemoryMarshal.Cast<{labels.ElementText}, {keyword}>({name})"
            : $"({keyword}[])(object){name}";
    }

    /// <summary>The expression for the buffer of a role, as the kernel takes it.</summary>
    public static string Argument(KernelModel model, ParameterRole role, TargetFacts target)
    {
        ParameterModel parameter = model.Parameter(role)!;
        return role switch
        {
            ParameterRole.Labels => Labels(parameter, model.Labels, target),
            ParameterRole.Predictions => Labels(parameter, model.Predictions, target),
            _ => Name(parameter, target),
        };
    }

    private static bool NeedsView(ParameterModel p, TargetFacts target) =>
        target.Spans && p.Carrier is Carrier.Array or Carrier.Memory or Carrier.ReadOnlyMemory;
}
