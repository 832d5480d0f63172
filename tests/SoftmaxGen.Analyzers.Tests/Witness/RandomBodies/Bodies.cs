using System.Text;

namespace SoftmaxGen.Analyzers.Tests.Witness.RandomBodies;

/// <summary>Random methods: every kind of statement over random expressions, returning everything that can be seen.</summary>
internal sealed class Bodies
{
    public const string Parameters = "double[] da, float[] fa, int[] ia, double x, float y, int n, long l, uint u, bool b";

    private readonly Random _random;
    private readonly Scope _scope;
    private readonly Expressions _expressions;
    private readonly StringBuilder _text = new();
    private int _loops;
    private int _handlers;

    private Bodies(int seed)
    {
        _random = new(seed);
        _scope = new(_random);
        _expressions = new(_random, _scope);
    }

    /// <summary>The text of a method by this name.</summary>
    public static string Method(string name, int seed)
    {
        Bodies bodies = new(seed);
        bodies.Write(name);
        return bodies._text.ToString();
    }

    private void Write(string name)
    {
        foreach ((string type, string parameter) in Parameters.Split(", ").Select(p => (p.Split(' ')[0], p.Split(' ')[1])))
        {
            _scope.Declare(parameter, type);
        }

        _text.Append($"public static unsafe object?[] {name}({Parameters})\n{{\nH.Calls = 0;\n");
        for (int i = _random.Next(5, 14); i > 0; i--) Statement(3);
        _text.Append($"return new object?[] {{ {string.Join(", ", _scope.Observable())} }};\n}}\n\n");
    }

    private void Statement(int depth)
    {
        switch (_random.Next(depth > 0 ? 34 : 11))
        {
            case < 4: Declaration(); break;
            case < 6: Assignment(); break;
            case 6: Compound(); break;
            case 7: ElementAssignment(); break;
            case 8: Increment(); break;
            case 9: Tuples(); break;
            case 10: Nullables(); break;
            case 11: case 12: If(depth); break;
            case 13: For(depth); break;
            case 14: ForEach(depth); break;
            case 15: While(depth); break;
            case 16: Switch(depth); break;
            case 17: case 18: Linq(); break;
            case 19: case 20: Lambda(); break;
            case 21: LocalFunction(); break;
            case 22: Try(depth); break;
            case 23: Checked(depth); break;
            case 24: Spans(); break;
            case 25: Objects(); break;
            case 26: Structs(); break;
            case 27: References(); break;
            case 28: Pointers(); break;
            case 29: Arrays(); break;
            case 30: Lists(); break;
            case 31: Calls(); break;
            case 32: Matrices(); break;
            default: Records(); break;
        }
    }

    private string E(string type) => _expressions.Of(type, _random.Next(1, 4));

    private string Pick(params string[] options) => _expressions.Pick(options);

    private void Line(string text) => _text.Append(text).Append('\n');

    private void Block(int depth, Action? first = null)
    {
        int mark = _scope.Mark;
        Line("{");
        first?.Invoke();
        for (int i = _random.Next(1, 4); i > 0; i--) Statement(depth - 1);
        if (_loops > 0 && !_scope.InLambda && _random.Next(6) == 0) Line($"if ({E("bool")}) {Pick("break", "continue")};");
        Line("}");
        _scope.Leave(mark);
    }

    // The name exists only after its initializer.
    private void Declare(string type, string value, string prefix = "v", bool writable = true, bool captured = true)
    {
        Variable variable = _scope.Declare(type, prefix, writable, captured);
        Line($"{type} {variable.Name} = {value};");
    }

    private void Declaration()
    {
        string type = Pick(Expressions.Numbers);
        string value = _random.Next(6) == 0 ? _expressions.Literal(type) : E(type);
        Declare(type, value);
    }

    private void Assignment()
    {
        string type = Pick(Expressions.Numbers);
        if (_scope.Pick(type, writable: true) is { } v) Line($"{v} = {E(type)};");
        else Declaration();
    }

    private void Compound()
    {
        (string target, string value) = _random.Next(9) switch
        {
            0 => ("double", "float"), 1 => ("double", "int"), 2 => ("float", "int"), 3 => ("long", "int"),
            4 => ("float", "float"), 5 => ("int", "int"), 6 => ("double", "uint"), 7 => ("int", "short"), _ => ("double", "double"),
        };
        if (_scope.Pick(target, writable: true) is { } v) Line($"{v} {Pick("+=", "-=", "*=", "+=")} {E(value)};");
        string small = Pick("byte", "short", "sbyte", "ushort");
        if (_scope.Pick(small, writable: true) is { } s) Line($"{s} {Pick("+=", "*=", "^=", "-=")} {E(small)};");
        if (_scope.Pick("Half", writable: true) is { } h) Line($"{h} *= {E("Half")};");
    }

