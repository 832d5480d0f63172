using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Emission.Methods;

/// <summary>The statements of an implementing part that check the lengths of buffers.</summary>
internal sealed class LengthText(KernelModel model, TargetFacts target)
{
    private const string Guard = ArgumentChecks.Guard;

    private string Classes => KernelText.Number(model.Classes);

    private string Stride => KernelText.Number(model.Shape.RowStride);

    /// <summary>Declares <c>rows</c>, by the batch or by the length of the first buffer.</summary>
    public void WriteRows(CodeWriter w, ParameterModel main)
    {
        string spatial = KernelText.Number(model.Shape.Spatial);
        bool images = model.Shape.Layout == BatchLayoutKind.ChannelsFirst;
        if (model.IsLinear)
        {
            WriteInputRows(w, main);
        }
        else if (model.Batch > 0)
        {
            string batch = KernelText.Number(model.Batch);
            w.Write($"const int rows = {KernelText.Number(model.Batch * model.Shape.Spatial)};");
            w.Write(OfBatch(main, images
                ? $"{batch} images of {Classes} classes and {spatial} positions"
                : $"{batch} rows of {Classes} classes"));
        }
        else if (images)
        {
            string image = KernelText.Number(model.Classes * model.Shape.Spatial);
            string what = $"\"elements of an image of {Classes} classes and {spatial} positions\"";
            w.Write($"int rows = {Guard}.Rows({LengthOf(main)}, {image}, {what}, \"{main.Name}\") * {spatial};");
        }
        else if (model.Shape.RowStride > 0)
        {
            w.Write($"int rows = {Guard}.StridedRows({LengthOf(main)}, {Classes}, {Stride}, \"{main.Name}\");");
        }
        else
        {
            w.Write($"int rows = {Guard}.Rows({LengthOf(main)}, {Classes}, \"classes of a row\", \"{main.Name}\");");
        }
    }

    /// <summary>The rows of the inputs of a linear layer.</summary>
    private void WriteInputRows(CodeWriter w, ParameterModel inputs)
    {
        string features = KernelText.Number(model.Features);
        if (model.Batch == 0)
        {
            w.Write($"int rows = {Guard}.Rows({LengthOf(inputs)}, {features}, \"features of a row\", \"{inputs.Name}\");");
            return;
        }

        string batch = KernelText.Number(model.Batch);
        w.Write($"const int rows = {batch};");
        w.Write(Of(inputs, KernelText.Number(model.Batch * model.Features), $"{batch} rows of {features} features"));
    }

    /// <summary>The check of a buffer of shape [N, C].</summary>
    public string OfBatch(ParameterModel parameter, string shape) => model.Shape.RowStride > 0
        ? $"{Guard}.StridedLength({LengthOf(parameter)}, rows, {Classes}, {Stride}, \"{shape}\", \"{parameter.Name}\");"
        : Of(parameter, $"{Classes}L * rows", shape);

    /// <summary>The check of a buffer of one length.</summary>
    public string Of(ParameterModel parameter, string expected, string shape) =>
        $"{Guard}.Length({LengthOf(parameter)}, {expected}, \"{shape}\", \"{parameter.Name}\");";

    private string LengthOf(ParameterModel parameter) => ArgumentViews.Name(parameter, target) + ".Length";
}
