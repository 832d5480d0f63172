namespace SoftmaxGen.Analyzers.Tests.Witness.RandomBodies;

/// <summary>A variable of a random body.</summary>
internal sealed record Variable(string Name, string Type, bool IsWritable, bool CanBeCaptured);

/// <summary>The variables that can be named at a point.</summary>
internal sealed class Scope(Random random)
{
    private readonly List<Variable> _variables = [];
    private int _names;

    /// <summary>Whether the point is inside a lambda, where references and spans cannot be used.</summary>
    public bool InLambda { get; set; }

    public int Mark => _variables.Count;

    public string NewName(string prefix) => $"{prefix}{_names++}";

    public Variable Declare(string type, string prefix = "v", bool writable = true, bool captured = true)
    {
        Variable variable = new(NewName(prefix), type, writable, captured);
        _variables.Add(variable);
        return variable;
    }

    public void Declare(string name, string type) => _variables.Add(new(name, type, true, true));

    public void Leave(int mark) => _variables.RemoveRange(mark, _variables.Count - mark);

    public string? Pick(string type, bool writable = false)
    {
        Variable[] fitting = [.. _variables.Where(
            v => v.Type == type && (v.IsWritable || !writable) && (v.CanBeCaptured || !InLambda))];
        return fitting.Length == 0 ? null : fitting[random.Next(fitting.Length)].Name;
    }

    /// <summary>What is returned at the end: everything whose value can be boxed.</summary>
    public IEnumerable<string> Observable() =>
        _variables.Where(v => !v.Type.StartsWith("Func", StringComparison.Ordinal) && v.CanBeCaptured).Select(v => v.Type switch
        {
            "Vec" => $"{v.Name}.X, {v.Name}.Y",
            "Acc" => $"{v.Name}.Total, {v.Name}.Bits, {v.Name}.Best, {v.Name}.Mean()",
            _ => v.Name,
        });
}