    private void Increment()
    {
        string type = Pick(Expressions.Numbers);
        if (_scope.Pick(type, writable: true) is { } v) Line(Pick($"{v}++;", $"--{v};", $"{v}--;"));
    }

    private void ElementAssignment()
    {
        string type = Pick("double", "float", "int");
        if (_scope.Pick(type + "[]") is not { } array) return;
        Line(Pick($"{array}[{_expressions.Index(2)}] {Pick("=", "=", "+=", "*=")} {E(type)};", $"{array}[{_expressions.Index(2)}]++;",
            $"({array}[0], {array}[{_expressions.Index(2)}]) = ({E(type)}, {array}[1]);"));
    }

    private void Tuples()
    {
        string a = _scope.NewName("t"), b = _scope.NewName("t");
        Line($"var ({a}, {b}) = ({E("double")}, {E("int")});");
        _scope.Declare(a, "double");
        _scope.Declare(b, "int");
        if (_random.Next(2) == 0 && _scope.Pick("double", writable: true) is { } v) Line($"({v}, {a}) = ({a}, {v});");
    }

    private void Nullables()
    {
        Declare("double?", $"{E("bool")} ? {E("double")} : null");
        if (_scope.Pick("double?", writable: true) is { } v) Line(Pick($"{v} += {E("double")};", $"{v} ??= {E("double")};", $"{v}++;", $"if ({v} > {E("double")}) {v} = null;"));
    }

    private void If(int depth)
    {
        Line($"if ({E("bool")})");
        Block(depth);
        if (_random.Next(2) == 0)
        {
            Line("else");
            Block(depth);
        }
    }

    private void For(int depth)
    {
        if (_loops >= 2) return;
        string i = _scope.NewName("i");
        Line($"for (int {i} = 0; {i} < {_random.Next(1, 5)}; {i}++)");
        Loop(depth, i, "int");
    }

    private void ForEach(int depth)
    {
        if (_loops >= 2) return;
        string type = Pick("double", "float", "int");
        if (_scope.Pick(type + "[]") is not { } array) return;
        string x = _scope.NewName("x");
        Line($"foreach ({type} {x} in {Pick(array, $"{array}.ToList()", $"{array}.Skip(1)", $"{array}.ToArray()")})");
        Loop(depth, x, type);
    }

    private void Loop(int depth, string name, string type)
    {
        int mark = _scope.Mark;
        _loops++;
        Block(depth, () => Line($"{type} {Alias(name, type)} = {name};"));
        _loops--;
        _scope.Leave(mark);
    }

    private string Alias(string name, string type)
    {
        string alias = name + "a";
        _scope.Declare(alias, type);
        return alias;
    }

    private void While(int depth)
    {
        if (_loops >= 2) return;
        string k = _scope.NewName("k");
        Line($"int {k} = 0;");
        Line($"while ({k}++ < {_random.Next(1, 5)} && {E("bool")})");
        _loops++;
        Block(depth);
        _loops--;
    }

    private void Switch(int depth)
    {
        Line($"switch ({E("int")} & 3)\n{{\ncase 0:");
        int loops = _loops;
        _loops = 0;
        Block(depth);
        Line($"break;\ncase 1:\ncase 2:");
        Block(depth);
        Line(_random.Next(3) == 0 ? "goto case 0;" : "break;");
        Line("default:");
        Block(depth);
        Line("break;\n}");
        _loops = loops;
    }

    private void Linq()
    {
        string type = Pick("double", "float", "int");
        if (_scope.Pick(type + "[]") is not { } array) return;
        string q = _scope.NewName("q"), w = _scope.NewName("q");
        string result = Pick("double", "float");
        string inner = InLambda(() => In(q, type, () => E(result)));
        string filter = InLambda(() => In(w, result, () => E("bool")));
        string source = $"{array}.Select({q} => {inner})";
        if (_random.Next(3) == 0) source += $".Where({w} => {filter})";
        switch (_random.Next(5))
        {
            case 0: Declare(result, $"{source}.Sum()"); break;
            case 1: Declare(result + "[]", $"{source}.Concat(new {result}[4]).Take(4).ToArray()", writable: false); break;
            case 2: Declare(result, $"{source}.DefaultIfEmpty().Aggregate(({q}, {w}) => {q} * 0.5f + {w})".Replace(".DefaultIfEmpty()", ".Append(1)")); break;
            case 3: Declare("int", $"{source}.Count()"); break;
            default: Declare(result, $"{source}.Prepend(0).{Pick("Max", "Min", "First", "Last", "Average")}()"); break;
        }
    }

