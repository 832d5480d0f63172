using System.Globalization;

namespace SoftmaxGen.Analyzers.Tests.Witness.RandomBodies;

/// <summary>Random expressions of a wanted type. The left operand always depends on a variable: nothing is folded away.</summary>
internal sealed class Expressions(Random random, Scope scope)
{
    public static readonly string[] Integers = ["int", "long", "uint", "ulong", "short", "byte", "sbyte", "ushort"];

    public static readonly string[] Numbers =
        ["double", "double", "double", "float", "float", "float", "int", "int", "int", "long", "uint", "ulong", "short", "byte", "sbyte", "ushort", "Half", "decimal"];

    public string Of(string type, int depth)
    {
        if (depth <= 0) return Leaf(type);
        return type switch
        {
            "double" => Double(depth),
            "float" => Single(depth),
            "bool" => Boolean(depth),
            "int" or "long" or "uint" or "ulong" => Integer(type, depth),
            "Half" => Half(depth),
            "decimal" => Decimal(depth),
            _ => $"({type})({Of("int", depth - 1)})",
        };
    }

    public string Leaf(string type) => scope.Pick(type) ?? type switch
    {
        "bool" => $"({Leaf("int")} > {random.Next(-3, 4)})",
        "double" => "H.Table[1]",
        "int" => "H.Table.Length",
        "decimal" => $"(decimal)({Leaf("int")} % 1000)",
        _ when Integers.Contains(type) => $"({type})({Leaf("int")})",
        _ => $"({type})({Leaf("double")})",
    };

    /// <summary>A right operand, which may be a literal.</summary>
    public string Right(string type, int depth) => random.Next(3) == 0 ? Literal(type) : Of(type, depth - 1);

    public string Literal(string type)
    {
        int small = random.Next(1, 9);
        return type switch
        {
            "double" => Pick("0.5", "2.0", "1e-3", "-1.5", "3.7", "100.0", "1e-12", "709.0", "1e308", "double.Epsilon", "0.1"),
            "float" => Pick("0.5f", "2f", "1e-3f", "-1.5f", "3.7f", "88f", "1e-8f", "1e38f", "float.Epsilon", "0.1f"),
            "long" => $"{small}L",
            "uint" => $"{small}u",
            "ulong" => $"{small}ul",
            "bool" => Pick("true", "false"),
            "Half" => $"(Half){small}",
            "decimal" => $"{small}.25m",
            _ => small.ToString(CultureInfo.InvariantCulture),
        };
    }

    public string Index(int depth) => random.Next(60) == 0 ? Of("int", depth - 1) : $"({Of("int", depth - 1)} & 3)";

    public string Pick(params string[] options) => options[random.Next(options.Length)];

    private string Element(string type, int depth) => scope.Pick(type + "[]") is { } array ? $"{array}[{Index(depth)}]" : Leaf(type);

