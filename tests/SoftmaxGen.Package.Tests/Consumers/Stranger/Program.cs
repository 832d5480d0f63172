using System.Globalization;
using Stranger;

double[] nine = [1, 2, 3, 4, 5, 6, 7, 8, 9];
double[] target = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
double[] gradient = new double[9];
Print("soft loss", Kernels.SoftLoss(nine, target, gradient));
Print("soft gradient", gradient);

float[] logits = [1, 2, 3, 4, 5, 6, 7, 8, 9];
float[] upstream = [11, 12, 13, 14, 15, 16, 17, 18, 19];
float[] probabilities = new float[9];
float[] backward = new float[9];
Kernels.Softmax(logits, probabilities);
Kernels.Backward(probabilities, upstream, backward);
Print("probabilities", [.. probabilities]);
Print("backward", [.. backward]);

double[] rows =
[
    0.093, 0.1939, -1.0649, 0.4476, -2.0769,
    -1.8024, 0.3696, 0.7796, -1.0346, 0.473,
    0.5593, -2.5067, -2.1275, 0.5548, -1.6639,
];
int[] labels = [1, 2, 3];
double[] logProbabilities = new double[15];
Kernels.LogSoftmax(rows, logProbabilities);
Print("index loss", Kernels.IndexLoss(rows, labels));
Print("nll loss", Kernels.Nll(logProbabilities, labels));

float[] hot = [1000, 0, -1000, 0, 1, 2];
Answer[] decided = new Answer[2];
Kernels.Decide(hot, decided);
Print("log sum exp", Kernels.LogSumExp(hot.AsSpan(0, 3)));
Print("answer loss", Kernels.AnswerLoss(hot, [Answer.No, Answer.Yes]));
Console.WriteLine($"decided: {string.Join(' ', decided)}");

try
{
#pragma warning disable SMG2007 // The analyzer sees the wrong label, too; here it is wrong on purpose.
    Kernels.IndexLoss(rows, [1, 2, 5]);
#pragma warning restore SMG2007
}
catch (ArgumentOutOfRangeException refused)
{
    Console.WriteLine($"refused: {refused.ParamName}");
}

static void Print(string name, params double[] values)
{
    IEnumerable<string> words = values.Select(value => value.ToString("R", CultureInfo.InvariantCulture));
    Console.WriteLine($"{name}: {string.Join(' ', words)}");
}
