using System;
using System.Globalization;
using Arrays;
using Spans;

float[] logits = [1000, 0, -1000, 2, 1, 0];
byte[] labels = [0, 2];
float[] gradient = new float[6];
Print("arrays", ArrayKernels.Loss(logits, labels, gradient), gradient);
Print("spans", SpanKernels.Loss(logits, labels, gradient), gradient);

static void Print(string name, float loss, float[] gradient) =>
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {loss:R} {string.Join(' ', gradient)}"));