    private string Double(int depth) => random.Next(26) switch
    {
        < 7 => $"({Of("double", depth - 1)} {Pick("+", "-", "*", "/", "+", "*", "%")} {Right("double", depth)})",
        < 9 => $"Math.{Pick("Exp", "Log", "Sqrt", "Tanh", "Abs", "Floor", "Log10", "Sin", "Cosh", "Round", "Log2", "Cbrt")}({Of("double", depth - 1)})",
        9 => $"Math.{Pick("Max", "Min", "Pow", "Atan2", "IEEERemainder")}({Of("double", depth - 1)}, {Right("double", depth)})",
        10 => $"(double){Parenthesised(Pick("float", "int", "long", "uint", "ulong", "byte", "Half"), depth)}",
        11 => $"({Of("bool", depth - 1)} ? {Of("double", depth - 1)} : {Of(Pick("double", "float", "int"), depth - 1)})",
        12 or 13 => Element("double", depth),
        14 => $"-{Parenthesised("double", depth)}",
        15 => $"({Of(Pick("float", "int", "long"), depth - 1)} {Pick("+", "*", "-")} {Of("double", depth - 1)})",
        16 => scope.Pick("Func<double, double>") is { } f ? $"{f}({Of("double", depth - 1)})" : Leaf("double"),
        17 => Pick($"H.Opt({Of("double", depth - 1)})", $"H.Opt({Of("double", depth - 1)}, n: {Of("int", depth - 1)})", $"H.Opt(s: {Of("float", depth - 1)}, x: {Of("double", depth - 1)})", $"{Parenthesised("double", depth)}.Twice()", $"H.Sum({Of("double", depth - 1)}, {Of("float", depth - 1)})"),
        18 => Switch("double", depth),
        19 => scope.Pick("double", writable: true) is { } v ? Pick($"({v} {Pick("+=", "-=", "*=", "/=")} {Right("double", depth)})", $"{v}++", $"--{v}") : Leaf("double"),
        20 => scope.Pick("Vec") is { } vec ? Pick($"{vec}.X", $"{vec}.Norm", $"(double)({vec} + new Vec({Of("double", depth - 1)}, {Of("float", depth - 1)}))", $"({Of("double", depth - 1)} * {vec}).X", $"(-{vec}).Norm") : Leaf("double"),
        21 => scope.Pick("Acc") is { } acc ? Pick($"{acc}.Best", $"{acc}.Mean()", $"{acc}[{Of("int", depth - 1)}]") : Leaf("double"),
        22 => scope.Pick("double[]") is { } array ? Pick($"{array}.Sum()", $"{array}.Max()", $"{array}.Average()", $"{array}.Min()", $"H.Fold({array}, {Of("double", depth - 1)}, (p_, q_) => p_ * 0.5 + q_)", $"H.Dot({array}, {array})", $"H.Iterate({array}, {random.Next(5)}).Sum()", $"H.At({array}, {Of("int", depth - 1)})") : Leaf("double"),
        23 => $"double.{Pick("Exp", "Log", "Sqrt", "Abs", "LogP1", "ExpM1")}({Of("double", depth - 1)})",
        24 => scope.Pick("double?") is { } nullable ? Pick($"({nullable} ?? {Of("double", depth - 1)})", $"{nullable}.GetValueOrDefault()", $"({nullable} * 2 ?? 1)") : Leaf("double"),
        _ => Leaf("double"),
    };

    private string Single(int depth) => random.Next(18) switch
    {
        < 6 => $"({Of("float", depth - 1)} {Pick("+", "-", "*", "/", "+", "*", "%")} {Right("float", depth)})",
        6 or 7 => $"MathF.{Pick("Exp", "Log", "Sqrt", "Tanh", "Abs", "Floor", "Log10", "Sin", "Round", "Log2")}({Of("float", depth - 1)})",
        8 => $"Math{Pick("F", "")}.{Pick("Max", "Min")}({Of("float", depth - 1)}, {Right("float", depth)})",
        9 => $"(float){Parenthesised(Pick("double", "int", "long", "uint", "ulong", "short", "Half"), depth)}",
        10 => $"({Of("bool", depth - 1)} ? {Of("float", depth - 1)} : {Of(Pick("float", "int"), depth - 1)})",
        11 or 12 => Element("float", depth),
        13 => $"({Of("int", depth - 1)} {Pick("+", "*", "/")} {Of("float", depth - 1)})",
        14 => scope.Pick("float", writable: true) is { } v ? Pick($"({v} {Pick("+=", "-=", "*=", "/=")} {Right("float", depth)})", $"{v}--", $"++{v}") : Leaf("float"),
        15 => scope.Pick("float[]") is { } array ? Pick($"{array}.Sum()", $"{array}.Max()", $"{array}.Average()", $"H.SpanSum({array})", $"H.SpanSum({array}.AsSpan(1, 2))", $"H.Dot({array}, {array})", $"H.Fold({array}, 1f, (p_, q_) => p_ + q_ * p_)") : Leaf("float"),
        16 => scope.Pick("Vec") is { } vec ? $"{vec}.Y" : $"(float)Math.Exp({Of("float", depth - 1)})",
        _ => Leaf("float"),
    };

