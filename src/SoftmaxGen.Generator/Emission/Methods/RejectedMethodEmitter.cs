using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Emission.Methods;

/// <summary>Writes the body of a method that gets no kernel: it throws, should its error be suppressed.</summary>
internal static class RejectedMethodEmitter
{
    public static EmittedSource Emit(RejectedMethod method)
    {
        CodeWriter writer = new();
        SourceFrame.WriteHeader(writer);
        writer.Write("#pragma warning disable");
        Stack<CodeWriter.Block> blocks = new();
        if (method.Namespace.Length > 0)
            blocks.Push(writer.Open("namespace " + method.Namespace));

        foreach (ContainingType type in method.ContainingTypes)
            blocks.Push(writer.Open($"partial {type.Keyword} {type.Name}"));

        // No GeneratedCode attribute here: it would be one of the whole method, and keep our analyzer from it.
        using (writer.Open(method.Signature))
        {
            writer.Write(
                "throw new global::System.InvalidOperationException("
                + "\"This declaration has an error SMG0xxx, and so there is no kernel for it.\");");
        }

        while (blocks.Count > 0)
            blocks.Pop().Dispose();

        return new EmittedSource(method.HintName, writer.ToString());
    }
}
