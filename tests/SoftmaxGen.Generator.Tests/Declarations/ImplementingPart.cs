using System.Text;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Tests.Declarations;

/// <summary>The barest implementing part that a model gives: what emission does, without a kernel.</summary>
internal static class ImplementingPart
{
    public static string Of(KernelModel model)
    {
        MethodModel method = model.Method;
        StringBuilder text = new("#nullable enable\n");
        if (method.Namespace.Length > 0)
            text.Append("namespace ").Append(method.Namespace).Append(" {\n");

        foreach (ContainingType type in method.ContainingTypes)
            text.Append("partial ").Append(type.Keyword).Append(' ').Append(type.Name).Append(" {\n");

        string element = model.Element == ElementType.Single ? "float" : "double";
        text.Append(method.Modifiers).Append("partial ").Append(method.ReturnsValue ? element : "void").Append(' ')
            .Append(method.Name).Append('(')
            .AppendJoin(", ", method.Parameters.Select(p => p.Modifiers + p.TypeText + " " + p.Name))
            .Append(") => throw new global::System.Exception();\n")
            .Append('}', method.ContainingTypes.Count + (method.Namespace.Length > 0 ? 1 : 0));
        return text.ToString();
    }
}
