using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>The arg max of rows that lie side by side: the first of equals; a NaN counts as the greatest.</summary>
internal static class ColumnsArgMax
{
    public static void Write(KernelText text, Lanes lanes, string buffer, LabelType type)
    {
        CodeWriter w = text.Writer;
        ColumnLoop loop = new(text, lanes);
        w.Write($"{lanes.Type} best = {lanes.NegativeInfinity};");
        w.Write($"{lanes.IntegerType} index = {lanes.IntegerConstant(0)};");
        loop.Each(() =>
        {
            w.Write($"{lanes.Type} candidate = {loop.Load("logits")};");
            string greater = lanes.IsScalar ? "candidate > best" : $"{lanes.Vector}.GreaterThan(candidate, best)";
            string isNumber = lanes.IsScalar ? "!" + lanes.IsNaN("best") : lanes.EqualTo("best", "best");
            w.Write($"{lanes.MaskType} better = {greater} | ({lanes.IsNaN("candidate")} & {isNumber});");
            w.Write($"best = {lanes.Select("better", "candidate", "best")};");
            string integers = lanes.IsScalar ? "better" : $"better.{(lanes.Integer == "int" ? "AsInt32" : "AsInt64")}()";
            w.Write($"index = {lanes.Select(integers, lanes.Broadcast($"({lanes.Integer})k"), "index")};");
        });
        ArgMaxInLanes.Store(text, lanes, buffer, LabelText.Keyword(type));
    }
}
