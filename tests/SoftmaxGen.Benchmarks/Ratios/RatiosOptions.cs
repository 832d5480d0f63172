using System.Globalization;
using SoftmaxGen.Benchmarks.Workloads;

namespace SoftmaxGen.Benchmarks.Ratios;

/// <summary>The options of <c>ratios</c>.</summary>
internal sealed class RatiosOptions
{
    /// <summary>What <c>ratios</c> accepts.</summary>
    public const string Usage =
        """
        ratios [options]
          --double          double instead of float
          --only a,b        only these operators: loss-gradient, loss, softmax, log-softmax, soft-loss-gradient
          --c 9,10,1000     only these class counts
          --n 1,7           so many rows, instead of some 41,000 elements
          --rounds n        rounds per row (default 200)
          --torch           PyTorch and NumPy too, one thread each (Debian: python3-torch, python3-numpy)
          --onednn          oneDNN's softmax and log-softmax of float too, one thread (Debian: libdnnl2)
          --out file        write the tables to a file as well
          --svg file        draw a picture of them as well
        """;

    public bool Double { get; private set; }

    public IReadOnlyList<Operator> Operators { get; private set; } = Enum.GetValues<Operator>();

    public IReadOnlyList<Shape> Shapes { get; private set; } = Shape.All;

    public int Rounds { get; private set; } = 200;

    /// <summary>Whether PyTorch and NumPy take part.</summary>
    public bool Torch { get; private set; }

    /// <summary>Whether oneDNN takes part.</summary>
    public bool OneDnn { get; private set; }

    /// <summary>Where the picture is written to; null for nowhere.</summary>
    public string? Picture { get; private set; }

    /// <summary>Where the tables are written to, beside the console; null for nowhere.</summary>
    public string? Output { get; private set; }

    /// <summary>Reads the command line; throws <see cref="FormatException"/> with what is wrong.</summary>
    public static RatiosOptions Parse(IEnumerable<string> arguments)
    {
        RatiosOptions options = new();
        Queue<string> rest = new(arguments);
        int[] rows = [];
        while (rest.TryDequeue(out string? name))
        {
            switch (name)
            {
                case "--double": options.Double = true; break;
                case "--only": options.Operators = [.. Values(name, rest).Select(ParseOperator)]; break;
                case "--c": options.Shapes = [.. Values(name, rest).Select(ParseNumber).SelectMany(ShapesOf)]; break;
                case "--n": rows = [.. Values(name, rest).Select(ParseNumber)]; break;
                case "--rounds": options.Rounds = Math.Max(1, ParseNumber(Value(name, rest))); break;
                case "--torch": options.Torch = true; break;
                case "--onednn": options.OneDnn = true; break;
                case "--svg": options.Picture = Value(name, rest); break;
                case "--out": options.Output = Value(name, rest); break;
                default: throw new FormatException($"Unknown option {name}.");
            }
        }

        if (rows.Contains(0))
            throw new FormatException("A batch without rows takes no time.");
        if (rows.Length > 0)
        {
            options.Shapes =
            [
                .. options.Shapes.Select(shape => shape.Classes).Distinct()
                    .SelectMany(classes => rows.Select(count => new Shape(count, classes))),
            ];
        }

        return options;
    }

    private static string Value(string name, Queue<string> rest) =>
        rest.TryDequeue(out string? value) ? value : throw new FormatException($"{name} needs a value.");

    private static string[] Values(string name, Queue<string> rest) =>
        Value(name, rest).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static int ParseNumber(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new FormatException($"'{text}' is not a number.");

    private static Operator ParseOperator(string text)
    {
        foreach (Operator operation in Enum.GetValues<Operator>())
            if (operation.Option() == text)
                return operation;
        throw new FormatException($"Unknown operator {text}.");
    }

    private static IEnumerable<Shape> ShapesOf(int classes)
    {
        Shape[] shapes = [.. Shape.All.Where(shape => shape.Classes == classes)];
        return shapes.Length > 0
            ? shapes
            : throw new FormatException($"No kernels of {classes} classes; add it to ClassCount in the project file.");
    }
}
