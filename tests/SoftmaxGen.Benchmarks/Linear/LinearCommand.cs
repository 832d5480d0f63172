using System.Globalization;
using SoftmaxGen.Benchmarks.Python;
using SoftmaxGen.Benchmarks.Ratios;

namespace SoftmaxGen.Benchmarks.Linear;

/// <summary>The interleaved mode for linear layers: checks that all agree, times them in turns, prints a Markdown table.</summary>
internal static class LinearCommand
{
    /// <summary>Relative to the greatest element of an output.</summary>
    private const double Tolerance = 2e-5;

    private const int DefaultRounds = 100;

    /// <summary>Runs with the arguments after <c>linear</c>; returns the exit code.</summary>
    public static int Run(string[] arguments)
    {
        int rounds = DefaultRounds;
        bool torch = arguments.Contains("--torch");
        arguments = [.. arguments.Where(argument => argument != "--torch")];
        if (arguments is not [] && (arguments is not ["--rounds", string text] || !int.TryParse(text, out rounds) || rounds < 1))
        {
            Console.Error.WriteLine("linear [--rounds n] [--torch]   (n from 1; 100 by default)");
            return 2;
        }

        using PythonProcess? python = torch ? PythonProcess.Start() : null;
        foreach (string line in Machine.Describe<float>())
            Console.WriteLine(line);
        Console.WriteLine(python is null ? "" : $"\n{python.Versions}, one thread.\n");
        Console.WriteLine("| layer | SoftmaxGen, µs | GFLOP/s | TensorPrimitives / ours | scalar / ours |" + (torch ? " PyTorch / ours |" : ""));
        Console.WriteLine("|---|--:|--:|--:|--:|" + (torch ? "--:|" : ""));
        foreach ((LinearShape shape, FusedLayers.Layer layer) in FusedLayers.All)
            Console.WriteLine(Row(shape, layer, rounds, python));
        return 0;
    }

    private static string Row(LinearShape shape, FusedLayers.Layer layer, int rounds, PythonProcess? python)
    {
        LinearWorkload work = new(shape);
        Func<float>[] contenders =
        [
            () => layer(work.Inputs, work.Weights, work.Bias, work.Labels, work.WeightGradient, work.BiasGradient, work.InputGradient),
            () => HandWrittenLayers.Composed(work),
            () => HandWrittenLayers.ScalarLoop(work),
        ];
        RequireAgreement(work, contenders, python);
        Action[] actions = [.. contenders.Select(contender => (Action)(() => contender()))];

        // Beyond what the runtime counts before it compiles a method in full, and until it has.
        for (int i = 0; i < 40 && shape.Operations * i < 2e9; i++)
            Array.ForEach(actions, action => action());
        Thread.Sleep(500);
        Array.ForEach(actions, action => action());
        Func<int, double>[] timers =
        [
            .. actions.Select(action => (Func<int, double>)(repeats => InterleavedTimer.Time(action, repeats))),
            .. python is null ? Array.Empty<Func<int, double>>() : [repeats => python.TimeLayer(work, repeats)],
        ];
        Timings timings = InterleavedTimer.Measure(timers, Math.Max(5, shape.Operations > 1e8 ? rounds / 10 : rounds));
        double nanoseconds = timings.Minimum(0);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {shape} | {nanoseconds / 1000:F1} | {shape.Operations / nanoseconds:F1} | {timings.Ratio(1, 0):F1} | {timings.Ratio(2, 0):F1} |{(python is null ? "" : $" {timings.Ratio(3, 0):F2} |")}");
    }

    /// <summary>Throws where a contender's loss or gradients differ from those of the last.</summary>
    private static void RequireAgreement(LinearWorkload work, Func<float>[] contenders, PythonProcess? python)
    {
        List<float[][]> all = [];
        foreach (Func<float> contender in contenders)
        {
            // A contender that writes nothing must not pass on what another one left behind.
            Array.ForEach([work.WeightGradient, work.BiasGradient, work.InputGradient], array => Array.Fill(array, float.NaN));
            float loss = contender();
            float[][] made = [[loss], [.. work.WeightGradient], [.. work.BiasGradient], [.. work.InputGradient]];
            all.Add(made);
        }

        if (python is not null)
        {
            (double loss, float[] gradients) = python.RunLayer(work);
            int bias = work.WeightGradient.Length;
            int inputs = bias + work.BiasGradient.Length;
            all.Add([[(float)loss], gradients[..bias], gradients[bias..inputs], gradients[inputs..]]);
        }

        foreach (float[][] made in all)
        {
            for (int i = 0; i < made.Length; i++)
            {
                double scale = all[0][i].Max(MathF.Abs);
                double apart = all[0][i].Zip(made[i], (one, other) => Math.Abs((double)one - other)).Max();
                if (made[i].Length != all[0][i].Length || !(apart <= Tolerance * scale))
                    throw new InvalidOperationException($"{work.Shape}: outputs {i} of two contenders are {apart:E1} apart, of {scale:E1}.");
            }
        }
    }
}
