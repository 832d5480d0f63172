using System;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Native;

// One line about the code that this machine runs, then one for each kernel: a number to be compared with a bound, and a hash
// of all the bits of its results, to be compared with those of another compiler.
int width = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;
Console.WriteLine($"width {width} fused {Fma.IsSupported || AdvSimd.IsSupported}");

(float[] logits, int[] labels) = Batch<float>(7, 3, x => (float)x);
float[] gradient = new float[logits.Length];
Print("small", Kernels.Small(logits, labels, gradient), gradient);

(double[] wideLogits, labels) = Batch<double>(13, 21, x => x);
double[] wideGradient = new double[wideLogits.Length];
Print("blocks", Kernels.Blocks(wideLogits, labels, wideGradient), wideGradient);

(logits, labels) = Batch<float>(300, 1000, x => (float)x);
gradient = new float[logits.Length];
Print("wide", Kernels.Wide(logits, labels, gradient), gradient);

(logits, labels) = Batch<float>(37, 10, x => (float)x);
gradient = new float[logits.Length];
Print("columns", Kernels.Columns(logits, labels, gradient), gradient);

(wideLogits, _) = Batch<double>(2, 50257, x => x);
wideGradient = new double[wideLogits.Length];
Kernels.Long(wideLogits, wideGradient);
Print("long", wideGradient[1], wideGradient);

(Half[] halves, _) = Batch<Half>(5, 9, x => (Half)x);
Half[] probabilities = new Half[halves.Length];
Kernels.Halves(halves, probabilities);
Print("halves", (double)probabilities[1], probabilities);

(float[] inputs, _) = Batch<float>(11, 33, x => (float)x / 8);
(float[] weights, labels) = Batch<float>(11, 30, x => (float)x / 8);
float[][] gradients = [new float[330], new float[10], new float[inputs.Length]];
Print(
    "layer",
    Kernels.Layer(inputs, weights, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [.. labels.Select(one => one % 10)], gradients[0], gradients[1], gradients[2]),
    [.. gradients.SelectMany(one => one)]);

// A multiplicative generator by hand: Random may change from runtime to runtime.
static (T[] Logits, int[] Labels) Batch<T>(int rows, int classes, Func<double, T> element)
{
    ulong state = 88_172_645_463_325_252;
    double Next()
    {
        state = (state * 6_364_136_223_846_793_005) + 1_442_695_040_888_963_407;
        return (state >> 11) * 1.1102230246251565e-16;
    }

    T[] logits = [.. Enumerable.Range(0, rows * classes).Select(_ => element((Next() - 0.5) * 16))];
    return (logits, [.. Enumerable.Range(0, rows).Select(_ => (int)(Next() * classes))]);
}

static void Print<T>(string name, double value, T[] results)
    where T : INumberBase<T>
{
    ulong hash = 14_695_981_039_346_656_037;
    double squares = 0;
    foreach (T result in results)
    {
        double wide = double.CreateTruncating(result);
        squares += wide * wide;
        hash = (hash ^ BitConverter.DoubleToUInt64Bits(wide)) * 1_099_511_628_211;
    }

    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {value:R} {Math.Sqrt(squares):R} {hash:x16}"));
}
