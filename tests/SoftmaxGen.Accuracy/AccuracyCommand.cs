using System.Globalization;
using System.Numerics;
using SoftmaxGen.Accuracy.Contenders;
using SoftmaxGen.Accuracy.Linear;
using SoftmaxGen.Accuracy.Report;

namespace SoftmaxGen.Accuracy;

/// <summary>Prints the tables of the documentation.</summary>
internal static class AccuracyCommand
{
    private const string Usage = "Usage: [--torch] [--classes <most>] [--elements <of a batch>]";

    private static int Main(string[] arguments)
    {
        int classes = int.MaxValue;
        int elements = 1000;
        bool torch = false;
        for (int i = 0; i < arguments.Length; i++)
        {
            string? value = i + 1 < arguments.Length ? arguments[i + 1] : null;
            if (arguments[i] == "--torch")
            {
                torch = true;
            }
            else if (arguments[i] == "--classes" && IsCount(value, out classes) || arguments[i] == "--elements" && IsCount(value, out elements))
            {
                i++;
            }
            else
            {
                Console.Error.WriteLine($"Not understood: {arguments[i]} {value}\n{Usage}");
                return 2;
            }
        }

        Print<float>(classes, elements, torch);
        Print<double>(classes, elements, torch);
        return 0;
    }

    private static bool IsCount(string? text, out int count) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count > 1;

    private static void Print<T>(int classes, int elements, bool torch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Those of most classes take most of the time.
        Sweep<T> sweep = new(GeneratedKernels<T>.ClassCounts(classMajor: false).Where(count => count <= classes), elements);
        using PyTorch<T>? python = torch ? new(sweep.Batches) : null;
        Contender<T>[] contenders =
            [new GeneratedKernels<T>(), new ComposedTensorPrimitives<T>(), .. python is null ? [] : new[] { python }];
        Print(ErrorTable.Of(sweep, contenders));

        LinearSweep<T> layers = new(GeneratedLinear<T>.Shapes.Where(shape => shape.Classes <= classes));
        using TorchLinear<T>? linear = torch ? new(layers.Batches) : null;
        LinearContender<T>[] others = [new GeneratedLinear<T>(), new ComposedLinear<T>(), .. linear is null ? [] : new[] { linear }];
        Print(ErrorTable.Of(layers, others));
    }

    private static void Print(IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            Console.WriteLine(line);
        }
    }
}
