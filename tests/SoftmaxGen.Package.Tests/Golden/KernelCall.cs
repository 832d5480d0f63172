namespace SoftmaxGen.Package.Tests.Golden;

/// <summary>One kernel that a golden case asks for: how it is declared, and how the case calls it.</summary>
/// <param name="Attribute">The attribute's name.</param>
/// <param name="Arguments">The attribute's arguments, as C#.</param>
/// <param name="Inputs">The roles that it reads.</param>
/// <param name="Outputs">The roles that it writes.</param>
/// <param name="Returned">The expected output that it returns, or nothing.</param>
internal sealed record KernelCall(
    string Attribute, string Arguments, string[] Inputs, string[] Outputs, string Returned = "")
{
    /// <summary>A method name that is the same for calls that can share a method, and for no others.</summary>
    public string Method => new(
        [.. $"{Attribute}_{Arguments}_{string.Join('_', Inputs)}_{string.Join('_', Outputs)}".Where(c => char.IsLetterOrDigit(c) || c == '_')]);

    /// <summary>The declaration in that element type.</summary>
    public string Declaration(string element)
    {
        IEnumerable<string> inputs = Inputs.Select(role => role == "labels"
            ? "ReadOnlySpan<int> labels"
            : $"ReadOnlySpan<{element}> {role}");
        IEnumerable<string> outputs = Outputs.Select(role => $"Span<{element}> {role}");
        string result = Returned == "" ? "void" : element;
        return $"""
                [{Attribute}({Arguments})]
                private static partial {result} {Method}({string.Join(", ", inputs.Concat(outputs))});
            """;
    }

    /// <summary>The statement that calls it for the case <c>c</c>.</summary>
    public string Statement()
    {
        IEnumerable<string> inputs = Inputs.Select(role => role == "labels" ? "c.Labels" : $"c[\"{role}\"]");
        IEnumerable<string> outputs = Outputs.Select(role => $"c.Output(\"{role}\")");
        string call = $"{Method}({string.Join(", ", inputs.Concat(outputs))})";
        return Returned == "" ? $"{call};" : $"c.Returned(\"{Returned}\", {call});";
    }
}
