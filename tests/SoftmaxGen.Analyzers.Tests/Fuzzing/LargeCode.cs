using System.Text;

namespace SoftmaxGen.Analyzers.Tests.Fuzzing;

/// <summary>Code that is larger or deeper than anyone writes by hand; a program that writes code does not mind.</summary>
internal static class LargeCode
{
    private const string Start = "static unsafe class C\n{\npublic static double M(double[] x, double a, int n)\n{\n";

    private const string End = "\n}\n}\n";

    private static readonly string[] Links =
    [
        "{0} + Math.Exp(x[{1}])", "{0} - x[{1}]", "{0} * a", "{0} / Math.Exp(a)", "Math.Max({0}, a)", "Math.Exp({0})", "-({0})", "(a > {1} ? a : {0})", "(double)(float)({0})",
        "new[] {{ {0} }}[0]", "checked({0})", "({0}) switch {{ var v{1} => v{1} }}", "new double[] {{ {0} }}.Sum(Math.Exp)", "((Func<double>)(() => {0}))()",
        "((Func<double, double>)(v{1} => {0} + v{1}))(1)", "a = {0}", "(x[{1}] += {0})", "Math.Log({0} + 1e-9)", "1 / (1 + Math.Exp({0}))",
    ];

    private static readonly string[] Blocks =
    [
        "if (a > {1}) {{ {0} }}", "for (int i{1} = 0; i{1} < n; i{1}++) {{ {0} }}", "while (a < {1}) {{ a += Math.Exp(x[0]); {0} }}", "try {{ {0} }} finally {{ a += Math.Exp(a); }}",
        "switch (n) {{ case {1}: {0} break; }}", "{{ {0} }}", "double f{1}(double v) {{ {0} return Math.Exp(v); }} a += f{1}(a);", "Action g{1} = () => {{ {0} }}; g{1}();",
        "foreach (double v{1} in x) {{ a += v{1}; {0} }}", "lock (x) {{ {0} }}", "do {{ {0} }} while (a > {1});",
    ];

    /// <summary>Texts by their names: nested expressions and statements, and long rows of each.</summary>
    public static IEnumerable<(string Name, string Text)> All(int depth, int length)
    {
        foreach (string link in Links)
            yield return ($"{depth} times {link}", Start + "return " + Nested(link, "Math.Exp(a)", depth) + ";" + End);
        foreach (string block in Blocks)
            yield return ($"{depth} times {block}", Start + Nested(block, "a += Math.Exp(x[0]) / x.Sum(Math.Exp);", depth) + "\nreturn Math.Log(a);" + End);
        yield return ("a sum of many", Start + "return " + string.Join(" + ", Enumerable.Range(0, length).Select(i => $"Math.Exp(x[{i}])")) + ";" + End);
        yield return ("a product of many", Start + "return Math.Log(" + string.Join(" * ", Enumerable.Range(0, length).Select(i => $"x[{i}]")) + ");" + End);
        yield return ("many additions", Start + Rows(length, i => $"a += Math.Exp(x[{i}] - a);") + "return a;" + End);
        yield return ("many conditions", Start + Rows(length, i => $"if (x[{i}] > a) a = x[{i}];") + "return Math.Exp(x[0] - a);" + End);
        yield return ("else after else", Start + Rows(depth, i => $"if (n == {i}) a = Math.Exp(x[{i}]); else ") + "a = 0; return a;" + End);
        yield return ("many locals", Start + Rows(length, i => $"double v{i} = Math.Exp({(i == 0 ? "a" : $"v{i - 1}")});") + $"return v{length - 1};" + End);
        yield return ("many methods", "static class C\n{\n" + Rows(length, i => $"static double M{i}(double v) => Math.Exp(M{(i + 1) % length}(v));") + "}\n");
        yield return ("a long array", Start + "double[] t = { " + string.Join(", ", Enumerable.Range(0, length).Select(i => $"Math.Exp({i})")) + " };\nreturn t[n] / t.Sum();" + End);
        yield return ("a long concatenation", Start + "string s = " + string.Join(" + ", Enumerable.Range(0, length).Select(i => $"\"{i}\" + a")) + ";\nreturn Math.Exp(s.Length);" + End);
        yield return ("a long chain", Start + "return x" + string.Concat(Enumerable.Repeat(".Select(Math.Exp)", depth)) + ".Sum();" + End);
        yield return ("many cases", Start + "switch (n)\n{\n" + Rows(length, i => $"case {i}: a = Math.Exp(x[{i}]); break;") + "}\nreturn a;" + End);
        yield return ("many arms", Start + "return n switch\n{\n" + Rows(length, i => $"{i} => Math.Exp(x[{i}]),") + "_ => 0\n};" + End);
        yield return ("many types", Rows(depth, i => $"class N{i} {{ static double M(double v) => Math.Exp(v);") + new string('}', depth));
        yield return ("deep generics", Start + "object o = new " + Nested("List<{0}>", "double", depth) + "(); return Math.Exp(a) / x.Sum(Math.Exp);" + End);
        yield return ("a deep jagged array", Start + "double" + string.Concat(Enumerable.Repeat("[]", depth)) + " j = null!; return Math.Exp(j" + string.Concat(Enumerable.Repeat("[0]", depth)) + ");" + End);
        yield return ("a deep pattern", Start + "return x is " + Nested("{{ Length: > 0 }} and ({0})", "not null", depth) + " ? Math.Exp(x[0]) / x.Sum(Math.Exp) : 0;" + End);
        yield return ("a deep tuple", Start + "var t = " + Nested("({0}, a)", "Math.Exp(a)", 8) + "; return Math.Log(t.Item2);" + End);
        yield return ("huge numbers", Start + $"return Math.Exp(1{new string('0', 300)}.0) / Math.Log(0.{new string('0', 340)}1) + {new string('9', 5000)};" + End);
        yield return ("a long name", Start + $"double {new string('v', 5000)} = Math.Exp(a); return Math.Log({new string('v', 5000)});" + End);
    }

    private static string Nested(string template, string inner, int depth)
    {
        string[] parts = template.Split("{0}");
        StringBuilder text = new(inner);
        if (parts.Length != 2)
            throw new ArgumentException("One place is needed.", nameof(template));
        // From the inside out, without copying what is there already at each step.
        StringBuilder before = new(), after = new();
        for (int i = depth - 1; i >= 0; i--)
            before.Append(Format(parts[0], i));
        for (int i = 0; i < depth; i++)
            after.Append(Format(parts[1], i));
        return before.Append(text).Append(after).ToString();
    }

    private static string Format(string part, int number) => part
        .Replace("{1}", number.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal);

    private static string Rows(int count, Func<int, string> row) => string.Join('\n', Enumerable.Range(0, count).Select(row)) + "\n";
}
