using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Linear;

/// <summary>
/// A product at one width: panel after panel of the right matrix is laid out as registers want it, and every row of the
/// left one is multiplied by it while it is in the first-level cache.
/// </summary>
internal sealed class PanelProduct(KernelText text, Lanes lanes, LinearProduct product)
{
    private readonly CodeWriter w = text.Writer;

    private string Width { get; } = KernelText.Suffix(lanes);

    private int PanelColumns { get; } = PanelShape.Columns(lanes);

    /// <summary>Whether one panel spans the result.</summary>
    private bool IsOnePanel => product.Columns <= PanelColumns;

    /// <summary>Whether one panel holds all products of an element.</summary>
    private bool IsOneDepth => product.Depth == product.PanelDepth;

    private string Column => IsOnePanel ? "0" : "(nuint)column";

    private string First => IsOneDepth ? "0" : "(nuint)first";

    public void Write()
    {
        text.WriteOptimized();
        using (w.Open($"private static void {product.Name}{Width}({ProductDispatch.Parameters(text, product)})"))
        {
            w.Write("// A panel, under a row of what its sums start with.");
            string length = product.IsOverRows
                ? $"(1 + rows) * {KernelText.Number(PanelColumns)}"
                : KernelText.Number((1 + product.PanelDepth) * PanelColumns);
            w.Write($"Span<{text.Scalar}> buffer = stackalloc {text.Scalar}[{length}];");
            w.Write($"ref {text.Scalar} panel = ref MemoryMarshal.GetReference(buffer);");
            if (IsOnePanel)
            {
                w.Write($"const int width = {KernelText.Number(product.Columns)};");
                WriteColumn();
                return;
            }

            bool ranged = product.TakesColumns(text.Plan);
            string columns = ranged ? "to" : KernelText.Number(product.Columns);
            using (w.Open($"for (int column = {(ranged ? "from" : "0")}; column < {columns}; column += {KernelText.Number(PanelColumns)})"))
            {
                w.Write($"int width = Math.Min({columns} - column, {KernelText.Number(PanelColumns)});");
                WriteColumn();
            }
        }
    }

    private void WriteColumn()
    {
        if (product.IsOverRows)
        {
            w.Write($"FillPanel{Width}({At(product.Right, Column)}, width, rows, ref panel);");
            if (product.SkipsIgnored(text.Plan))
            {
                WriteSkips();
            }

            w.Write(Multiply("rows", "width", "true"));
            return;
        }

        if (IsOneDepth)
        {
            w.Write($"const int depth = {KernelText.Number(product.Depth)};");
            WriteDepth();
            return;
        }

        string products = KernelText.Number(product.Depth);
        string most = KernelText.Number(product.PanelDepth);
        using (w.Open($"for (int first = 0; first < {products}; first += {most})"))
        {
            w.Write($"int depth = Math.Min({products} - first, {most});");
            WriteDepth();
        }
    }

    private void WriteDepth()
    {
        string features = KernelText.Number(text.Plan.Features);
        string later = IsOneDepth ? "false" : "first > 0";
        if (!product.IsForward)
        {
            w.Write($"FillPanel{Width}({At("weights", Sum(Times(First, features), Column))}, width, depth, ref panel);");
            w.Write(Multiply("depth", "width", product.Adds(text.Plan) ? "true" : later));
            return;
        }

        w.Write($"TransposePanel{Width}({At("weights", Sum(Times(Column, features), First))}, width, depth, ref panel);");
        if (text.Plan.Has(Terms.Bias))
        {
            WriteStart();
        }

        string places = "width";
        if (product.Columns < PanelColumns)
        {
            w.Write("// Whole registers at first: what falls into the next row is overwritten by it, and the last has room behind it.");
            string whole = KernelText.Number(PanelColumns);
            places = IsOneDepth ? whole : $"first == 0 ? {whole} : width";
        }

        w.Write(Multiply("depth", places, later));
    }

    /// <summary>The gradient of an ignored row is zero, and its inputs in the panel must be, too: zero times NaN is NaN.</summary>
    private void WriteSkips()
    {
        string columns = KernelText.Number(PanelColumns);
        w.Write("// An ignored row counts for nothing, whatever its inputs hold.");
        using (w.Open("for (int row = 0; ignores && row < rows; row++)"))
        using (w.Open($"if ({LabelText.Load(text, new Lanes(text.Plan.Element, 0), "row")} == ignoreIndex)"))
        {
            w.Write($"buffer.Slice((1 + row) * {columns}, {columns}).Clear();");
        }

        w.Gap();
    }

    /// <summary>The first sums of a logit start with the bias, the later ones with zero.</summary>
    private void WriteStart()
    {
        string zero = new Lanes(lanes.Element, 0).Zero;
        string bias = $"Unsafe.Add(ref bias, {(IsOnePanel ? "k" : "column + k")})";
        using (w.Open("for (int k = 0; k < width; k++)"))
        {
            w.Write($"Unsafe.Add(ref panel, k) = {(IsOneDepth ? bias : $"first == 0 ? {bias} : {zero}")};");
        }

        w.Gap();
    }

    /// <summary>The call that multiplies the left matrix by the panel.</summary>
    private string Multiply(string depth, string width, string add) =>
        $"Multiply{Width}({At(product.Left, product.IsOverRows ? "0" : First)}, {KernelText.Number(product.LeftRowStep)}, "
        + $"{KernelText.Number(product.LeftDepthStep)}, {product.Height(text.Plan)}, ref panel, {depth}, "
        + $"{At(product.Result, Column)}, {KernelText.Number(product.Columns)}, {width}, {add});";

    private static string At(string buffer, string offset) =>
        offset == "0" ? "ref " + buffer : $"ref Unsafe.Add(ref {buffer}, {offset})";

    private static string Times(string offset, string step) => offset == "0" ? "0" : $"{offset} * {step}";

    private static string Sum(string left, string right) =>
        left == "0" ? right : right == "0" ? left : $"{left} + {right}";
}
