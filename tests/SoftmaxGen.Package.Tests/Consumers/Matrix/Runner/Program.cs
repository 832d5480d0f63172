using System;
using System.Globalization;

float[] logits = [1000, 0, -1000, 2, 1, 0];
byte[] labels = [0, 2];
float[] gradient = new float[6];

Print("analyzed", Analyzed.AnalyzedKernels.Loss(logits, labels, gradient), gradient);
Print("central", new Central.CentralKernels(1).Loss(logits, labels, gradient), gradient);
Print("offline", Offline.OfflineKernels.Loss(logits, labels, gradient), gradient);
Print("two generators", TwoGenerators.MarkedKernels.Loss(logits, labels, gradient), gradient);
Print("unity-like", Behaviour.Policy.Loss(logits, labels, gradient), gradient);
foreach ((string name, Func<float[], byte[], float[], float> loss) in Names.Everything.All)
{
    Array.Clear(gradient);
    Print("names, " + name, loss(logits, labels, gradient), gradient);
}

static void Print(string name, float loss, float[] gradient) =>
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {loss:R} {string.Join(' ', gradient)}"));