    private string Integer(string type, int depth) => random.Next(18) switch
    {
        < 5 => $"({Of(type, depth - 1)} {Pick("+", "-", "*", "&", "|", "^", "+")} {Right(type, depth)})",
        5 => $"({Of(type, depth - 1)} {Pick("<<", ">>", ">>>")} {Right("int", depth)})",
        6 => random.Next(12) == 0 ? $"({Of(type, depth - 1)} {Pick("/", "%")} {Of(type, depth - 1)})" : $"({Of(type, depth - 1)} {Pick("/", "%")} {random.Next(1, 9)})",
        7 => $"({type}){Parenthesised(Pick("double", "float", "int", "long", "uint", "ulong", "short", "sbyte", "Half"), depth)}",
        8 => type == "int" ? $"({Of(Pick("short", "byte", "sbyte", "ushort"), depth - 1)} {Pick("+", "*", "-")} {Of(Pick("short", "byte"), depth - 1)})" : $"~{Parenthesised(type, depth)}",
        9 => $"({Of("bool", depth - 1)} ? {Of(type, depth - 1)} : {Right(type, depth)})",
        10 => Element(type, depth),
        11 => type is "int" or "long" ? $"-{Parenthesised(type, depth)}" : Leaf(type),
        12 => $"Math.{Pick("Max", "Min")}({Of(type, depth - 1)}, {Right(type, depth)})",
        13 => scope.Pick(type, writable: true) is { } v ? Pick($"({v} {Pick("+=", "-=", "*=", "^=", "|=", "&=")} {Right(type, depth)})", $"{v}++", $"--{v}", $"({v} <<= {random.Next(1, 9)})") : Leaf(type),
        14 => Switch(type, depth),
        15 => $"{Pick("checked", "unchecked")}({Of(type, depth - 1)} {Pick("+", "-", "*")} {Right(type, depth)})",
        16 when type == "int" => Pick($"H.Fib({Of("int", depth - 1)} & 3)", scope.Pick("Acc") is { } acc ? $"{acc}.Bits" : "H.Calls", scope.Pick("double[]") is { } array ? $"{array}.Count(q_ => q_ > {Literal("double")})" : "3", scope.Pick("Func<int, int>") is { } f ? $"{f}({Of("int", depth - 1)})" : "4"),
        _ => Leaf(type),
    };

    private string Boolean(int depth)
    {
        string type = Pick("double", "float", "int", "long", "uint", "ulong", "Half");
        return random.Next(10) switch
        {
            < 4 => $"({Of(type, depth - 1)} {Pick("<", ">", "<=", ">=", "==", "!=")} {Right(type, depth)})",
            4 => $"({Of("bool", depth - 1)} {Pick("&&", "||", "&", "|", "^")} {Of("bool", depth - 1)})",
            5 => $"!{Parenthesised("bool", depth)}",
            6 => $"{Pick("double.IsNaN", "double.IsInfinity", "double.IsFinite", "double.IsNegative")}({Of("double", depth - 1)})",
            7 => $"({Of("double", depth - 1)} is {Pick("> 0 and < 10", "double.NaN", "not > 1", "0 or < -5", ">= 1e3")})",
            8 => $"({Of("int", depth - 1)} is {Pick("> 0 and < 10", "not 3", "1 or 2 or < -5")})",
            _ => Leaf("bool"),
        };
    }

    private string Half(int depth) => random.Next(5) switch
    {
        < 2 => $"({Of("Half", depth - 1)} {Pick("+", "-", "*", "/")} {Right("Half", depth)})",
        2 => $"(Half){Parenthesised(Pick("double", "float", "int"), depth)}",
        3 => $"Half.{Pick("Exp", "Sqrt", "Abs", "Tanh")}({Of("Half", depth - 1)})",
        _ => Leaf("Half"),
    };

    private string Decimal(int depth) => random.Next(4) switch
    {
        0 => $"({Of("decimal", depth - 1)} {Pick("+", "-", "*")} {Right("decimal", depth)})",
        1 => $"({Of("decimal", depth - 1)} / {random.Next(2, 9)})",
        2 => $"(decimal)({Of("int", depth - 1)} % 100)",
        _ => Leaf("decimal"),
    };

    private string Switch(string type, int depth)
    {
        string value = Of("int", depth - 1);
        string q = scope.NewName("q");
        return $"({value} switch {{ < 0 => {Of(type, depth - 1)}, 0 or 1 => {Right(type, depth)}, var {q} when ({q} & 1) == 0 => {Of(type, depth - 1)}, > 5 => {Leaf(type)}, _ => {Of(type, depth - 1)} }})";
    }

    private string Parenthesised(string type, int depth) => $"({Of(type, depth - 1)})";
}
