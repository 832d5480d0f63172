using System;
using System.Globalization;
using Arrays;

// Mono says itself what it is; of the others only .NET Framework has its own types in mscorlib.
Console.WriteLine("runtime: " + (Type.GetType("Mono.Runtime") != null ? "Mono"
    : typeof(object).Assembly.GetName().Name == "mscorlib" ? ".NET Framework"
    : ".NET"));

float[] logits = { 1000, 0, -1000, 2, 1, 0 };
byte[] labels = { 0, 2 };
float[] gradient = new float[6];
Print("arrays", ArrayKernels.Loss(logits, labels, gradient), gradient);

float[] inputs = { 1, 2, -3, 0.5f };
float[] weights = { 0.5f, -1, 2, 0.25f, -0.75f, 1 };
float[] bias = { 0.1f, -0.2f, 0.3f };
Print("linear arrays", ArrayKernels.Linear(inputs, weights, bias, labels, gradient), gradient);

// A hundred classes 0, 0.1 … 9.9, all weight of the target on the last: the loss is log Σ exp(x - 9.9).
double[] row = new double[100];
double[] target = new double[100];
for (int j = 0; j < 100; j++)
{
    row[j] = j / 10.0;
}

target[99] = 1;
double[] losses = new double[1];
double[] doubleGradient = new double[100];
ArrayKernels.Losses(row, target, losses, doubleGradient);
Console.WriteLine("hundred classes: " + losses[0].ToString("R", CultureInfo.InvariantCulture));

try
{
    ArrayKernels.Loss(logits, new byte[] { 0, 3 }, gradient);
}
catch (ArgumentException exception)
{
    Console.WriteLine("refused: " + exception.ParamName);
}

static void Print(string name, float loss, float[] gradient)
{
    string line = name + ": " + loss.ToString("R", CultureInfo.InvariantCulture);
    foreach (float value in gradient)
    {
        line += " " + value.ToString("R", CultureInfo.InvariantCulture);
    }

    Console.WriteLine(line);
}