    private string InLambda(Func<string> make)
    {
        bool outer = _scope.InLambda;
        _scope.InLambda = true;
        string text = make();
        _scope.InLambda = outer;
        return text;
    }

    private string In(string name, string type, Func<string> make)
    {
        int mark = _scope.Mark;
        _scope.Declare(name, type);
        string text = make();
        _scope.Leave(mark);
        return text;
    }

    private void Lambda()
    {
        string q = _scope.NewName("q");
        string type = Pick("double", "int");
        string body = InLambda(() => In(q, type, () => E(type)));
        string statements = _random.Next(2) == 0 || _scope.Pick(type, writable: true) is not { } v || _scope.InLambda
            ? body
            : $"{{ {(_scope.Pick(type, true) is { } w && IsCapturable(type) ? $"{Capturable(type)} = {q};" : "")} return {body}; }}";
        Declare($"Func<{type}, {type}>", $"{q} => {statements}", "f", writable: false);
    }

    private bool IsCapturable(string type) => InLambda(() => _scope.Pick(type, true) ?? "").Length > 0;

    private string Capturable(string type) => InLambda(() => _scope.Pick(type, true)!);

    private void LocalFunction()
    {
        string f = _scope.NewName("g"), k = _scope.NewName("k");
        string body = InLambda(() => In(k, "int", () => E("double")));
        Line($"double {f}(int {k}) => {k} <= 0 ? {body} : {f}({k} - 1) + {k};");
        Declare("double", $"{f}({_random.Next(4)})");
        if (_random.Next(2) == 0) Line($"ia[1] += (int)new[] {{ 1, 2 }}.Sum({f});");
    }

    private void Try(int depth)
    {
        Line("try");
        Block(depth, () =>
        {
            if (_random.Next(3) == 0) Line($"if ({E("bool")}) throw new {Pick("InvalidOperationException", "ArgumentException", "FormatException")}(\"x\" + n);");
        });
        int loops = _loops;
        Line($"catch ({Pick("ArithmeticException", "Exception", "SystemException", "InvalidOperationException")}) {(_random.Next(4) == 0 ? $"when ({E("bool")})" : "")}");
        _handlers++;
        Block(depth);
        if (_random.Next(3) == 0)
        {
            Line("finally");
            _loops = 0;
            Block(depth);
            _loops = loops;
        }

        _handlers--;
    }

    private void Checked(int depth)
    {
        Line(Pick("checked", "unchecked"));
        Block(depth);
    }

    private void Spans()
    {
        string type = Pick("double", "float");
        if (_scope.InLambda || _scope.Pick(type + "[]") is not { } array) return;
        string s = _scope.NewName("s"), t = _scope.NewName("s");
        int start = _random.Next(3);
        Line($"Span<{type}> {s} = {Pick($"{array}.AsSpan({start})", $"{array}.AsSpan({start}, 1)", $"new Span<{type}>({array}, {start}, 2)", _handlers > 0 ? array : $"stackalloc {type}[3]", $"{array}")};");
        Line($"var {t} = {s}[{_random.Next(2)}..];");
        Line($"{s}[0] {Pick("=", "+=")} {E(type)};");
        Line(Pick($"if ({t}.Length > 0) {t}[^1] *= {E(type)};", $"{t}.Fill({E(type)});", $"foreach (ref {type} r in {t}) r += {_expressions.Literal(type)};", $"{s}.Slice(0, 1).CopyTo({t});", $"{t}.Clear();"));
        Declare(type, Pick($"{s}[{s}.Length - 1]", $"{s}.ToArray().Sum()"));
    }

    private void Objects()
    {
        Declare("Acc", Pick("new Acc()", "new Neg()", $"new Acc {{ Bits = {E("int")} }}"), "o", writable: false);
        string acc = _scope.Pick("Acc")!;
        Line($"{acc}.Add({E("double")});");
        Line(Pick($"{acc}[{_random.Next(5)}] += {E("double")};", $"{acc}.Best = {E("double")};", $"{acc}.Bits ^= {E("int")};", $"{acc}.Add({E("float")});"));
    }

