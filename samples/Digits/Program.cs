using System.Text;
using Digits;
using Spectre.Console;

const double RequiredAccuracy = 0.96;
const float AllowedDifference = 1e-4f;

Console.OutputEncoding = Encoding.UTF8;
AnsiConsole.Profile.Capabilities.Ansi &= !Console.IsOutputRedirected; // a file gets plain text

Digit[] digits;
try
{
    digits = DigitData.Read(args.Length > 0 ? args[0] : Path.Combine(AppContext.BaseDirectory, "digits.csv"));
}
catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"error: {exception.Message}");
    return 2;
}

// Every fifth digit, from the first, is held out: the classifier never learns from it.
Digit[] heldOut = digits.Where((_, i) => i % 5 == 0).ToArray();
Digit[] training = digits.Where((_, i) => i % 5 != 0).ToArray();

var classifier = new LinearClassifier();
(float[] losses, TimeSpan time) = Report.WithProgress(
    $"training on {training.Length} digits", progress => Training.Run(classifier, [.. training], progress));

// The same once more, with layer, loss and gradients in one kernel.
var fused = new FusedClassifier();
(float[] fusedLosses, TimeSpan fusedTime) = Report.WithProgress(
    "training in one kernel", progress => Training.Run(fused, [.. training], progress));
float difference = losses.Zip(fusedLosses, (two, one) => MathF.Abs(two - one)).Max();
int agreed = classifier.Read(heldOut).Zip(fused.Read(heldOut)).Count(pair => pair.First.Predicted == pair.Second.Predicted);

Reading[] readings = classifier.Read(heldOut);
double accuracy = readings.Count(reading => reading.IsRight) / (double)readings.Length;

Report.LossCurve(losses);
Report.ConfusionMatrix(readings);
Report.Misread(readings);
Report.LossTime(classifier.Clock, time);
Report.Fused(time, fusedTime, difference, agreed, readings.Length);
Report.Accuracy(readings, accuracy, RequiredAccuracy);
return accuracy >= RequiredAccuracy && difference <= AllowedDifference && agreed == readings.Length ? 0 : 1;
