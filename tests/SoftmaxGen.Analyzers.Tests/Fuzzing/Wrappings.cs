namespace SoftmaxGen.Analyzers.Tests.Fuzzing;

/// <summary>What C# puts around an expression (<c>@@</c>), a statement or a member, and what may stand in their place.</summary>
internal static class Wrappings
{
    public static readonly string[] Expressions =
    [
        "(@@)", "((@@))", "-(@@)", "+(@@)", "!(@@)", "~(@@)", "(@@)!", "(double)(@@)", "(float)(@@)", "(decimal)(@@)", "(Half)(@@)", "(int)(@@)", "(dynamic)(@@)",
        "(object)(@@)", "checked(@@)", "unchecked((int)(@@))", "(@@ is var QQ ? QQ : QQ)", "(@@) switch { var QQ => QQ }",
        "(@@) switch { > 0 and < 1 => 1.0, var QQ when QQ > 2 => QQ, _ => throw null! }", "(@@ is > 0 ? @@ : 0)", "(@@, 1).Item1", "(a: @@, b: 2).a",
        "new[] { @@ }[0]", "new { V = @@ }.V", "new List<double> { @@ }[^1]", "((Func<double>)(() => @@))()", "((Func<double, double>)(QQ => @@ + QQ))(1)",
        "(true ? @@ : throw null!)", "(@@ + @@)", "(@@ - @@)", "(@@ * 2)", "(@@ / @@)", "(1 / @@)", "(1 - @@)", "(@@ % 3)", "Math.Exp(@@)", "Math.Exp(-@@)",
        "Math.Log(@@)", "Math.Log(1 + Math.Exp(@@))", "Math.Max(@@, 0)", "Math.Pow(@@, 2)", "Math.Abs(@@)", "MathF.Exp((float)(@@))", "double.Exp(@@)",
        "Math.Exp(@@) / (1 + Math.Exp(@@))", "1 / (1 + Math.Exp(-(@@)))", "Math.Log(@@ + 1e-12)", "Math.Log(@@ * @@)",
        "(from QQ in new double[] { @@, 1 } select Math.Exp(QQ)).Sum()", "new double[] { @@ }.Select(Math.Exp).Sum()", "((double[])[@@, .. new double[2]])[0]",
        "(@@).Equals(1) ? 1.0 : 2.0", "await System.Threading.Tasks.Task.FromResult(@@)", "@@.ToString().Length", "nameof(@@)", "ref @@", "default(double)", "default",
        "null", "throw null!", "stackalloc double[3]", "(QQ => @@)", "delegate { return @@; }", "static double () => @@", "$\"{@@:R}\"", "(@@)++", "(@@ = 1)", "(@@ += 2)",
        "@@?.GetHashCode() ?? 0", "@@[0]", "@@[^1]", "@@[..]", "@@.Length", "*&@@", "typeof(double)", "sizeof(double)", "*(double*)0", "(@@ << 1)", "(@@ ?? 0)",
        "double.CreateChecked(@@)", "System.Numerics.Vector<double>.One[0]", "System.Runtime.CompilerServices.Unsafe.Add(ref QQ, 1)",
    ];

