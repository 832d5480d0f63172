using System;
using System.Globalization;
using Arrays;
using Spans;

float[] logits = [1000, 0, -1000, 2, 1, 0];
byte[] labels = [0, 2];
float[] gradient = new float[6];
Print("arrays", ArrayKernels.Loss(logits, labels, gradient), gradient);
Print("spans", SpanKernels.Loss(logits, labels, gradient), gradient);

float[] inputs = [1, 2, -3, 0.5f];
float[] weights = [0.5f, -1, 2, 0.25f, -0.75f, 1];
float[] bias = [0.1f, -0.2f, 0.3f];
Print("linear arrays", ArrayKernels.Linear(inputs, weights, bias, labels, gradient), gradient);
Print("linear spans", SpanKernels.Linear(inputs, weights, bias, labels, gradient), gradient);

static void Print(string name, float loss, float[] gradient) =>
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {loss:R} {string.Join(' ', gradient)}"));
