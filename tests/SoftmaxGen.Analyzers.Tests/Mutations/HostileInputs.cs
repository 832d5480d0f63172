using System.Collections;
using System.Globalization;
using System.Reflection;

namespace SoftmaxGen.Analyzers.Tests.Mutations;

/// <summary>Inputs on which code that is not stable breaks, and some that are harmless.</summary>
internal static class HostileInputs
{
    private static readonly double[][] Vectors =
    [
        [0.5, -1, 2], [1000, 0, 2], [0, 1000, 2], [-1000, -1001, -1002], [0, -800, -5], [900, 1000, 990], [-5, 3, -2000], [2000, 0, 1000], [1000, 998, 0], [3, 0, 1000],
    ];

    private static readonly double[] Numbers = [0.5, -2, 40, -40, 800, -800, 5000, -5000];

    /// <summary>Arguments for a method that takes a vector, a table, rows, numbers, and a label.</summary>
    public static IEnumerable<object[]> For(MethodInfo method)
    {
        ParameterInfo[] parameters = method.GetParameters();
        Type first = parameters[0].ParameterType;
        if (first == typeof(double) || first == typeof(float))
        {
            return parameters.Length == 1
                ? Numbers.Select(z => new[] { Of(z, first) })
                : Numbers.SelectMany(z => new[] { 0.0, 1.0 }, (z, y) => new[] { Of(z, first), Of(y, first) });
        }

        if (parameters.Length == 2)
            return Vectors.SelectMany(vector => Enumerable.Range(0, 3), (vector, label) => new object[] { vector.Clone(), label });
        if (first == typeof(double[,]))
            return Pairs().Select(rows => new object[] { new[,] { { rows[0][0], rows[0][1], rows[0][2] }, { rows[1][0], rows[1][1], rows[1][2] } } });
        if (first == typeof(double[][]))
            return Pairs().Select(rows => new object[] { rows });
        if (first == typeof(float[]))
            return Vectors.Select(vector => new object[] { vector.Select(x => (float)x).ToArray() });
        return Vectors.Select(vector => new object[] { vector.Clone() }).Concat(Pairs().Select(rows => new object[] { rows[0].Concat(rows[1]).ToArray() }));
    }

    /// <summary>All numbers in a value.</summary>
    public static IEnumerable<double> Flatten(object value) => value is IEnumerable values
        ? values.Cast<object>().SelectMany(Flatten)
        : [Convert.ToDouble(value, CultureInfo.InvariantCulture)];

    /// <summary>Whether a number in an output is not what it should be, or not finite where it should be.</summary>
    public static bool AreWrong(double[][] outputs, double[][] right) => outputs.Zip(right).Any(pair =>
        pair.First.Length != pair.Second.Length || pair.First.Zip(pair.Second).Any(number => !IsClose(number.First, number.Second)));

    private static bool IsClose(double number, double right) =>
        number.Equals(right) || Math.Abs(number - right) <= 1e-5 * Math.Max(1e-3, Math.Abs(right));

    // Every row beside the next one.
    private static IEnumerable<double[][]> Pairs() =>
        Vectors.Select((vector, index) => new[] { (double[])vector.Clone(), (double[])Vectors[(index + 1) % Vectors.Length].Clone() });

    private static object Of(double value, Type type) => type == typeof(float) ? (object)(float)value : value;
}
