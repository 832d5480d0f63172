using System.Collections.Immutable;
using System.Globalization;

namespace SoftmaxGen.Analyzers.Rules.LossUse;

/// <summary>
/// What a function is by its name, as far as numbers show it: asked of one input and output after the other, all of them finite and
/// small. A temperature, a steepness or another base breaks no contract.
/// </summary>
internal abstract class Contract
{
    // Fast approximations are off by a percent or two.
    private const double Tolerance = 0.03;

    private int _broken;

    /// <summary>What the function takes: a vector, or a number.</summary>
    public bool TakesVector { get; protected init; }

    /// <summary>How many numbers come out for so many that go in.</summary>
    public abstract int Outputs(int inputs);

    /// <summary>What the last wrong output shows, as the end of a sentence: «which sums to 2.1».</summary>
    public string Fault { get; private set; } = "";

    /// <summary>The inputs of the probes.</summary>
    public static readonly ImmutableArray<ImmutableArray<double>> Vectors = ImmutableArray.Create(
        ImmutableArray.Create(1.0, 2.0, 4.0), ImmutableArray.Create(0.5, -1.0, 0.25, 1.5));

    public static readonly ImmutableArray<double> Scalars = ImmutableArray.Create(1.0, -1.0, 2.0, -2.0, 0.5, -0.5);

    /// <summary>The contract of a name; null where the name promises nothing that can be tested.</summary>
    /// <param name="name">The name of the function.</param>
    /// <param name="isOfNumber">Whether it makes one number of another.</param>
    public static Contract? Of(string name, bool isOfNumber) => Plain(name) switch
    {
        "softmax" => isOfNumber ? new Share() : new Distribution(isLogarithm: false),
        "logsoftmax" => new Distribution(isLogarithm: true),
        "logsumexp" => new Total(),
        "sigmoid" => new Rising(),
        "softplus" => new Hinge(),
        _ => null,
    };

    /// <summary>Whether this output breaks the contract. One wrong output may be a special case: it takes two.</summary>
    public bool IsBroken(double[] input, double[] output)
    {
        // Of a method that returns nothing, both of its buffers come back.
        if (output.Length == input.Length + Outputs(input.Length) && output.Take(input.Length).SequenceEqual(input))
            output = output.Skip(input.Length).ToArray();
        if (output.Length != Outputs(input.Length) || !IsProbe(input) || output.Any(x => double.IsNaN(x) || double.IsInfinity(x)))
            return false;
        string? fault = Judge(input, output);
        if (fault is null)
            return false;
        Fault = fault;
        return ++_broken >= 2;
    }

    /// <summary>What is wrong with an output; null where nothing is.</summary>
    protected abstract string? Judge(double[] input, double[] output);

    protected static bool IsNear(double actual, double expected) =>
        Math.Abs(actual - expected) <= Tolerance * Math.Max(1, Math.Abs(expected));

    protected static string Text(double number) => number.ToString("G3", CultureInfo.InvariantCulture);

    private static bool IsProbe(double[] input) => input.Length == 1
        ? Scalars.Contains(input[0])
        : Vectors.Any(vector => vector.SequenceEqual(input));

    // StableSoftmax, soft_max, ComputeSoftmax: what is said of how it is done says nothing of what it is.
    private static string Plain(string name)
    {
        string plain = name.Replace("_", "").ToLowerInvariant();
        foreach (string word in new[] { "compute", "calculate", "calc", "apply", "stable", "get" })
            if (plain.StartsWith(word, StringComparison.Ordinal))
                plain = plain.Substring(word.Length);
        foreach (string word in new[] { "inplace", "stable", "function" })
            if (plain.EndsWith(word, StringComparison.Ordinal))
                plain = plain.Substring(0, plain.Length - word.Length);
        return plain;
    }

    // Numbers from 0 to 1 that sum to 1, or their logarithms.
    private sealed class Distribution : Contract
    {
        private readonly bool _isLogarithm;

        public Distribution(bool isLogarithm) => (_isLogarithm, TakesVector) = (isLogarithm, true);

        public override int Outputs(int inputs) => inputs;

        protected override string? Judge(double[] input, double[] output)
        {
            double sum = output.Sum(x => _isLogarithm ? Math.Exp(x) : x);
            // A class of its own at 0, which is not among the results.
            double others = input.Sum(Math.Exp);
            if (!_isLogarithm && output.Any(p => p < -Tolerance))
                return "which holds a negative number";
            if (IsNear(sum, 1) || !_isLogarithm && Math.Abs(sum - others / (1 + others)) < 1e-4)
                return null;
            return _isLogarithm ? $"whose exponentials sum to {Text(sum)}" : $"which sums to {Text(sum)}";
        }
    }

    // One number of a softmax is from 0 to 1, whatever the others are.
    private sealed class Share : Contract
    {
        public override int Outputs(int inputs) => inputs;

        protected override string? Judge(double[] input, double[] output) =>
            output.Any(p => p < -Tolerance || p > 1 + Tolerance) ? "which is no probability" : null;
    }

    // log Σ e^x grows with what is added to every x.
    private sealed class Total : Contract
    {
        public Total() => TakesVector = true;

        public override int Outputs(int inputs) => 1;

        protected override string? Judge(double[] input, double[] output)
        {
            double most = input.Max(), exact = most + Math.Log(input.Sum(x => Math.Exp(x - most)));
            // The mean instead of the sum is a cousin by the same name; another temperature lies between these.
            bool isCousin = output[0] >= exact - Math.Log(input.Length) - 1e-6 && output[0] <= most + 2 * Math.Log(input.Length);
            return isCousin || IsNear(output[0], exact) ? null : $"where log Σ exp(x) is {Text(exact)}";
        }
    }

    // From 0 to 1, and never falling. Where it is a sigmoid at all, it may be that of -x.
    private sealed class Rising : Contract
    {
        public override int Outputs(int inputs) => inputs;

        protected override string? Judge(double[] input, double[] output)
        {
            foreach ((double x, double y) in input.Zip(output, (x, y) => (x, y)))
                if (Math.Abs(y - Sigmoid(-x)) > 1e-6)
                    return null;
            return "which is the sigmoid of the negated input";
        }

        private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
    }

    // log(1 + e^x), sharpened or softened, is positive, and not far above x.
    private sealed class Hinge : Contract
    {
        public override int Outputs(int inputs) => inputs;

        protected override string? Judge(double[] input, double[] output)
        {
            foreach ((double x, double y) in input.Zip(output, (x, y) => (x, y)))
                if (y >= Math.Max(x, 0) - Tolerance && y <= Math.Max(x, 0) + 3)
                    return null;
            return $"where log(1 + exp(x)) is {string.Join(", ", input.Select(x => Text(Math.Log(1 + Math.Exp(x)))))}";
        }
    }
}
