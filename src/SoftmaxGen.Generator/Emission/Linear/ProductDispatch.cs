using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Linear;

/// <summary>How a product is called, and the choice of its width.</summary>
internal static class ProductDispatch
{
    /// <summary>The parameters of a product's methods.</summary>
    public static string Parameters(KernelText text, LinearProduct product) => string.Join(
        ", ",
        product.Buffers(text.Plan)
            .Select(buffer => text.Access.Parameter(text.Scalar, buffer.Name, buffer.Written))
            .Concat(product.SkipsIgnored(text.Plan)
                ? [text.Access.Parameter(LabelText.Keyword(text.Plan.Labels), "labels", written: false), "int ignoreIndex", "bool ignores"]
                : Array.Empty<string>())
            .Append("int rows")
            .Concat(product.Ranges(text.Plan).Select(range => "int " + range)));

    /// <summary>Chooses the widest registers; without vectors the scalar method is called by itself.</summary>
    public static void Write(KernelText text, LinearProduct product)
    {
        CodeWriter w = text.Writer;
        w.Write($"// {product.Formula}.");
        if (text.Plan.Widths.Count == 1)
        {
            return;
        }

        string arguments = string.Join(
            ", ",
            product.Buffers(text.Plan)
                .Select(buffer => text.Access.Argument(buffer.Name))
                .Concat(product.SkipsIgnored(text.Plan)
                    ? [text.Access.Argument("labels"), "ignoreIndex", "ignores"]
                    : Array.Empty<string>())
                .Append("rows")
                .Concat(product.Ranges(text.Plan)));
        using (w.Open($"private static void {product.Name}({Parameters(text, product)})"))
        {
            foreach (int bits in text.Plan.Widths)
            {
                Lanes lanes = new(text.Plan.Element, bits);
                string call = $"{product.Name}{KernelText.Suffix(lanes)}({arguments});";
                if (lanes.IsScalar)
                {
                    w.Write(call);
                    continue;
                }

                using (w.Open($"if ({lanes.Vector}.IsHardwareAccelerated)"))
                {
                    w.Write(call);
                    w.Write("return;");
                }

                w.Gap();
            }
        }

        w.Gap();
    }

    /// <summary>A call from the kernel's entry, with these expressions for the buffers, for the whole result.</summary>
    public static string Call(KernelText text, LinearProduct product, Func<string, string> buffer) =>
        Call(text, product, buffer, "0", KernelText.Number(product.Columns), product.Rows);

    /// <summary>A call for those columns of the result, from its first row on.</summary>
    public static string Call(
        KernelText text, LinearProduct product, Func<string, string> buffer, string from, string to, string height)
    {
        string method = product.Name + (text.Plan.Widths.Count > 1 ? "" : "Scalar");
        IEnumerable<string> arguments = product.Buffers(text.Plan)
            .Select(b => text.Access.EntryArgument(buffer(b.Name)))
            .Concat(product.SkipsIgnored(text.Plan)
                ? [text.Access.EntryArgument(buffer("labels")), "ignoreIndex", "counted < rows"]
                : Array.Empty<string>())
            .Append("count")
            .Concat(product.Ranges(text.Plan).Select(range => range switch { "from" => from, "to" => to, _ => height }));
        return $"{method}({string.Join(", ", arguments)});";
    }
}