    private void Structs()
    {
        Declare("Vec", _random.Next(3) == 0 && _scope.Pick("Vec") is { } old ? Pick(old, $"-{old}", $"{E("double")} * {old}") : $"new Vec({E("double")}, {E("float")})");
        string vec = _scope.Pick("Vec", writable: true)!;
        Line(Pick($"{vec}.X = {E("double")};", $"{vec}.Scale({E("double")});", $"{vec}.Y += {E("float")};", $"{vec} += new Vec {{ X = {E("double")} }};"));
    }

    private void References()
    {
        if (_scope.InLambda) return;
        if (_scope.Pick("double", writable: true) is { } v) Line($"H.Ref(ref {v}, {E("int")});");
        if (_scope.Pick("int[]") is { } ints) Line($"H.RefInt(ref {ints}[{_random.Next(4)}]);");
        string r = _scope.NewName("r");
        if (_scope.Pick("double[]") is { } array)
        {
            Line($"ref double {r} = ref {Pick($"{array}[{_expressions.Index(1)}]", $"H.At({array}, {E("int")})")};");
            Line($"{r} {Pick("=", "+=", "/=")} {E("double")};");
        }

        string o = _scope.NewName("w");
        Line($"bool {o}b = H.Out({E("int")}, out double {o});");
        _scope.Declare(o, "double");
        _scope.Declare(o + "b", "bool");
    }

    private void Pointers()
    {
        if (_scope.InLambda || _scope.Pick("double[]") is not { } array) return;
        string p = _scope.NewName("p"), s = _scope.NewName("v"), e = _scope.NewName("p");
        Line($"double {s} = 0;");
        Line($"fixed (double* {p} = {array}) {{ {p}[{_random.Next(4)}] = {p}[1] + *({p} + {_random.Next(4)}); double* {e} = {p} + 3; {s} = *{e}-- - {e}[0]; *{e} *= 2; {s} += {e} - {p}; }}");
        _scope.Declare(s, "double");
    }

    private void Arrays()
    {
        string type = Pick("double", "float", "int");
        Declare($"{type}[]", Pick($"new {type}[4]", $"new {type}[] {{ {E(type)}, {E(type)}, 1, {E(type)} }}", $"({type}[]){_scope.Pick(type + "[]")}.Clone()", $"[{E(type)}, .. {_scope.Pick(type + "[]")}.Take(3)]"), "a", writable: false);
        if (_scope.Pick(type + "[]") is { } array) Line(Pick($"Array.Copy({array}, 1, {_scope.Pick(type + "[]")}, 0, 2);", $"Array.Fill({array}, {E(type)}, 1, 2);", $"Array.Clear({array}, 0, 1);", ";"));
    }

    private void Lists()
    {
        string type = Pick("double", "float");
        string list = _scope.NewName("l");
        Line($"var {list} = new List<{type}> {{ {E(type)}, 2 }};");
        Line($"{list}.Add({E(type)}); {list}[1] {Pick("+=", "=")} {E(type)}; {Pick($"{list}.RemoveAt(0);", $"{list}.Insert(1, {E(type)});", $"{list}.AddRange({_scope.Pick(type + "[]")});", $"{list}.Reverse();")}");
        Line($"foreach (var z{list} in {list}) l += z{list} > 0 ? 1 : 2;");
        _scope.Declare(list, $"List<{type}>");
    }

    private void Calls()
    {
        if (_scope.Pick("double[]") is not { } array) return;
        string p = _scope.NewName("a");
        Line($"var {p} = new double[4]; H.Softmax({array}, {p});");
        _scope.Declare(p, "double[]");
        Line("H.Calls++;");
    }

    private void Matrices()
    {
        string m = _scope.NewName("m");
        string i = _scope.NewName("i");
        Line($"var {m} = new {Pick("double", "float")}[2, 3];");
        Line($"for (int {i} = 0; {i} < {m}.GetLength(1); {i}++) {{ {m}[{i} & 1, {i}] += {E("float")}; {m}[0, {i}] -= {i}; }}");
        _scope.Declare(m, "matrix");
    }

    private void Records()
    {
        string r = _scope.NewName("r");
        Line($"var {r} = new Pair({E("double")}, {E("int")}); {r} = {r} with {{ A = {E("double")} }};");
        Declare("double", $"{r}.A + {r}.B - {r}.C");
        Declare("double", $"{r} is {{ A: > 1, B: var c{r} }} ? c{r} : {r}.C");
    }
}
