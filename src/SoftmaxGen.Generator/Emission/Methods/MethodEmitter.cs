using SoftmaxGen.Generator.Emission.Sections;
using SoftmaxGen.Generator.Model;
using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Methods;

/// <summary>
/// Writes the implementing part of the user's method: its checks, and the call of its kernel. It stands among the user's
/// own names, so every name that is not a parameter or a local is spelled from <c>global::</c> on.
/// </summary>
internal static class MethodEmitter
{
    public static EmittedSource Emit(KernelModel model, KernelPlan plan)
    {
        MethodModel method = model.Method;
        var w = new CodeWriter();
        SourceFrame.WriteHeader(w);
        var blocks = new Stack<CodeWriter.Block>();
        if (method.Namespace.Length > 0)
        {
            blocks.Push(w.Open("namespace " + method.Namespace));
        }

        foreach (ContainingType type in method.ContainingTypes)
        {
            blocks.Push(w.Open($"partial {type.Keyword} {type.Name}"));
        }

        if (!method.HasDocumentation)
        {
            w.Write(MethodComment.Of(model));
        }

        // No GeneratedCode attribute here: it would be one of the whole method, and keep analyzers from the user's part.
        string returns = method.ReturnsValue ? ElementText(model.Element) : "void";
        string parameters = string.Join(
            ", ", method.Parameters.Select(p => $"{p.Modifiers}{p.TypeText} {p.Name}"));
        using (w.Open($"{method.Modifiers}partial {returns} {method.Name}({parameters})"))
        {
            MethodBody.Write(w, model, plan);
        }

        while (blocks.Count > 0)
        {
            blocks.Pop().Dispose();
        }

        return new EmittedSource(method.HintName, w.ToString());
    }

    /// <summary>An element's type among the user's own names.</summary>
    public static string ElementText(ElementType element) =>
        element == ElementType.Half ? "global::System.Half" : new Lanes(element, 0).Scalar;
}