    public static readonly string[] Statements =
    [
        "{ @@ }", "@@ @@", "if (Environment.TickCount > 0) { @@ }", "if (Environment.TickCount > 0) return default; else { @@ }", "for (int QQ = 0; QQ < 3; QQ++) { @@ }",
        "for (;;) { @@ break; }", "while (true) { @@ if (Environment.TickCount > 0) break; }", "do { @@ } while (Environment.TickCount < 0);",
        "foreach (var QQ in new double[3]) { @@ }", "foreach (ref double QQ in new double[3].AsSpan()) { QQ = Math.Exp(QQ); @@ }",
        "try { @@ } finally { }", "try { @@ } catch (Exception QQ) when (QQ.Message.Length > 3) { throw; } finally { @@ }", "try { throw null!; } catch { @@ }",
        "lock (typeof(C)) { @@ }", "using (new System.IO.MemoryStream()) { @@ }", "checked { @@ }", "unchecked { @@ }", "unsafe { @@ }",
        "unsafe { fixed (double* QQ = new double[3]) { QQ[0] = Math.Exp(QQ[1]); @@ } }", "switch (Environment.TickCount) { case 0: goto default; case > 3 and < 9: break; default: @@ break; }",
        "switch (new object()) { case double QQ when QQ > 0: @@ break; case null: break; case { }: break; }", "void QQ() { @@ } QQ();", "double QQ(double v) => v > 0 ? QQ(v - 1) : Math.Exp(v); QQ(3); @@",
        "Action QQ = () => { @@ }; QQ();", "QQ: @@ if (Environment.TickCount == 0) goto QQ;", "goto QQ; QQ: @@", "double QQ = 0; for (int k = 0; k < 3; k++) QQ += Math.Exp(k); @@",
        "(double QQ, _) = (1.0, 2); @@", "yield return 1; @@", "yield break; @@", "await System.Threading.Tasks.Task.Yield(); @@", "return; @@", "throw new Exception(); @@",
        "Span<double> QQ = stackalloc double[4]; QQ[0] = 1; @@", "#pragma warning disable\n@@\n#pragma warning restore\n", "\n#line 7 \"other.cs\"\n@@\n#line default\n", "\n#line hidden\n@@\n",
        "\n#if !NEVER\n@@\n#else\n@@\n#endif\n", "/* a */ @@ // b\n", "const double QQ = 1e-12; @@", "ref double QQ = ref new double[1][0]; QQ = 3; @@", "break;", "continue;",
    ];

    public static readonly string[] Members =
    [
        "@@ @@", "static @@", "async @@", "unsafe @@", "abstract @@", "partial @@", "extern @@", "override @@", "public @@", "private protected @@", "[Obsolete(\"x\", true)] @@",
        "sealed class QQ { @@ }", "struct QQ { @@ }", "ref struct QQ { @@ }", "record QQ(double V) { @@ }", "record struct QQ(double[] V) { @@ }", "interface QQ { @@ }",
        "class QQ<T> where T : System.Numerics.IFloatingPointIeee754<T> { @@ }", "namespace QQ { @@ }", "class QQ(double[] v) { double S => Math.Exp(v[0]) / v.Sum(Math.Exp); @@ }",
        "@@ int QQ { get => field; set; }", "#nullable disable\n@@\n#nullable restore\n", "\n#region r\n@@\n#endregion\n", "enum QQ { A } @@", "delegate double QQ(double x); @@",
        "static double QQ(double x) => Math.Exp(x); @@", "@@ ~C() { }", "static C() { } @@", "double this[int QQ] => Math.Log(QQ); @@",
    ];

    public static readonly string[] Types =
    [
        "double", "float", "decimal", "Half", "int", "long", "uint", "byte", "nint", "Int128", "object", "string", "dynamic", "var", "void", "T", "Missing", "double?", "float?",
        "double[]", "float[]", "double[,]", "double[][]", "List<double>", "IReadOnlyList<double>", "IEnumerable<double>", "Span<double>", "ReadOnlySpan<float>", "Memory<double>",
        "double*", "ref double", "(double A, float B)", "(double, double)[]", "Func<double, double>", "Dictionary<int, double>", "System.Numerics.Vector<double>",
        "System.Numerics.Vector3", "System.Threading.Tasks.Task<double>", "IAsyncEnumerable<double>", "delegate*<double, double>", "Missing<double>", "C", "Enum", "System.Numerics.BigInteger",
    ];

    public static readonly string[] Literals =
    [
        "0", "1", "2", "-1", "0.0", "-0.0", "1.0", "1f", "1m", "1e-12", "1e-320", "1e308", "1e400", "1e-400", "1e38f", "0.5", "1e-7f", "int.MaxValue", "int.MinValue", "long.MaxValue",
        "0xFFFFFFFFFFFFFFFF", "123456789012345678901234567890", "79228162514264337593543950335m", "double.NaN", "double.NegativeInfinity", "double.MaxValue", "double.Epsilon",
        "float.MinValue", "'x'", "\"s\"", "null", "default", "true", "\"\"\"s\"\"\"", "0b1", "1_000", "Math.E", "3000000000", "\"s\"u8",
    ];
}
