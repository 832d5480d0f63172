namespace SoftmaxGen.Analyzers.Tests.Witness;

internal static partial class FeatureCases
{
    private static IReadOnlyList<FeatureCase> Data =>
    [
        Body("Arrays", "var a = new double[3]; a[0] = 1; a[1] += 2; a[2]++; int i = 0; a[i++] *= 5; var b = a; b[2] = 9; var c = new[] { 1f, 2f }; int[] d = { 3, 4 }; return new object[] { a, b.Length, c, d, i };"),
        Body("Matrices", "var m = new double[2, 3]; m[1, 2] = 5; m[0, 1] -= 2; m[1, 0]++; var k = new int[,] { { 1, 2 }, { 3, 4 } }; return new object[] { m, k, m.GetLength(0), m.GetLength(1), m.Length, m.Rank, k[1, 0], k.GetUpperBound(1) };"),
        Body("Jagged", "double[][] j = new double[2][]; j[0] = new double[] { 1, 2 }; j[1] = new double[3]; j[1][2] += 4; j[0] = j[1]; j[0][0] = 7; float[][] k = { new[] { 1f }, new float[0] }; return new object[] { j, k, j[1].Length };"),
        Body("ArrayMethods", "int[] a = { 3, 1, 2 }; var b = (int[])a.Clone(); b[0] = 9; var c = new int[5]; Array.Copy(a, c, 3); Array.Copy(a, 1, c, 3, 2); Array.Fill(b, 4, 1, 2); var d = new double[3]; Array.Fill(d, 1.5); var e = new int[] { 1, 2, 3 }; Array.Clear(e, 1, 2); Array.Clear(e); Array.Reverse(a); return new object[] { a, b, c, d, e, Array.IndexOf(a, 1), Array.Empty<float>(), Array.ConvertAll(a, x => x * 0.5), Array.Exists(a, x => x > 2) };"),
        Body("ArrayCopyOverlaps", "int[] a = { 1, 2, 3, 4, 5 }; Array.Copy(a, 0, a, 1, 4); a.CopyTo(new int[5], 0); return a;"),
        Body("ArrayCopyTooLong", "int[] a = { 1, 2 }; Array.Copy(a, a, 3); return a;"),
        Body("IndicesFromEnd", "int[] a = { 1, 2, 3, 4 }; Index k = ^2; a[^1] = 9; var s = \"hello\"; return new object[] { a[^1], a[k], a[1..], a[..^1], a[1..3], s[^1], s[1..3] };"),
        Body("RangeOutOfRange", "int[] a = { 1 }; return a[2..];"),
        Body("Spans", "Span<double> s = new double[] { 1, 2, 3, 4 }; s[1] = 7; var t = s.Slice(1, 2); t[0] += 1; t.Fill(3); s[^1] = 5; var u = s[2..]; u[0]--; ReadOnlySpan<double> r = s; double q = 0; foreach (double x in r) q += x; foreach (ref double x in s) x *= 2; return new object[] { s.ToArray(), t.Length, q, r[0], r.IsEmpty, u.ToArray() };"),
        Body("SpanOfPart", "double[] a = { 1, 2, 3, 4 }; var s = new Span<double>(a, 1, 2); s[0] = 9; a.AsSpan(2).Clear(); a.AsSpan(0, 1).Fill(6); s.CopyTo(a.AsSpan(2)); Span<double> e = default; return new object[] { a, e.Length, s.TryCopyTo(a.AsSpan(3)), a.AsSpan()[0] };"),
        Body("SpanOutOfRange", "Span<int> s = new int[2]; return s[2];"),
        Body("SliceOutOfRange", "Span<int> s = new int[2]; return s.Slice(1, 2).Length;"),
        Body("Memories", "Memory<float> m = new float[] { 1, 2, 3 }; m.Span[1] = 8; ReadOnlyMemory<float> r = m.Slice(1); return new object[] { m.ToArray(), r.Length, r.Span[0], m.Span.ToArray() };"),
        Body("StackAllocated", "Span<float> s = stackalloc float[3]; s[1] = 2; Span<int> t = stackalloc int[] { 1, 2 }; Span<int> v = stackalloc[] { 4, 5, 6 }; ReadOnlySpan<double> w = stackalloc double[2]; return new object[] { s.ToArray(), t.ToArray(), v.ToArray(), w.Length };"),
        Body("SpanEqualsArray", "float[] a = { 1, 2 }; ReadOnlySpan<float> s = a; a[0] = 5; return s[0];"),
        Body("Pointers", "double[] a = { 1, 2, 3 }; double s = 0; fixed (double* p = a) { for (int i = 0; i < a.Length; i++) s += p[i] * *(p + i); double* q = p; q++; *q = 7; q[1] += 2; s += q - p; *q++ = 8; s += *q; } fixed (double* p = &a[1]) p[0]++; fixed (double* p = a.AsSpan()) p[2]--; return new object[] { a, s };"),
        Body("PointerLoop", "float[] a = { 1, 2, 3 }; float s = 0; fixed (float* b = a) { for (float* p = b, e = b + a.Length; p < e; ++p) s += *p; } return s;"),
        Body("StackPointer", "double* p = stackalloc double[3]; p[0] = 1; *(p + 1) = 2; double r = 0; for (int i = 0; i < 3; i++) r += p[i]; return r;"),
        Body("RefLocals", "double[] a = { 1, 2, 3 }; ref double r = ref a[1]; r = 9; r += 1; int x = 3; ref int y = ref x; y++; r = ref a[2]; r = 4; ref readonly double q = ref a[0]; return new object[] { a, x, q };"),
        Body("Lists", "var l = new List<double> { 1, 2 }; l.Add(3); l.AddRange(new[] { 4.0, 5 }); l[0] = 9; l[1] += 2; l.Insert(1, 7); l.RemoveAt(0); var c = new List<double>(l); c.Reverse(); l.Clear(); return new object[] { l.Count, c, c.ToArray(), c[^1], c.Contains(3), c.IndexOf(4), new List<int>(5).Count, c.ConvertAll(x => (int)x), c.Exists(x => x > 4) };"),
        Body("ListOutOfRange", "var l = new List<int> { 1 }; return l[1];"),
        Body("ListInterfaces", "IList<double> l = new List<double> { 1, 2 }; l[0] = 5; l.Add(1); IReadOnlyList<double> r = new[] { 3.0, 4 }; ICollection<double> c = r.ToList(); IEnumerable<double> e = l; double s = 0; for (int i = 0; i < r.Count; i++) s += r[i]; foreach (double x in e) s += x; return new object[] { l, s, c.Count, r[1], e.Count() };"),
        Body("ArrayAsList", "IList<int> l = new[] { 1, 2 }; l[1] = 5; try { l.Add(3); } catch (NotSupportedException) { l[0] = 7; } return new object[] { l, l.Count };"),
        Body("ListForEach", "var l = new List<int> { 1, 2, 3 }; int s = 0; l.ForEach(x => s += x); Array.ForEach(l.ToArray(), x => s *= x); return s;"),
        Body("CopyToArray", "var l = new List<float> { 1, 2 }; var a = new float[4]; l.CopyTo(a, 1); l.CopyTo(a); return a;"),
        Body("Tuples", "var t = (1, 2.5); (int A, float B) u = (3, 4); u.A++; var (x, y) = t; (x, int z) = (7, 8); (x, z) = (z, x); var n = (1, (2, 3)); var (p, (q, r)) = n; n.Item2.Item1 = 9; double[] a = new double[2]; (a[0], a[1]) = (5, 6); return new object[] { t, u, x, y, z, p + q + r, n, a, t == (1, 2.5), t != (1, 3.0), u.Item2 };"),
        Body("TuplesAreCopied", "var t = (A: 1, B: 2); var u = t; u.A = 9; (int, int)[] a = { t, u }; var w = a[0]; w.Item1 = 100; a[1].Item2 = 50; foreach (var (p, q) in a) t.A += p * q; return new object[] { t, u, a, w };"),
        Body("TupleConverts", "(double, long) t = (1, 2); (int, float) u = (3, 4.5f); (double, double) v = u; return new object[] { t, v };"),
        Body("Discards", "var (_, b) = (1, 2); _ = b++; return b;"),
        Body("AnonymousTypes", "var o = new { A = 1, B = 2.5f }; var p = new { o.A, C = o.B * 2 }; return new object[] { o.A, o.B, p.A, p.C };"),
        Body("ArrayPools", "var p = System.Buffers.ArrayPool<float>.Shared; float[] a = p.Rent(5); for (int i = 0; i < 5; i++) a[i] = i; float s = 0; for (int i = 0; i < 5; i++) s += a[i]; p.Return(a); return s;"),
        Body("ArrayOfStructs", "var a = new (int X, double Y)[2]; a[0].X = 4; a[1] = (5, 6); var c = a[0]; c.X = 9; return new object[] { a, c };"),
        Body("Uninitialised", "float[] a = GC.AllocateUninitializedArray<float>(3); a[1] = 2; double[] b = GC.AllocateArray<double>(2); return new object[] { a.Length, b };"),
        Body("ArraySegments", "var s = new ArraySegment<int>(new[] { 1, 2, 3 }, 1, 2); int t = 0; foreach (int x in s) t += x; return new object[] { s.Count, s[0], t, s.Offset };"),
    ];
}
