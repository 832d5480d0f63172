using System.Globalization;
using System.Text;

namespace SoftmaxGen.Kernels.Tests.Library;

/// <summary>
/// Writes kernels down as a user declares them, and the adapters that call them with <c>Arguments</c>.
/// </summary>
internal static class DeclarationText
{
    /// <summary>The class that declares the kernels.</summary>
    public const string KernelClass = "KernelsUnderTest";

    /// <summary>The class that calls them.</summary>
    public const string AdapterClass = "Adapters";

    /// <summary>The source of the declarations.</summary>
    public static string Declarations(IEnumerable<KernelSpec> specs)
    {
        StringBuilder text = new();
        text.Append("#nullable enable\nusing System;\nusing SoftmaxGen;\n\n");
        text.Append("/// <summary>Kernels under test.</summary>\n");
        text.Append(CultureInfo.InvariantCulture, $"public static partial class {KernelClass}\n{{\n");
        foreach (KernelSpec spec in specs)
        {
            string properties = string.Join(", ", Properties(spec));
            string parameters = string.Join(
                ", ", spec.ParameterNames.Select(name => $"{ParameterType(spec, name)} {name}"));
            text.Append(
                CultureInfo.InvariantCulture,
                $"""
                    /// <summary>{spec.Name}.</summary>
                    [{spec.Operator}({properties})]
                    public static partial {Returned(spec)} {spec.Name}({parameters});


                """);
        }

        return text.Append("}\n").ToString();
    }

    /// <summary>The source of the adapters: for each kernel a method of its name that fits <c>Kernel</c>.</summary>
    public static string Adapters(IEnumerable<KernelSpec> specs)
    {
        StringBuilder text = new();
        text.Append("using SoftmaxGen.Kernels.Tests.Calling;\n\n");
        text.Append(CultureInfo.InvariantCulture, $"internal static class {AdapterClass}\n{{\n");
        foreach (KernelSpec spec in specs)
        {
            string element = Keyword(spec.Element);
            string passed = string.Join(", ", spec.ParameterNames.Select(name => Passed(spec, name)));
            string call = $"{KernelClass}.{spec.Name}({passed})";
            string body = spec.ReturnsValue ? $"return {call};" : $"{call}; return default;";
            text.Append(
                CultureInfo.InvariantCulture,
                $$"""
                    internal static {{element}} {{spec.Name}}(Arguments<{{element}}> a)
                    {
                        {{body}}
                    }


                """);
        }

        return text.Append("}\n").ToString();
    }

    private static IEnumerable<string> Properties(KernelSpec spec)
    {
        if (!spec.ClassesOfEnum)
        {
            yield return FormattableString.Invariant($"Classes = {spec.Classes}");
        }

        if (spec.IsLinear)
        {
            yield return FormattableString.Invariant($"Features = {spec.Features}");
        }

        if (spec.Operator is "SoftmaxLoss" or "SoftmaxLossHessianVector" or "LinearSoftmaxLoss")
        {
            yield return $"Target = Target.{spec.Target}";
        }

        if (spec.IsLoss)
        {
            yield return $"Reduction = Reduction.{spec.Reduction}";
        }

        if (spec.IgnoreIndex != KernelSpec.DefaultIgnoreIndex)
        {
            yield return FormattableString.Invariant($"IgnoreIndex = {spec.IgnoreIndex}");
        }

        foreach (string property in spec.Settings.Properties().Concat(spec.Placement.Properties()))
        {
            yield return property;
        }

        if (spec.Batch > 0)
        {
            yield return FormattableString.Invariant($"Batch = {spec.Batch}");
        }
    }

    private static string Returned(KernelSpec spec) => spec.ReturnsValue ? Keyword(spec.Element) : "void";

    private static string ParameterType(KernelSpec spec, string name)
    {
        if (name is "scale" or "classOffset")
        {
            return name == "scale" ? Keyword(spec.Element) : "int";
        }

        bool isLabel = name is "labels" or "predictions";
        bool written = isLabel ? name == spec.WrittenLabels : spec.IsOutput(name);
        string element = Keyword(isLabel ? spec.Label : spec.Element);
        return spec.Carrier == Carrier.Array
            ? element + "[]"
            : $"{(written ? "" : "ReadOnly")}{spec.Carrier}<{element}>";
    }

    private static string Passed(KernelSpec spec, string name)
    {
        if (name is "scale" or "classOffset")
        {
            return name == "scale" ? "a.Scale" : "a.ClassOffset";
        }

        string label = Keyword(spec.Label);
        return (spec.Carrier, name) switch
        {
            (Carrier.Array, "labels" or "predictions") => $"a.LabelArray<{label}>(\"{name}\")",
            (Carrier.Array, _) => $"a.ElementArray(\"{name}\")",
            (Carrier.Memory, "labels" or "predictions") => $"a.LabelMemory<{label}>(\"{name}\")",
            (Carrier.Memory, _) => $"a[\"{name}\"]",
            (_, "labels" or "predictions") => $"a.LabelMemory<{label}>(\"{name}\").Span",
            _ => $"a[\"{name}\"].Span",
        };
    }

    private static string Keyword(Type type) => "global::" + type.FullName;
}
